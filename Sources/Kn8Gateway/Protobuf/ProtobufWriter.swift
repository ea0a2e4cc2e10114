// SPDX-License-Identifier: MIT

/// Writes the fields of a protobuf message.
struct ProtobufWriter {
    private(set) var bytes: [UInt8] = []

    mutating func text(_ number: Int, _ text: String) {
        guard !text.isEmpty else { return }
        message(number, Array(text.utf8))
    }

    mutating func message(_ number: Int, _ content: [UInt8]) {
        varint(UInt64(number) << 3 | 2)
        varint(UInt64(content.count))
        bytes += content
    }

    mutating func integer(_ number: Int, _ value: Int64) {
        guard value != 0 else { return }
        varint(UInt64(number) << 3)
        varint(UInt64(bitPattern: value))
    }

    mutating func flag(_ number: Int, _ value: Bool) { integer(number, value ? 1 : 0) }

    mutating func double(_ number: Int, _ value: Double) {
        guard value != 0 else { return }
        varint(UInt64(number) << 3 | 1)
        var bits = value.bitPattern
        for _ in 0..<8 {
            bytes.append(UInt8(truncatingIfNeeded: bits))
            bits >>= 8
        }
    }

    private mutating func varint(_ value: UInt64) {
        var rest = value
        while rest > 0x7F {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }
}
