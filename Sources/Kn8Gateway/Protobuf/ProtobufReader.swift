// SPDX-License-Identifier: MIT

/// The fields of one protobuf message, one after the other.
struct ProtobufReader {
    /// What a field holds on the wire.
    enum Content {
        case varint(UInt64)
        case fixed64(UInt64)
        case fixed32(UInt32)
        case bytes(ArraySlice<UInt8>)

        var bytes: ArraySlice<UInt8>? { if case .bytes(let bytes) = self { bytes } else { nil } }
        var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
        var integer: Int64? { if case .varint(let number) = self { Int64(bitPattern: number) } else { nil } }
    }

    /// Why bytes are no message.
    enum Fault: String, Error, CustomStringConvertible {
        case truncated = "unexpected EOF"
        case overflow = "proto: integer overflow"
        case wireType = "proto: illegal wireType"
        case tag = "proto: illegal tag 0"
        case depth = "proto: nested too deep"

        var description: String { rawValue }
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// The next field's number and content; nil at the end.
    mutating func next() throws(Fault) -> (number: Int, content: Content)? {
        guard !rest.isEmpty else { return nil }
        let key = try varint()
        let number = Int(truncatingIfNeeded: key >> 3)
        guard number > 0, key >> 3 <= 0x1FFF_FFFF else { throw .tag }
        switch key & 7 {
        case 0: return (number, .varint(try varint()))
        case 1: return (number, .fixed64(try fixed(8)))
        case 2:
            let count = try varint()
            guard count <= UInt64(rest.count) else { throw .truncated }
            let end = rest.startIndex + Int(count)
            defer { rest = rest[end...] }
            return (number, .bytes(rest[..<end]))
        case 5: return (number, .fixed32(UInt32(truncatingIfNeeded: try fixed(4))))
        default: throw .wireType
        }
    }

    /// The whole of a packed list of integers.
    static func packed(_ bytes: ArraySlice<UInt8>) throws(Fault) -> [Int64] {
        var reader = ProtobufReader(bytes)
        var numbers: [Int64] = []
        while !reader.rest.isEmpty { numbers.append(Int64(bitPattern: try reader.varint())) }
        return numbers
    }

    private mutating func varint() throws(Fault) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = rest.popFirst() {
            guard shift < 64 else { throw .overflow }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw .truncated
    }

    private mutating func fixed(_ count: Int) throws(Fault) -> UInt64 {
        guard rest.count >= count else { throw .truncated }
        var value: UInt64 = 0
        for (position, byte) in rest.prefix(count).enumerated() { value |= UInt64(byte) << UInt64(8 * position) }
        rest = rest.dropFirst(count)
        return value
    }
}
