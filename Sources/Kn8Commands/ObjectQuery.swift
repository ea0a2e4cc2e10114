// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Printers

/// Fetches what a selection means.
struct ObjectQuery {
    /// The objects of one resource.
    struct Group {
        let resource: Resource
        var objects: [Object]
        /// Where a watch goes on.
        let resourceVersion: String
        /// How the objects are printed; nil as the kind is.
        var columns: [Column]?
    }

    /// What was found, and what was asked for by name and is not there.
    struct Answer {
        var groups: [Group] = []
        var missing: [APIError] = []
        /// Whether one object was asked for by name, so that it is printed bare and not in a list.
        var isSingle = false

        var isEmpty: Bool { groups.allSatisfy(\.objects.isEmpty) }

        /// What `targets` are, in the order that their kinds were named in.
        init(_ targets: ChangeTargets, ignoringMissing: Bool) {
            isSingle = targets.isSingle
            missing = ignoringMissing ? targets.missing.filter { $0.reason != .notFound } : targets.missing
            for target in targets.found {
                if let index = groups.firstIndex(where: { $0.resource == target.resource }) {
                    groups[index].objects.append(target.object)
                } else {
                    let version = target.object.resourceVersion
                    groups.append(Group(resource: target.resource, objects: [target.object], resourceVersion: version))
                }
            }
        }

        /// Nothing yet.
        init() {}
    }

    let client: any APIClient
    /// The namespace to look in.
    let namespace: String
    let selectors: SelectorOptions

    /// Asks the server for a kind's table, where this process does not know how to print it; nil when nobody does.
    var tables: (@Sendable (Resource, Scope, ListOptions) async throws -> Group?)?

    private var options: ListOptions {
        ListOptions(labelSelector: selectors.labels, fieldSelector: selectors.fields)
    }

    /// Fetches `selection`; a missing name is an error of the answer, and so is the refusal of one of several kinds. Any other
    /// refusal is thrown.
    func run(_ selection: Selection, ignoringMissing: Bool) async throws -> Answer {
        var answer = Answer()
        answer.isSingle = selection.parts.count == 1 && selection.parts.first?.names.count == 1
        for part in selection.parts {
            do {
                try await fetch(part, ignoringMissing: ignoringMissing, into: &answer)
            } catch let refusal as APIError {
                guard selection.parts.count > 1, refusal.code != 0 else { throw refusal }
                answer.missing.append(refusal)
            }
        }
        return answer
    }

    private func fetch(_ part: Selection.Part, ignoringMissing: Bool, into answer: inout Answer) async throws {
        guard part.names.isEmpty else {
            return try await fetchNames(part, ignoringMissing: ignoringMissing, into: &answer)
        }
        if let group = try await tables?(part.resource, scope(of: part.resource), options) {
            answer.groups.append(group)
            return
        }
        let list = try await client.objects(of: part.resource, in: scope(of: part.resource), options: options)
        answer.groups.append(
            Group(resource: part.resource, objects: list.items, resourceVersion: list.resourceVersion)
        )
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
        if objects.count == 1, let name = objects.first?.name {
            let one = ListOptions(fieldSelector: "metadata.name=\(name)")
            if let group = try await tables?(part.resource, scope(of: part.resource), one), group.objects.count == 1 {
                answer.groups.append(group)
                return
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
    func nothingFound(in resources: [Resource]) -> String {
        let namespaced = resources.contains(where: \.namespaced)
        return namespaced && !selectors.allNamespaces
            ? "No resources found in \(namespace) namespace." : "No resources found"
    }

    private func scope(of resource: Resource) -> Scope {
        resource.namespaced && !selectors.allNamespaces ? .namespace(namespace) : .all
    }
}
