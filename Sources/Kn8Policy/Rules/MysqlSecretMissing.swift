// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let mysqlSecretMissing = PolicyRule(
        id: "mysql/secret-missing",
        severity: .error,
        summary: "the Secret of a MysqlCluster exists",
        remedy: "add a Secret with the key ROOT_PASSWORD"
    ) { set in
        let generated = set.generated
        return set.members("MysqlCluster", in: "mysql.presslabs.org").compactMap { cluster in
            guard let name = cluster.value[path: ["spec", "secretName"]]?.string,
                set.member("Secret", in: "", cluster.namespace, name) == nil,
                !generated.secrets.contains("\(cluster.namespace)/\(name)")
            else { return nil }
            return Breach(
                object: cluster.index,
                message: "Secret '\(name)' not found in namespace '\(cluster.namespace)'; "
                    + "the operator stops before it creates Services and pods",
                path: FieldPath(keys: "spec", "secretName"),
                remedy: set.suggestion("Secret", in: "", cluster.namespace, like: name)
            )
        }
    }
}

extension ObjectSet.Member {
    /// The keys of a Secret's `data` and `stringData` whose values are not empty, sorted.
    var secretKeys: [String] {
        let data = ["data", "stringData"].flatMap { field in
            (value[field]?.object ?? [:]).filter { $0.value.string?.isEmpty == false }.map(\.key)
        }
        return Set(data).sorted()
    }
}
