// SPDX-License-Identifier: MIT

/// A number of bytes, read as a Kubernetes quantity and written as MySQL's option files do.
struct ByteCount: Comparable {
    /// The bytes, fractions dropped.
    var bytes: Int64

    static let mebi: Int64 = 1 << 20
    static let gibi: Int64 = 1 << 30

    /// `bytes` bytes.
    init(bytes: Int64) { self.bytes = bytes }

    /// The bytes of `quantity`, for example `1Gi` or `500M`; nil when it is none.
    init?(quantity: String) {
        guard let amount = ByteCount.amount(of: quantity), amount >= 0, amount < 9e18 else { return nil }
        bytes = Int64(amount)
    }

    /// The number that a quantity stands for, for example 0.5 for `500m`; nil when it is none.
    static func amount(of quantity: String) -> Double? {
        let factors: [(String, Double)] = [
            ("Ki", 1024), ("Mi", 1_048_576), ("Gi", 1_073_741_824), ("Ti", 1_099_511_627_776),
            ("Pi", 1_125_899_906_842_624), ("m", 0.001), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("T", 1e12), ("P", 1e15),
        ]
        for (suffix, factor) in factors where quantity.hasSuffix(suffix) {
            return Double(quantity.dropLast(suffix.count)).map { $0 * factor }
        }
        return Double(quantity)
    }

    /// The largest of G, M and K that leaves at most a thousandth over, else plain bytes
    /// (`bitpoke/mysql-operator:pkg/controller/mysqlcluster/internal/syncer/config_map.go`).
    var optionText: String {
        for (letter, unit) in [("G", ByteCount.gibi), ("M", ByteCount.mebi), ("K", 1024)]
        where bytes >= unit && Double(bytes % unit) <= 0.001 * Double(bytes) {
            return "\(bytes / unit)\(letter)"
        }
        return String(bytes)
    }

    static func < (lhs: ByteCount, rhs: ByteCount) -> Bool { lhs.bytes < rhs.bytes }
}
