// SPDX-License-Identifier: MIT

internal import Kn8API

/// What the words `TYPE NAME…`, `TYPE/NAME…` or `TYPE,TYPE` mean: resources, and which names of each.
struct Selection {
    /// One resource and the names asked for; no names means all objects.
    struct Part {
        let resource: Resource
        let names: [String]
    }

    /// The parts in the order given.
    let parts: [Part]

    /// Reads `words` by `catalog`; the complaints are kubectl's (`kubectl:pkg/cli/resource/builder.go`).
    init(_ words: [String], in catalog: ResourceCatalog) throws(CommandError) {
        guard let first = words.first else {
            throw CommandError(
                "You must specify the type of resource. Use \"kn8 api-resources\" for a complete list of supported "
                    + "resources."
            )
        }
        var parts: [Part] = []
        if first.contains("/") {
            for word in words {
                let pieces = word.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
                guard pieces.count > 1 else {
                    throw CommandError(
                        "there is no need to specify a resource type as a separate argument when passing arguments in "
                            + "resource/name form (e.g. 'kn8 get resource/<resource_name>' instead of 'kn8 get "
                            + "resource resource/<resource_name>'"
                    )
                }
                guard pieces.count == 2, !pieces[0].isEmpty, !pieces[1].isEmpty else {
                    throw CommandError("arguments in resource/name form may not have more than one slash")
                }
                for resource in try catalog.resources(named: pieces[0]) {
                    parts.append(Part(resource: resource, names: [pieces[1]]))
                }
            }
        } else {
            let names = Array(words.dropFirst())
            guard !names.contains(where: { $0.contains("/") }) else {
                throw CommandError(
                    "there is no need to specify a resource type as a separate argument when passing arguments in "
                        + "resource/name form (e.g. 'kn8 get resource/<resource_name>' instead of 'kn8 get resource "
                        + "resource/<resource_name>'"
                )
            }
            for word in first.split(separator: ",") {
                for resource in try catalog.resources(named: String(word))
                where !parts.contains(where: { $0.resource == resource }) {
                    parts.append(Part(resource: resource, names: names))
                }
            }
        }
        self.parts = parts
    }
}
