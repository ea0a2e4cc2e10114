// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// What `-o custom-columns=` takes: `HEADER:path,…` (`kubectl:pkg/cmd/get/customcolumn.go`).
package struct CustomColumns: Hashable, Sendable {
    /// Why a text names no columns, in kubectl's words.
    package struct Fault: Error, Hashable, Sendable {
        /// What is wrong.
        package var message: String
    }

    /// The headers as they were written.
    package let header: [String]
    private let paths: [JSONPathTemplate]

    /// Reads `HEADER:path,HEADER:path`; paths may be relaxed.
    package init(_ specification: String) throws(Fault) {
        guard !specification.isEmpty else {
            throw Fault(message: "custom-columns format specified but no custom columns given")
        }
        var header: [String] = []
        var paths: [String] = []
        for part in specification.split(separator: ",", omittingEmptySubsequences: false) {
            guard let colon = part.firstIndex(of: ":") else {
                throw Fault(
                    message: "unexpected custom-columns spec: \(part), expected <header>:<json-path-expr>"
                )
            }
            header.append(String(part[..<colon]))
            paths.append(String(part[part.index(after: colon)...]))
        }
        try self.init(header: header, paths: paths)
    }

    /// Reads a file of two lines: headers, and the path below each.
    package init(file text: String) throws(Fault) {
        let lines = text.split(separator: "\n").map { $0.split { $0 == " " || $0 == "\t" || $0 == "\r" } }
        guard lines.count >= 2 else {
            throw Fault(message: "invalid template, missing spec line. Expected spec is: HEADER HEADER\\npath path")
        }
        let (header, paths) = (lines[0].map(String.init), lines[1].map(String.init))
        guard header.count == paths.count else {
            throw Fault(
                message: "number of headers (\(header.count)) and field specifications (\(paths.count)) don't match"
            )
        }
        try self.init(header: header, paths: paths)
    }

    private init(header: [String], paths: [String]) throws(Fault) {
        self.header = header
        var templates: [JSONPathTemplate] = []
        for path in paths {
            do {
                templates.append(try JSONPathTemplate(relaxed: path))
            } catch {
                throw Fault(
                    message:
                        "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}': \(error.message)"
                )
            }
        }
        self.paths = templates
    }

    /// The cells of `object`; `<none>` where there is nothing.
    package func cells(of object: Object) throws(JSONPathTemplate.Fault) -> [String] {
        var cells: [String] = []
        for path in paths {
            let values = try path.values(in: object.value)
            cells.append(values.isEmpty ? "<none>" : values.map(\.goText).joined(separator: ","))
        }
        return cells
    }
}
