// SPDX-License-Identifier: MIT

internal import ArgumentParser

/// What every `create KIND NAME` takes.
struct CreationOptions: ParsableArguments {
    @OptionGroup var change: ChangeOptions
    @OptionGroup var target: TargetOptions

    @Flag(name: .customLong("save-config"), help: "Keep the object in an annotation, as apply does")
    var savesConfiguration = false
}
