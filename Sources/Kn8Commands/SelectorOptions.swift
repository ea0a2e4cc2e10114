// SPDX-License-Identifier: MIT

internal import ArgumentParser

/// Which objects of a resource.
struct SelectorOptions: ParsableArguments {
    @Option(
        name: [.customShort("l"), .customLong("selector")],
        help: "Keep objects whose labels match, for example 'app=web,tier!=db'"
    )
    var labels = ""

    @Option(
        name: .customLong("field-selector"),
        help: "Keep objects whose fields match, for example 'metadata.name=web'"
    )
    var fields = ""

    @Flag(name: [.customShort("A"), .customLong("all-namespaces")], help: "Look in every namespace")
    var allNamespaces = false
}
