// SPDX-License-Identifier: MIT

extension CELShape {
    /// The largest request that Kubernetes takes, in bytes; bounds what no schema bounds.
    private static let largestRequest: UInt64 = 3 << 20

    /// The most characters, elements or entries that a value in a request can have; 0 for what has none
    /// (`kubernetes:apiserver/pkg/cel/common/schemas.go`).
    package var largestCountInRequest: UInt64 {
        if let largestCount { return largestCount }
        return switch form {
        case .bool, .int, .double, .object: 0
        case .duration, .timestamp: 32
        case .dyn, .string, .bytes: Self.largestRequest - 2
        case .list(let element, _): (Self.largestRequest - 2) / (element.smallestSize + 1)
        case .map(let element): (Self.largestRequest - 2) / (element.smallestSize + 6)
        }
    }
}

extension CELShape.Form {
    /// The fewest bytes of JSON of any value of this form.
    var smallestSize: UInt64 {
        switch self {
        case .dyn, .int, .double: 1
        case .bool: 4
        case .string, .bytes, .list, .map, .object: 2
        case .duration: 3
        case .timestamp: 21
        }
    }
}
