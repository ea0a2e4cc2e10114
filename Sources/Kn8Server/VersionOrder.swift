// SPDX-License-Identifier: MIT

/// Kubernetes' order of API versions: `v2`, `v1`, `v1beta1`, `v1alpha1`, then the rest by name
/// (`kubernetes:apimachinery/pkg/version/helpers.go`).
struct VersionOrder: Hashable, Comparable {
    private let rank: Int  // 0 is best: stable, beta, alpha, none of these
    private let major: Int
    private let minor: Int
    private let text: String

    init(_ text: String) {
        self.text = text
        let digits = text.dropFirst().prefix(while: \.isNumber)
        let rest = text.dropFirst(1 + digits.count)
        let stage = rest.prefix { !$0.isNumber }
        let number = rest.dropFirst(stage.count)
        guard text.hasPrefix("v"), let major = Int(digits) else {
            (rank, self.major, minor) = (3, 0, 0)
            return
        }
        switch (stage, Int(number)) {
        case ("", nil) where number.isEmpty: (rank, self.major, minor) = (0, major, 0)
        case ("beta", let minor?): (rank, self.major, self.minor) = (1, major, minor)
        case ("alpha", let minor?): (rank, self.major, self.minor) = (2, major, minor)
        default: (rank, self.major, minor) = (3, 0, 0)
        }
    }

    static func < (lhs: VersionOrder, rhs: VersionOrder) -> Bool {
        if lhs.rank != rhs.rank { return lhs.rank < rhs.rank }
        if lhs.major != rhs.major { return lhs.major > rhs.major }
        if lhs.minor != rhs.minor { return lhs.minor > rhs.minor }
        return lhs.text < rhs.text
    }
}
