// SPDX-License-Identifier: MIT

/// What stands before the body of an answer.
package struct CurlHead: Hashable, Sendable {
    /// The HTTP status code.
    package var status: Int
    /// Names in lower case with their values, in the order they came; a name may come again.
    package var headers: [(name: String, value: String)] { lines.map { ($0.name, $0.value) } }

    private struct Line: Hashable {
        let name: String
        let value: String
    }

    private var lines: [Line] = []

    init(status: Int) { self.status = status }

    /// The first value of the header `name`, which is in lower case; nil when it did not come.
    package subscript(_ name: String) -> String? { lines.first { $0.name == name }?.value }

    /// Every value of the header `name`, which is in lower case.
    package func all(_ name: String) -> [String] { lines.filter { $0.name == name }.map(\.value) }

    /// The status of a line such as `HTTP/2 200`; nil for any other line.
    static func status(in line: Substring) -> Int? {
        guard line.hasPrefix("HTTP/") else { return nil }
        return line.split(separator: " ", omittingEmptySubsequences: true).dropFirst().first.flatMap { Int($0) }
    }

    mutating func add(_ line: Substring) {
        guard let colon = line.firstIndex(of: ":") else { return }
        let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        lines.append(Line(name: line[..<colon].lowercased(), value: String(value)))
    }
}

/// A whole answer.
package struct CurlAnswer: Hashable, Sendable {
    /// What stands before the body.
    package var head: CurlHead
    /// The body, decompressed.
    package var body: [UInt8]
    /// How many connections had to be made for it; 0 when an open one served.
    package var connections: Int
}
