// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let rootPasswordMissing = PolicyRule(
        id: "mysql/root-password-missing",
        severity: .error,
        summary: "the Secret of a MysqlCluster has the key ROOT_PASSWORD",
        remedy: "add the key ROOT_PASSWORD to the Secret"
    ) { set in
        set.members("MysqlCluster", in: "mysql.presslabs.org").compactMap { cluster in
            guard let name = cluster.value[path: ["spec", "secretName"]]?.string,
                let secret = set.member("Secret", in: "", cluster.namespace, name)
            else { return nil }
            let keys = secret.secretKeys
            guard !keys.contains("ROOT_PASSWORD") else { return nil }
            let known = keys.isEmpty ? "none" : keys.joined(separator: ", ")
            return Breach(
                object: cluster.index,
                message: "Secret '\(name)' has no key ROOT_PASSWORD (keys: \(known))",
                path: FieldPath(keys: "spec", "secretName")
            )
        }
    }
}
