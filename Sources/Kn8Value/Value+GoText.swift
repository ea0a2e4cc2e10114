// SPDX-License-Identifier: MIT

extension Value {
    /// The value as Go's `%v` prints it, which the server's messages and kubectl's columns do.
    package var goText: String {
        switch self {
        case .null: "<nil>"
        case .bool(let flag): String(flag)
        case .int(let number): String(number)
        case .double(let number): number.goText
        case .string(let text): text
        case .array(let elements): "[" + elements.map(\.goText).joined(separator: " ") + "]"
        case .object(let map): "map[" + map.map { "\($0.key):\($0.value.goText)" }.joined(separator: " ") + "]"
        }
    }
}
