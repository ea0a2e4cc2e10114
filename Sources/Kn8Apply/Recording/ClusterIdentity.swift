// SPDX-License-Identifier: MIT

package import Kn8API

/// What tells one cluster from another: the uid of a Namespace that nobody deletes.
package enum ClusterIdentity {
    /// The uid of `kube-system`, else that of `default`; empty when neither may be read.
    package static func of(_ client: any APIClient) async -> String {
        let kind = GroupVersionKind(group: "", version: "v1", kind: "Namespace")
        guard let resource = try? await client.resource(for: kind) else { return "" }
        for name in ["kube-system", "default"] {
            let key = ObjectKey(namespace: "", name: name)
            if let found = try? await client.object(key, of: resource), !found.uid.isEmpty { return found.uid }
        }
        return ""
    }
}
