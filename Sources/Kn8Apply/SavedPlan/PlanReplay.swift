// SPDX-License-Identifier: MIT

package import Kn8API

/// Carries a saved plan out: the same writes in the same order, or none.
package struct PlanReplay: Sendable {
    private let client: any APIClient
    private let plan: SavedPlan

    /// `plan`, to be carried out on `client`.
    package init(_ plan: SavedPlan, on client: any APIClient) {
        self.plan = plan
        self.client = client
    }

    /// What keeps the plan from being carried out: each object that has moved since, in a line.
    package func obstacles() async throws(APIError) -> [String] {
        let cluster = await ClusterIdentity.of(client)
        guard cluster == plan.cluster else {
            return ["it was made for another cluster (\(plan.cluster)), this one is \(cluster)"]
        }
        var found: [String] = []
        for read in plan.reads {
            let resource = try await client.resource(for: read.kind)
            var live: Object?
            if let resource { live = try await client.object(read.key, of: resource) }
            let group = read.kind.group.isEmpty ? "" : ".\(read.kind.group)"
            let title =
                "\(resource?.printedName ?? read.kind.kind.lowercased() + group)/\(read.key.name)"
                + (read.key.namespace.isEmpty ? "" : " (\(read.key.namespace))")
            switch live {
            case nil where !read.uid.isEmpty: found.append("\(title): it has been deleted")
            case let live? where read.uid.isEmpty:
                found.append("\(title): it was not there, and now is, at version \(live.resourceVersion)")
            case let live? where live.uid != read.uid: found.append("\(title): it has been deleted and made anew")
            case let live? where live.resourceVersion != read.resourceVersion:
                found.append(
                    "\(title): it was at version \(read.resourceVersion), and now is at \(live.resourceVersion)"
                )
            default: continue
            }
        }
        return found
    }

    /// Makes the writes; `progress` hears of each at once, and `refused` of the first that is refused.
    ///
    /// - Throws: The first refusal. Writes that were made before it stay.
    package func run(
        progress: (SavedWrite, Resource, Object) -> Void,
        refused: (APIError) -> Void
    ) async throws(APIError) {
        do throws(APIError) {
            try await run(progress)
        } catch {
            refused(error)
            throw error
        }
    }

    private func run(_ progress: (SavedWrite, Resource, Object) -> Void) async throws(APIError) {
        var versions: [Int: String] = [:]
        for (number, write) in plan.writes.enumerated() {
            guard let resource = try await client.resource(for: write.kind) else {
                throw Applier.noMatches(for: write.kind)
            }
            let version = write.versionOf.map { versions[$0] ?? "" } ?? write.resourceVersion
            let after = try await write.write(of: resource, version: version).perform(on: client)
            versions[number] = after.resourceVersion
            progress(write, resource, after)
        }
    }
}
