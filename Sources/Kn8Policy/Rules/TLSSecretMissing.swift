// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let tlsSecretMissing = PolicyRule(
        id: "contour/tls-secret-missing",
        severity: .warning,
        summary: "the Secret of a host's certificate is in the set or written by a Certificate",
        remedy: "add the Secret or a Certificate that writes it, unless the cluster has it already"
    ) { set in
        let generated = set.generated
        return RoutingObject.all(in: set).compactMap { routing in
            let path = FieldPath(keys: "spec", "virtualhost", "tls", "secretName")
            guard let written = routing.member.value.value(at: path)?.string, !written.isEmpty else { return nil }
            let parts = written.split(separator: "/", maxSplits: 1).map(String.init)
            let namespace = parts.count == 2 ? parts[0] : routing.member.namespace
            let name = parts.last ?? written
            guard set.member("Secret", in: "", namespace, name) == nil,
                !generated.secrets.contains("\(namespace)/\(name)")
            else { return nil }
            return Breach(
                object: routing.member.index,
                message: "Secret '\(name)' not found in namespace '\(namespace)'",
                path: path,
                remedy: set.suggestion("Secret", in: "", namespace, like: name)
            )
        }
    }
}
