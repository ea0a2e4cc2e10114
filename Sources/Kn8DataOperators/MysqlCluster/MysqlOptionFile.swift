// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The `my.cnf` of a cluster
/// (`bitpoke/mysql-operator:pkg/controller/mysqlcluster/internal/syncer/config_map.go@v0.6.3`).
struct MysqlOptionFile {
    /// The major version of the server.
    var major: Int
    /// What the user set; it beats every computed value.
    var settings: ValueMap
    /// The memory that the server requests.
    var memory: ByteCount
    /// The processor limit in cores; nil for none.
    var cores: Double?
    /// The size of the data's claim; nil when the data is on no claim.
    var storage: ByteCount?
    /// Whether the server's image is Percona's, which knows more options.
    var percona: Bool

    /// The whole file.
    var text: String {
        var own = settings.map { ($0.key, $0.value.string ?? $0.value.json()) }
        for (key, value) in computed where settings[key] == nil { own.append((key, value)) }
        let byKey = Dictionary(own, uniquingKeysWith: { $1 })
        var written: Set<String> = []
        var lines = ["[mysqld]"]
        for group in [versioned, MysqlOptionFile.flags, MysqlOptionFile.common] {
            for (key, value) in group.sorted(by: { $0.key < $1.key }) {
                let value = byKey[key] ?? value
                lines.append(value.isEmpty ? key : "\(key) = \(value)")
                written.insert(key)
            }
        }
        for (key, value) in byKey.sorted(by: { $0.key < $1.key }) where !written.contains(key) {
            lines.append("\(key) = \(value)")
        }
        lines.append("!includedir /etc/mysql/conf.d")
        return lines.joined(separator: "\n") + "\n"
    }

    private var versioned: [String: String] {
        var modes = [
            "STRICT_TRANS_TABLES", "ERROR_FOR_DIVISION_BY_ZERO", "NO_AUTO_CREATE_USER", "NO_AUTO_VALUE_ON_ZERO",
            "NO_ENGINE_SUBSTITUTION", "NO_ZERO_DATE", "NO_ZERO_IN_DATE", "ONLY_FULL_GROUP_BY",
        ]
        guard major >= 8 else {
            return [
                "query-cache-type": "0", "query-cache-size": "0", "expire-logs-days": "14",
                "sql-mode": modes.joined(separator: ","),
            ]
        }
        modes.removeAll { $0 == "NO_AUTO_CREATE_USER" }
        return [
            "sql-mode": modes.joined(separator: ","), "binlog_expire_logs_seconds": "1209600",
            "default-authentication-plugin": "mysql_native_password",
        ]
    }

    private var computed: [String: String] {
        var options = ["innodb-log-file-size": logFileSize]
        let pool = poolSize
        if let pool { options["innodb-buffer-pool-size"] = pool.optionText }
        if let storage {
            let small = storage.bytes < 2 * ByteCount.gibi
            let limit = storage.bytes / (small ? 3 : 2)
            if percona { options["binlog-space-limit"] = ByteCount(bytes: limit).optionText }
            options["max-binlog-size"] = ByteCount(bytes: min(limit / (small ? 3 : 4), ByteCount.gibi)).optionText
        }
        if let cores, cores > 0, cores < 1e6 {
            let pools = (pool?.bytes ?? 0) / ByteCount.gibi
            options["innodb-buffer-pool-instances"] = String(max(min(Int64(cores.rounded(.up)), pools), 1))
        }
        return options
    }

    private var poolSize: ByteCount? {
        let mebi = ByteCount.mebi
        switch memory.bytes {
        case ...(512 * mebi): return nil
        case ...(1024 * mebi): return ByteCount(bytes: (memory.bytes - 256 * mebi) / 2)
        case ...(4096 * mebi): return ByteCount(bytes: (memory.bytes - 256 * mebi) / 4 * 3)
        default: return ByteCount(bytes: (memory.bytes - 512 * mebi) / 5 * 4)
        }
    }

    private var logFileSize: String {
        let gibi = ByteCount.gibi
        return switch memory.bytes {
        case ..<gibi: "48M"
        case ...(4 * gibi): "128M"
        case ...(8 * gibi): "512M"
        case ...(16 * gibi): "1G"
        default: "2G"
        }
    }

    private static let flags = ["skip-host-cache": "", "skip-name-resolve": ""]

    private static let common = [
        "log-bin": "/var/lib/mysql/mysql-bin", "log-slave-updates": "on", "skip-slave-start": "on",
        "relay-log-info-repository": "TABLE", "relay-log-recovery": "on", "master-info-repository": "TABLE",
        "default-storage-engine": "InnoDB", "gtid-mode": "on", "enforce-gtid-consistency": "on",
        "key-buffer-size": "32M", "myisam-recover-options": "FORCE,BACKUP", "max-allowed-packet": "16M",
        "max-connect-errors": "1000000", "sysdate-is-now": "1", "sync-binlog": "1", "binlog-format": "ROW",
        "tmp-table-size": "32M", "max-heap-table-size": "32M", "max-connections": "500", "thread-cache-size": "50",
        "open-files-limit": "65535", "table-definition-cache": "4096", "table-open-cache": "4096",
        "innodb-flush-method": "O_DIRECT", "innodb-log-files-in-group": "2", "innodb-flush-log-at-trx-commit": "2",
        "innodb-file-per-table": "1", "character-set-server": "utf8mb4", "collation-server": "utf8mb4_unicode_ci",
    ]
}
