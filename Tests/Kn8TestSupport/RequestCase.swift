// SPDX-License-Identifier: MIT

import Kn8Value

/// One request to the API and what its answer must be like, for any transport.
///
/// In a file, a case is `=== LABEL`, the request line, header fields, an empty line and the body when there is one, then
/// `--- CODE` and one line an expectation: `path=value` on the JSON answer, where `∅` is absent or null and `~re` a
/// regular expression; `@Field=value` on the header; `#n.path=value` on the n-th line of a watch, `#lines=n` on how many
/// there are, and `#text=value` on the whole body.
package struct RequestCase: Sendable, CustomStringConvertible {
    /// What tells the case from others.
    package let label: String
    /// The method.
    package let method: String
    /// Path and query.
    package let target: String
    /// The header fields, in order.
    package let headers: [(name: String, value: String)]
    /// The body; empty when there is none. After `hex:` bytes follow as digits.
    package let body: String
    /// The status code.
    package let code: Int
    /// The other expectations.
    package let expectations: [String]

    package var description: String { "\(label): \(method) \(target)" }

    /// The bytes of the body.
    package var bytes: [UInt8] {
        guard body.hasPrefix("hex:") else { return Array(body.utf8) }
        var bytes: [UInt8] = []
        var digits = body.dropFirst(4).utf8[...]
        while digits.count > 1 {
            bytes.append(UInt8(String(decoding: digits.prefix(2), as: UTF8.self), radix: 16) ?? 0)
            digits = digits.dropFirst(2)
        }
        return bytes
    }

    /// The cases of the text of a file, in order.
    package static func cases(in text: String) -> [RequestCase] {
        var blocks: [[String]] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
            if line.hasPrefix("=== ") { blocks.append([]) }
            if !blocks.isEmpty { blocks[blocks.count - 1].append(line) }
        }
        return blocks.compactMap(RequestCase.init)
    }

    private init?(_ lines: [String]) {
        guard let answer = lines.firstIndex(where: { $0.hasPrefix("--- ") }), lines.count > 2 else { return nil }
        label = String(lines[0].dropFirst(4))
        let request = lines[1].split(separator: " ", maxSplits: 1)
        guard request.count == 2, let code = Int(lines[answer].dropFirst(4)) else { return nil }
        method = String(request[0])
        target = String(request[1])
        let head = lines[2..<answer].prefix { !$0.isEmpty }
        headers = head.map { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            return (String(parts[0]), String(parts.last?.drop { $0 == " " } ?? ""))
        }
        body = lines[(2 + head.count)..<answer].dropFirst().joined(separator: "\n")
        self.code = code
        expectations = lines[(answer + 1)...].filter { !$0.isEmpty }
    }

    /// What is not as expected of an answer; empty when all is.
    package func complaints(status: Int, header: (String) -> String?, body bytes: [UInt8]) -> [String] {
        let text = String(decoding: bytes, as: UTF8.self)
        var complaints: [String] = []
        if status != code { complaints.append("code \(status), not \(code): \(text)") }
        for expectation in expectations {
            let parts = expectation.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
                String.init
            )
            guard parts.count == 2 else { continue }
            let (path, wanted) = (parts[0], parts[1])
            let found: Value?
            if path.hasPrefix("@") {
                found = header(String(path.dropFirst())).map(Value.string)
            } else if path == "#text" {
                found = .string(text.replacing("\n", with: "\\n"))
            } else if path == "#lines" {
                found = .int(Int64(text.split(separator: "\n").count))
            } else if path.hasPrefix("#") {
                let lines = text.split(separator: "\n").map(String.init)
                let steps = path.dropFirst().split(separator: ".", maxSplits: 1).map(String.init)
                let index = Int(steps[0]) ?? 0
                let line = lines.indices.contains(index) ? try? Value(json: lines[index]) : nil
                found = line.flatMap { RequestCase.value(in: $0, at: steps.count > 1 ? steps[1] : "") }
            } else {
                found = (try? Value(json: bytes)).flatMap { RequestCase.value(in: $0, at: path) }
            }
            if !RequestCase.fits(found, wanted) {
                complaints.append("\(path) is \(found?.json() ?? "absent"), not \(wanted)")
            }
        }
        return complaints
    }

    private static func fits(_ found: Value?, _ wanted: String) -> Bool {
        if wanted == "∅" { return found == nil || found == .null }
        guard let found else { return false }
        if wanted.hasPrefix("~") {
            guard let pattern = try? Regex(String(wanted.dropFirst())) else { return false }
            return (found.string ?? found.json()).firstMatch(of: pattern) != nil
        }
        if wanted.hasPrefix("{") || wanted.hasPrefix("[") { return (try? Value(json: wanted)) == found }
        return (found.string ?? found.json()) == wanted
    }

    private static func value(in value: Value, at path: String) -> Value? {
        var current = value
        for step in path.split(separator: ".").map(String.init) {
            let next = if case .array = current { Int(step).flatMap { current[$0] } } else { current[step] }
            guard let next else { return nil }
            current = next
        }
        return current
    }
}
