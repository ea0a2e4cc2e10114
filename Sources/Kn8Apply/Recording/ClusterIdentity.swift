// SPDX-License-Identifier: MIT

package import Kn8API

/// What tells one cluster from another: the uid of a Namespace that nobody deletes.
package enum ClusterIdentity {
    /// The uid of `kube-system`, else that of `default`; empty when neither may be read, or not within `limit`: a server
    /// whose store is down takes a minute to say so, and a write is not held up for its record.
    package static func of(_ client: any APIClient, limit: Duration = .seconds(5)) async -> String {
        await withTaskGroup(of: String.self) { group in
            group.addTask { await uid(client) }
            group.addTask {
                try? await Task.sleep(for: limit)
                return ""
            }
            defer { group.cancelAll() }
            return await group.next() ?? ""
        }
    }

    private static func uid(_ client: any APIClient) async -> String {
        let kind = GroupVersionKind(group: "", version: "v1", kind: "Namespace")
        guard let resource = try? await client.resource(for: kind) else { return "" }
        for name in ["kube-system", "default"] {
            let key = ObjectKey(namespace: "", name: name)
            if let found = try? await client.object(key, of: resource), !found.uid.isEmpty { return found.uid }
        }
        return ""
    }
}
