// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let backupSecretMissing = PolicyRule(
        id: "mysql/backup-secret-missing",
        severity: .error,
        summary: "the backup Secret of MysqlClusters and MysqlBackups exists",
        remedy: "add the Secret with the keys of the storage, for example AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
    ) { set in
        ["MysqlBackup", "MysqlCluster"].flatMap { set.members($0, in: "mysql.presslabs.org") }.compactMap { member in
            guard let name = member.value[path: ["spec", "backupSecretName"]]?.string, !name.isEmpty,
                set.member("Secret", in: "", member.namespace, name) == nil
            else { return nil }
            return Breach(
                object: member.index,
                message: "Secret '\(name)' not found in namespace '\(member.namespace)'",
                path: FieldPath(keys: "spec", "backupSecretName"),
                remedy: set.suggestion("Secret", in: "", member.namespace, like: name)
            )
        }
    }
}
