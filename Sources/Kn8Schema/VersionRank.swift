// SPDX-License-Identifier: MIT

/// Kubernetes' order of versions: v2, v1, v2beta1, v1beta2, v1alpha1, then all others by name
/// (`kubernetes:apimachinery/pkg/version/helpers.go`).
package struct VersionRank: Comparable {
    private let name: String
    private let rank: (Int, Int, Int)?

    /// The rank of the version called `name`.
    package init(_ name: String) {
        self.name = name
        rank = VersionRank.rank(name)
    }

    /// Whether both are the same version.
    package static func == (lhs: VersionRank, rhs: VersionRank) -> Bool { lhs.name == rhs.name }

    /// Whether `lhs` is preferred.
    package static func < (lhs: VersionRank, rhs: VersionRank) -> Bool {
        switch (lhs.rank, rhs.rank) {
        case (let left?, let right?): left > right
        case (_?, nil): true
        case (nil, _?): false
        case (nil, nil): lhs.name < rhs.name
        }
    }

    // Stage (2: general availability), major, minor: the greater the better.
    private static func rank(_ name: String) -> (Int, Int, Int)? {
        guard name.hasPrefix("v") else { return nil }
        let rest = name.dropFirst()
        let major = rest.prefix { $0.isASCII && $0.isNumber }
        let tail = rest.dropFirst(major.count)
        guard let majorNumber = Int(major) else { return nil }
        if tail.isEmpty { return (2, majorNumber, 0) }
        for (stage, word) in [(1, "beta"), (0, "alpha")] where tail.hasPrefix(word) {
            return Int(tail.dropFirst(word.count)).map { (stage, majorNumber, $0) }
        }
        return nil
    }
}
