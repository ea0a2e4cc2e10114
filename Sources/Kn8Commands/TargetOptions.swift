// SPDX-License-Identifier: MIT

internal import ArgumentParser

/// Which cluster, and which namespace of it.
struct TargetOptions: ParsableArguments {
    @Option(
        name: [.customShort("n"), .long],
        help: "Use this namespace for objects that name none",
        completion: .default
    )
    var namespace: String?

    @Option(
        help: ArgumentHelp(
            "Keep the embedded server's state in this file; ':memory:' throws it away at the end",
            valueName: "path"
        ),
        completion: .file()
    )
    var state: String?

    @OptionGroup var secrets: SecretOptions

    @OptionGroup(title: "Another cluster") var connection: ConnectionOptions
}
