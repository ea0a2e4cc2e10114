// SPDX-License-Identifier: MIT

/// The least and the most that a size or a cost can be. Sums and products stop at the largest number.
package struct CELRange: Hashable, Sendable {
    /// The least.
    package let least: UInt64
    /// The most; `UInt64.max` when nothing bounds it.
    package let most: UInt64

    /// Everything from `least` to `most`.
    package init(least: UInt64, most: UInt64) {
        self.least = least
        self.most = most
    }

    /// Exactly `number`.
    package init(_ number: UInt64) { self.init(least: number, most: number) }

    /// Nothing is known.
    package static let unknown = CELRange(least: 0, most: .max)

    /// Both one after the other.
    package static func + (lhs: CELRange, rhs: CELRange) -> CELRange {
        CELRange(least: lhs.least.saturatingSum(rhs.least), most: lhs.most.saturatingSum(rhs.most))
    }

    /// Each of `lhs` times `rhs`.
    package static func * (lhs: CELRange, rhs: CELRange) -> CELRange {
        CELRange(least: lhs.least.saturatingProduct(rhs.least), most: lhs.most.saturatingProduct(rhs.most))
    }

    /// Each times `factor`, rounded up.
    package func scaled(by factor: Double) -> CELRange {
        CELRange(least: least.scaledUp(by: factor), most: most.scaledUp(by: factor))
    }

    /// The range that holds both.
    package func union(_ other: CELRange) -> CELRange {
        CELRange(least: min(least, other.least), most: max(most, other.most))
    }
}

extension UInt64 {
    /// The sum, or the largest number.
    package func saturatingSum(_ other: UInt64) -> UInt64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }

    /// The product, or the largest number.
    package func saturatingProduct(_ other: UInt64) -> UInt64 {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? .max : product
    }

    /// This times `factor`, rounded up, or the largest number.
    package func scaledUp(by factor: Double) -> UInt64 {
        let product = (Double(self) * factor).rounded(.up)
        return product >= 18_446_744_073_709_551_616.0 ? .max : UInt64(product)
    }
}
