// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let userIncomplete = PolicyRule(
        id: "mysql/user-incomplete",
        severity: .warning,
        summary: "the Secret of a MysqlCluster has all or none of USER, PASSWORD and DATABASE",
        remedy: "add the keys that are missing"
    ) { set in
        set.members("MysqlCluster", in: "mysql.presslabs.org").compactMap { cluster in
            guard let name = cluster.value[path: ["spec", "secretName"]]?.string,
                let secret = set.member("Secret", in: "", cluster.namespace, name)
            else { return nil }
            let keys = Set(secret.secretKeys)
            let wanted = ["USER", "PASSWORD", "DATABASE"]
            let missing = wanted.filter { !keys.contains($0) }
            guard !missing.isEmpty, missing.count < wanted.count else { return nil }
            let given = wanted.filter(keys.contains).joined(separator: " and ")
            return Breach(
                object: cluster.index,
                message: "Secret '\(name)' sets \(given) without \(missing.joined(separator: " and "))",
                path: FieldPath(keys: "spec", "secretName")
            )
        }
    }
}
