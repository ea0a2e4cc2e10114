// SPDX-License-Identifier: MIT

/// A key of a map, such that numbers of one value are one key whatever their type, and strings differ when their code
/// points do (Swift's own strings are equal when they look the same).
struct CELKey: Hashable, Sendable {
    private enum Content {
        case bool(Bool)
        case int(Int64)
        case uint(UInt64)
        case double(Double)
        case string(String)
    }

    private let content: Content

    /// Nil for a value that is no key, and for NaN, which no map holds.
    init?(_ value: CELValue) {
        switch value {
        case .bool(let flag): content = .bool(flag)
        case .int(let number): content = .int(number)
        case .uint(let number): content = number <= UInt64(Int64.max) ? .int(Int64(number)) : .uint(number)
        case .double(let number):
            if number.isNaN { return nil }
            if let whole = Int64(exactly: number) {
                content = .int(whole)
            } else if let whole = UInt64(exactly: number) {
                content = .uint(whole)
            } else {
                content = .double(number)
            }
        case .string(let text): content = .string(text)
        default: return nil
        }
    }

    static func == (lhs: CELKey, rhs: CELKey) -> Bool {
        switch (lhs.content, rhs.content) {
        case (.bool(let left), .bool(let right)): left == right
        case (.int(let left), .int(let right)): left == right
        case (.uint(let left), .uint(let right)): left == right
        case (.double(let left), .double(let right)): left == right
        case (.string(let left), .string(let right)): left.hasSameScalars(as: right)
        default: false
        }
    }

    func hash(into hasher: inout Hasher) {
        switch content {
        case .bool(let flag): hasher.combine(flag)
        case .int(let number): hasher.combine(number)
        case .uint(let number): hasher.combine(number)
        case .double(let number): hasher.combine(number)
        case .string(let text):
            var text = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        }
    }
}
