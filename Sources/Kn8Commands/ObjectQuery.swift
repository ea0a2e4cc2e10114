// SPDX-License-Identifier: MIT

internal import Kn8API

/// Fetches what a selection means.
struct ObjectQuery {
    /// The objects of one resource.
    struct Group {
        let resource: Resource
        var objects: [Object]
        /// Where a watch goes on.
        let resourceVersion: String
    }

    /// What was found, and what was asked for by name and is not there.
    struct Answer {
        var groups: [Group] = []
        var missing: [APIError] = []
        /// Whether one object was asked for by name, so that it is printed bare and not in a list.
        var isSingle = false

        var isEmpty: Bool { groups.allSatisfy(\.objects.isEmpty) }
    }

    let client: any APIClient
    /// The namespace to look in.
    let namespace: String
    let selectors: SelectorOptions

    private var options: ListOptions {
        ListOptions(labelSelector: selectors.labels, fieldSelector: selectors.fields)
    }

    /// Fetches `selection`; a missing name is an error of the answer, any other refusal is thrown.
    func run(_ selection: Selection, ignoringMissing: Bool) async throws -> Answer {
        var answer = Answer()
        answer.isSingle = selection.parts.count == 1 && selection.parts.first?.names.count == 1
        for part in selection.parts {
            guard part.names.isEmpty else {
                try await fetchNames(part, ignoringMissing: ignoringMissing, into: &answer)
                continue
            }
            let list = try await client.objects(of: part.resource, in: scope(of: part.resource), options: options)
            answer.groups.append(
                Group(resource: part.resource, objects: list.items, resourceVersion: list.resourceVersion)
            )
        }
        return answer
    }

    private func fetchNames(_ part: Selection.Part, ignoringMissing: Bool, into answer: inout Answer) async throws {
        guard selectors.labels.isEmpty else {
            throw CommandError("name cannot be provided when a selector is specified")
        }
        guard !selectors.allNamespaces || !part.resource.namespaced else {
            throw CommandError("a resource cannot be retrieved by name across all namespaces")
        }
        var objects: [Object] = []
        for name in part.names {
            let namespace = part.resource.namespaced ? self.namespace : ""
            if let object = try await client.object(ObjectKey(namespace: namespace, name: name), of: part.resource) {
                objects.append(object)
            } else if !ignoringMissing {
                answer.missing.append(.notFound(part.resource, name: name))
            }
        }
        let version = objects.map(\.resourceVersion).last ?? ""
        answer.groups.append(Group(resource: part.resource, objects: objects, resourceVersion: version))
    }

    /// Calls `change` with each later change of the group's objects until the task is cancelled.
    func follow(_ group: Group, change: (WatchEvent) throws -> Void) async throws {
        let stream = try await client.changes(
            of: group.resource,
            in: scope(of: group.resource),
            after: group.resourceVersion,
            options: options
        )
        for try await event in stream { try change(event) }
    }

    /// kubectl's words for an empty answer.
    func nothingFound(in selection: Selection) -> String {
        let namespaced = selection.parts.contains(where: \.resource.namespaced)
        return namespaced && !selectors.allNamespaces
            ? "No resources found in \(namespace) namespace." : "No resources found"
    }

    private func scope(of resource: Resource) -> Scope {
        resource.namespaced && !selectors.allNamespaces ? .namespace(namespace) : .all
    }
}
