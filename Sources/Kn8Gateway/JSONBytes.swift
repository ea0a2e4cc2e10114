// SPDX-License-Identifier: MIT

internal import Kn8Value

/// JSON as the API server sends it, written straight into bytes: compact or by two spaces, and `<`, `>` and `&` escaped.
struct JSONBytes {
    private(set) var bytes: [UInt8] = []
    private let isPretty: Bool
    private static let deepest = 1_024  // deeper values cannot be read in

    init(pretty isPretty: Bool = false, capacity: Int = 0) {
        self.isPretty = isPretty
        if capacity > 0 { bytes.reserveCapacity(capacity) }
    }

    /// The bytes so far; they begin anew.
    mutating func taken() -> [UInt8] {
        let taken = bytes
        bytes = []
        return taken
    }

    mutating func raw(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    mutating func raw(_ other: [UInt8]) { bytes.append(contentsOf: other) }

    /// Begins a line at that depth when lines are asked for.
    mutating func line(_ level: Int) {
        guard isPretty else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: 2 * level))
    }

    /// A key and its colon.
    mutating func key(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        if isPretty { bytes.append(0x20) }
    }

    mutating func write(_ value: Value, level: Int = 0) {
        switch value {
        case .string(let text): string(text)
        case .object(let map):
            guard !map.isEmpty, level < JSONBytes.deepest else { return raw("{}") }
            bytes.append(UInt8(ascii: "{"))
            var isFirst = true
            for entry in map { field(entry.key, entry.value, level, &isFirst) }
            line(level)
            bytes.append(UInt8(ascii: "}"))
        case .array(let elements):
            guard !elements.isEmpty, level < JSONBytes.deepest else { return raw("[]") }
            bytes.append(UInt8(ascii: "["))
            var isFirst = true
            for element in elements {
                if !isFirst { bytes.append(UInt8(ascii: ",")) }
                isFirst = false
                line(level + 1)
                write(element, level: level + 1)
            }
            line(level)
            bytes.append(UInt8(ascii: "]"))
        case .int(let number): integer(number)
        case .bool(true): raw("true")
        case .bool(false): raw("false")
        case .null: raw("null")
        case .double(let number): bytes.append(contentsOf: number.jsonText.utf8)
        }
    }

    /// A whole object: `kind`, `apiVersion` and `metadata` come first. Without `isKind` the first two are left out, as the
    /// items of a list of built-in kinds have it.
    mutating func write(object value: Value, level: Int = 0, isKind: Bool = true) {
        guard case .object(let map) = value else { return write(value, level: level) }
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        if isKind, let kind = map["kind"] { field("kind", kind, level, &isFirst) }
        if isKind, let version = map["apiVersion"] { field("apiVersion", version, level, &isFirst) }
        if let metadata = map["metadata"] { field("metadata", metadata, level, &isFirst) }
        for entry in map {
            if entry.key == "kind" || entry.key == "apiVersion" || entry.key == "metadata" { continue }
            field(entry.key, entry.value, level, &isFirst)
        }
        if !isFirst { line(level) }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func field(_ name: String, _ value: Value, _ level: Int, _ isFirst: inout Bool) {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        line(level + 1)
        key(name)
        write(value, level: level + 1)
    }

    private mutating func integer(_ number: Int64) {
        if number >= 0, number < 10 { return bytes.append(UInt8(ascii: "0") + UInt8(number)) }
        bytes.append(contentsOf: String(number).utf8)
    }

    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        let isDone: Void? = text.utf8.withContiguousStorageIfAvailable { append($0) }
        if isDone == nil { Array(text.utf8).withUnsafeBufferPointer { append($0) } }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func append(_ utf8: UnsafeBufferPointer<UInt8>) {
        var start = 0
        var index = 0
        while index < utf8.count {
            let byte = utf8[index]
            guard JSONBytes.mayNeedEscape(byte), let (escape, length) = escape(utf8, index) else {
                index += 1
                continue
            }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
            bytes.append(contentsOf: escape.utf8)
            index += length
            start = index
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start...]))
    }

    // Controls and `"&<>`, by their bits; `\`; and what begins a line separator.
    @inline(__always)
    private static func mayNeedEscape(_ byte: UInt8) -> Bool {
        byte < 64 ? (0x5000_0044_FFFF_FFFF as UInt64 >> UInt64(byte)) & 1 == 1 : byte == 0x5C || byte == 0xE2
    }

    private func escape(_ utf8: UnsafeBufferPointer<UInt8>, _ index: Int) -> (String, Int)? {
        switch utf8[index] {
        case UInt8(ascii: "\""): return ("\\\"", 1)
        case UInt8(ascii: "\\"): return ("\\\\", 1)
        case UInt8(ascii: "<"): return ("\\u003c", 1)
        case UInt8(ascii: ">"): return ("\\u003e", 1)
        case UInt8(ascii: "&"): return ("\\u0026", 1)
        case 0x0A: return ("\\n", 1)
        case 0x0D: return ("\\r", 1)
        case 0x09: return ("\\t", 1)
        case 0x08: return ("\\b", 1)
        case 0x0C: return ("\\f", 1)
        case let byte where byte < 0x20: return ("\\u00" + (byte < 16 ? "0" : "1") + String(byte & 15, radix: 16), 1)
        case 0xE2 where index + 2 < utf8.count && utf8[index + 1] == 0x80 && utf8[index + 2] & 0xFE == 0xA8:
            return (utf8[index + 2] == 0xA8 ? "\\u2028" : "\\u2029", 3)
        default: return nil
        }
    }
}
