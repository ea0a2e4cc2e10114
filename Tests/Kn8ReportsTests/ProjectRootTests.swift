// SPDX-License-Identifier: MIT
import Testing

@testable import Kn8Reports

struct ProjectRootTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let file: String
        var folder = "/repo"
        var working = "/repo/sub"
        let want: String?
        var testDescription: String { "\(file) from \(folder)" }
    }

    static let rows = [
        Row(file: "a.yaml", want: "sub/a.yaml"),
        Row(file: "./a/../b.yaml", want: "sub/b.yaml"),
        Row(file: "../a.yaml", want: "a.yaml"),
        Row(file: "/repo/a.yaml", want: "a.yaml"),
        Row(file: "../../a.yaml", want: nil),
        Row(file: "/other/a.yaml", want: nil),
        Row(file: "/repository/a.yaml", want: nil),
        Row(file: "STDIN", want: nil),
        Row(file: "a.yaml", folder: "/", working: "/x", want: "x/a.yaml"),
        Row(file: "x/./a.yaml", folder: "", working: "", want: "x/a.yaml"),
        Row(file: "/a.yaml", folder: "", working: "", want: nil),
    ]

    @Test(arguments: rows) func isNamedFromTheRoot(_ row: Row) {
        #expect(ProjectRoot(folder: row.folder, workingFolder: row.working).relative(row.file) == row.want)
    }

    @Test func aNameIsSpelledForAURI() {
        #expect(ProjectRoot.uri("a b/ü#1%.yaml") == "a%20b/%C3%BC%231%25.yaml")
        #expect(ProjectRoot.uri("a:b.yaml") == "a%3Ab.yaml")
    }
}
