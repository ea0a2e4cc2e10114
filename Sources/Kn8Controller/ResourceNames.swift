// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Synchronization

/// What discovery said of the kinds asked for so far. Kinds that are not served are asked for again.
final class ResourceNames: Sendable {
    private let known = Mutex<[GroupVersionKind: Resource]>([:])

    /// The resource of `kind`; `notFound` in kubectl's words when `client` serves none.
    func resource(for kind: GroupVersionKind, of client: any APIClient) async throws(APIError) -> Resource {
        if let resource = known.withLock({ $0[kind] }) { return resource }
        guard let resource = try await client.resource(for: kind) else {
            throw APIError(
                .notFound,
                message: "no matches for kind \"\(kind.kind)\" in version \"\(kind.apiVersion)\"",
                group: kind.group,
                kind: kind.kind
            )
        }
        known.withLock { $0[kind] = resource }
        return resource
    }
}
