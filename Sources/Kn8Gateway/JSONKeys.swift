// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The keys of a JSON text, in its order: where they are, and which are there twice. For texts that have been read.
struct JSONKeys {
    /// The paths of keys that their mapping has already, in order, each once.
    private(set) var duplicates: [String] = []
    /// Where the first key of each path is.
    private(set) var offsets: [String: Int] = [:]

    private let bytes: [UInt8]
    private var index = 0
    private static let deepest = 512

    /// Every key of `json`.
    init(_ json: [UInt8]) {
        bytes = json
        value("", depth: 0)
    }

    /// Whether `json`, which spells `value`, has more keys than that: cheaper than looking for them.
    static func hasDuplicates(_ json: [UInt8], _ value: Value) -> Bool {
        var colons = 0
        var isText = false
        json.withUnsafeBufferPointer { bytes in
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                if isText {
                    if byte == UInt8(ascii: "\\") { index += 1 } else if byte == UInt8(ascii: "\"") { isText = false }
                } else if byte == UInt8(ascii: "\"") {
                    isText = true
                } else if byte == UInt8(ascii: ":") {
                    colons += 1
                }
                index += 1
            }
        }
        return colons != count(value, depth: 0)
    }

    private static func count(_ value: Value, depth: Int) -> Int {
        guard depth <= deepest else { return 0 }
        switch value {
        case .object(let map): return map.reduce(map.count) { $0 + count($1.value, depth: depth + 1) }
        case .array(let elements): return elements.reduce(0) { $0 + count($1, depth: depth + 1) }
        default: return 0
        }
    }

    private func peek() -> UInt8 { index < bytes.count ? bytes[index] : 0 }

    private mutating func skipSpace() {
        while index < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
    }

    private mutating func value(_ path: String, depth: Int) {
        skipSpace()
        guard depth <= JSONKeys.deepest, index < bytes.count else {
            index = bytes.count
            return
        }
        switch bytes[index] {
        case UInt8(ascii: "{"): object(path, depth: depth)
        case UInt8(ascii: "["): array(path, depth: depth)
        case UInt8(ascii: "\""): _ = text()
        default:
            while index < bytes.count, ![0x2C, 0x5D, 0x7D, 0x20, 0x09, 0x0A, 0x0D].contains(bytes[index]) { index += 1 }
        }
    }

    private mutating func object(_ path: String, depth: Int) {
        index += 1
        var seen: Set<String> = []
        while true {
            skipSpace()
            guard peek() == UInt8(ascii: "\"") else { break }
            let start = index
            let name = text()
            let inner = path.isEmpty ? name : "\(path).\(name)"
            if !seen.insert(name).inserted, !duplicates.contains(inner) {
                duplicates.append(inner)
                offsets["duplicate \(inner)"] = start
            }
            if offsets[inner] == nil { offsets[inner] = start }
            skipSpace()
            guard peek() == UInt8(ascii: ":") else { break }
            index += 1
            value(inner, depth: depth + 1)
            skipSpace()
            guard peek() == UInt8(ascii: ",") else { break }
            index += 1
        }
        if peek() == UInt8(ascii: "}") { index += 1 }
    }

    private mutating func array(_ path: String, depth: Int) {
        index += 1
        var position = 0
        skipSpace()
        while index < bytes.count, peek() != UInt8(ascii: "]") {
            value("\(path)[\(position)]", depth: depth + 1)
            position += 1
            skipSpace()
            guard peek() == UInt8(ascii: ",") else { break }
            index += 1
        }
        if peek() == UInt8(ascii: "]") { index += 1 }
    }

    private mutating func text() -> String {
        let start = index
        index += 1
        var hasEscape = false
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "\\") {
                hasEscape = true
                index += 1
            }
            index += 1
        }
        index = min(index + 1, bytes.count)
        let raw = Array(bytes[start..<index])
        if hasEscape, case .string(let text)? = try? Value(json: raw) { return text }
        return String(decoding: raw.dropFirst().dropLast(), as: UTF8.self)
    }
}
