// SPDX-License-Identifier: MIT

/// How JSON is laid out.
package enum JSONLayout: Hashable, Sendable {
    /// On one line, without blanks.
    case compact
    /// One entry a line, `indent` spaces a level, as `kubectl get -o json` with 4.
    case indented(Int)
}

extension Value {
    /// This value as JSON with keys in ascending order, without a final line break.
    ///
    /// - Parameter escapingHTML: Whether `<`, `>` and `&` are written as `\u003c` and so on, as Go does by default; the
    ///   last-applied annotation needs it to be the same bytes as kubectl's.
    package func json(_ layout: JSONLayout = .compact, escapingHTML: Bool = false) -> String {
        var writer = JSONWriter(layout: layout, escapesHTML: escapingHTML)
        writer.write(self, level: 0)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// The bytes of `json()`.
    package func jsonBytes() -> [UInt8] {
        var writer = JSONWriter(layout: .compact, escapesHTML: false)
        writer.bytes.reserveCapacity(2_048)  // about an object
        writer.write(self, level: 0)
        return writer.bytes
    }
}

extension Double {
    /// The shortest decimal that reads back as this number, spelt as Go's JSON encoder does: no exponent from 1e-6 up
    /// to 1e21, and no `.0` (`go:encoding/json/encode.go`).
    package var jsonText: String {
        guard isFinite else { return "null" }
        if self == 0 { return sign == .minus ? "-0" : "0" }
        var text = Substring("\(magnitude)")
        var exponent = 0
        if let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }) {
            exponent = Int(text[text.index(after: mark)...]) ?? 0
            text = text[..<mark]
        }
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        let whole = parts.first.map(String.init) ?? ""
        var digits = whole + (parts.count > 1 ? String(parts[1]) : "")
        var point = whole.utf8.count + exponent  // the decimal point stands before digit number `point`
        while digits.hasPrefix("0"), digits.utf8.count > 1 {
            digits.removeFirst()
            point -= 1
        }
        while digits.hasSuffix("0"), digits.utf8.count > 1 { digits.removeLast() }
        let count = digits.utf8.count
        let minus = sign == .minus ? "-" : ""
        if magnitude < 1e-6 || magnitude >= 1e21 {
            let fraction = digits.dropFirst()
            let scale = point - 1
            let sign = scale < 0 ? "-" : "+"
            let size = scale.magnitude
            return "\(minus)\(digits.prefix(1))\(fraction.isEmpty ? "" : ".")\(fraction)e\(sign)\(size)"
        }
        if point <= 0 { return minus + "0." + String(repeating: "0", count: -point) + digits }
        if point >= count { return minus + digits + String(repeating: "0", count: point - count) }
        return minus + digits.prefix(point) + "." + digits.dropFirst(point)
    }
}

struct JSONWriter {
    let layout: JSONLayout
    let escapesHTML: Bool
    var bytes: [UInt8] = []

    init(layout: JSONLayout, escapesHTML: Bool) {
        self.layout = layout
        self.escapesHTML = escapesHTML
    }

    mutating func write(_ value: Value, level: Int) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .int(let number): bytes.append(contentsOf: String(number).utf8)
        case .double(let number): bytes.append(contentsOf: number.jsonText.utf8)
        case .string(let text): write(text)
        case .array(let elements):
            writeGroup("[", "]", elements, level: level) { writer, element in
                writer.write(element, level: level + 1)
            }
        case .object(let map):
            writeGroup("{", "}", map, level: level) { writer, entry in
                writer.write(entry.key)
                writer.bytes.append(UInt8(ascii: ":"))
                if case .indented = writer.layout { writer.bytes.append(UInt8(ascii: " ")) }
                writer.write(entry.value, level: level + 1)
            }
        }
    }

    private mutating func writeGroup<Group: Collection>(
        _ open: UnicodeScalar,
        _ close: UnicodeScalar,
        _ group: Group,
        level: Int,
        element: (inout JSONWriter, Group.Element) -> Void
    ) {
        bytes.append(UInt8(ascii: open))
        var isFirst = true
        for item in group {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            breakLine(level: level + 1)
            element(&self, item)
        }
        if !isFirst { breakLine(level: level) }
        bytes.append(UInt8(ascii: close))
    }

    private mutating func breakLine(level: Int) {
        guard case .indented(let indent) = layout else { return }
        bytes.append(0x0A)
        bytes.append(contentsOf: repeatElement(0x20, count: indent * level))
    }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var copy = text
        copy.withUTF8 { utf8 in
            var start = 0
            for index in 0..<utf8.count where JSONWriter.mayNeedEscape(utf8[index], escapesHTML) {
                guard let escape = escape(utf8, at: index) else { continue }
                bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[start..<index]))
                bytes.append(contentsOf: escape.text.utf8)
                start = index + escape.length
            }
            if start == 0 {
                bytes.append(contentsOf: utf8)
                return
            }
            if start < utf8.count { bytes.append(contentsOf: utf8[start...]) }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    @inline(__always)
    private static func mayNeedEscape(_ byte: UInt8, _ escapesHTML: Bool) -> Bool {
        switch byte {
        case ..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0xE2: true
        case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"): escapesHTML
        default: false
        }
    }

    private func escape(_ utf8: UnsafeBufferPointer<UInt8>, at index: Int) -> (text: String, length: Int)? {
        let byte = utf8[index]
        switch byte {
        case UInt8(ascii: "\""): return ("\\\"", 1)
        case UInt8(ascii: "\\"): return ("\\\\", 1)
        case 0x0A: return ("\\n", 1)
        case 0x0D: return ("\\r", 1)
        case 0x09: return ("\\t", 1)
        case 0x08: return ("\\b", 1)
        case 0x0C: return ("\\f", 1)
        case ..<0x20: return ("\\u00" + (byte < 16 ? "0" : "1") + String(byte & 15, radix: 16), 1)
        case UInt8(ascii: "<") where escapesHTML: return ("\\u003c", 1)
        case UInt8(ascii: ">") where escapesHTML: return ("\\u003e", 1)
        case UInt8(ascii: "&") where escapesHTML: return ("\\u0026", 1)
        case 0xE2 where index + 2 < utf8.count && utf8[index + 1] == 0x80 && utf8[index + 2] & 0xFE == 0xA8:
            return (utf8[index + 2] == 0xA8 ? "\\u2028" : "\\u2029", 3)
        default: return nil
        }
    }
}
