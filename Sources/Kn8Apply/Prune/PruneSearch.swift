// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// The objects that an earlier apply made and that a later one no longer has.
package struct PruneSearch: Sendable {
    /// One of them.
    package struct Leftover: Sendable {
        /// The resource that serves it.
        package let resource: Resource
        /// As it is stored.
        package let object: Object
        /// Whether it stays, since its kind must be named for its objects to be pruned.
        package let isSpared: Bool
    }

    private let client: any APIClient
    private let kinds: PruneKinds
    private let applied: Set<String>
    private let uids: Set<String>
    private let pool: RequestPool

    /// A search for what is none of `results`, with `width` requests at once.
    package init(client: any APIClient, kinds: PruneKinds, results: [ApplyResult], width: Int = 1) {
        self.client = client
        self.kinds = kinds
        pool = RequestPool(width: width)
        applied = Set(results.map { PruneSearch.identity(of: $0.after) })
        uids = Set(results.map(\.after.uid)).subtracting([""])
    }

    /// What kubectl's classic prune finds: objects that were applied by a client and match `selector`, of the kinds to look
    /// through, in `namespaces` and outside of any.
    ///
    /// - Throws: The server's refusal; `notFound` for a kind that is named and not served.
    package func applied(matching selector: String, in namespaces: Set<String>) async throws -> [Leftover] {
        var resources: [Resource] = []
        for kind in kinds.searched {
            if let resource = try await client.resource(for: kind) {
                resources.append(resource)
            } else if !kinds.named.isEmpty {
                throw Applier.noMatches(for: kind)
            }
        }
        let found = try await leftovers(of: resources, in: namespaces, matching: selector)
        return found.filter { $0.object.annotations[LastApplied.annotation] != nil }
    }

    /// The members of an ApplySet, told by their label.
    package func members(of set: ApplySet) async throws -> [Leftover] {
        let selector = "\(ApplySet.memberLabel)=\(set.id)"
        return try await leftovers(of: set.presentResources, in: set.presentNamespaces, matching: selector)
    }

    // In the order in which they are to go: what was applied last goes first.
    private func leftovers(
        of resources: [Resource],
        in namespaces: Set<String>,
        matching selector: String
    ) async throws -> [Leftover] {
        var found: [Leftover] = []
        let options = ListOptions(labelSelector: selector)
        let lists = resources.flatMap { resource in
            (resource.namespaced ? namespaces.sorted().map(Scope.namespace) : [.all]).map { (resource, $0) }
        }
        try await pool.run(lists) { [client] resource, scope -> Result<[Object], APIError> in
            do throws(APIError) {
                return .success(try await client.objects(of: resource, in: scope, options: options).items)
            } catch {
                return .failure(error)
            }
        } each: { list, answer in
            for object in try answer.get()
            where !applied.contains(PruneSearch.identity(of: object)) && !uids.contains(object.uid) {
                found.append(Leftover(resource: list.0, object: object, isSpared: kinds.spares(list.0.gvk)))
            }
        }
        return found.enumerated()
            .sorted {
                let ranks = (ApplyOrder.rank(of: $0.element.resource.gvk), ApplyOrder.rank(of: $1.element.resource.gvk))
                return ranks.0 == ranks.1 ? $0.offset < $1.offset : ranks.0 > ranks.1
            }
            .map(\.element)
    }

    // An object that is only tried out may have another uid than the next time, so its name counts; one that two groups serve
    // has one uid.
    private static func identity(of object: Object) -> String {
        "\(object.gvk.group)/\(object.kind)/\(object.namespace)/\(object.name)"
    }
}
