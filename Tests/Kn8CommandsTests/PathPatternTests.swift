// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Commands

struct PathPatternTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let pattern: String
        let path: String
        let matches: Bool
        var folder = "/repo"
        var testDescription: String { "\(pattern) \(matches ? "is" : "is not") for \(path) in \(folder)" }
    }

    static let rows = [
        Row(pattern: "charts", path: "a/charts/b.yaml", matches: true),
        Row(pattern: "charts/", path: "charts/b.yaml", matches: true),
        Row(pattern: "charts", path: "mycharts/b.yaml", matches: false),
        Row(pattern: "values*.yaml", path: "a/b/values-prod.yaml", matches: true),
        Row(pattern: "*.yaml", path: "a/b.yml", matches: false),
        Row(pattern: "a/*.yaml", path: "a/b.yaml", matches: true),
        Row(pattern: "a/*.yaml", path: "a/b/c.yaml", matches: false),
        Row(pattern: "a/*.yaml", path: "x/a/b.yaml", matches: false),
        Row(pattern: "/a", path: "a/b.yaml", matches: true),
        Row(pattern: "**/a/*.yaml", path: "x/y/a/b.yaml", matches: true),
        Row(pattern: "**/a/*.yaml", path: "a/b.yaml", matches: true),
        Row(pattern: "a/**", path: "a/b/c.yaml", matches: true),
        Row(pattern: "a/**/c.yaml", path: "a/c.yaml", matches: true),
        Row(pattern: "a/**/c.yaml", path: "a/b/d/c.yaml", matches: true),
        Row(pattern: "a/**/c.yaml", path: "b/c.yaml", matches: false),
        Row(pattern: "?.yaml", path: "a.yaml", matches: true),
        Row(pattern: "?.yaml", path: "ab.yaml", matches: false),
        Row(pattern: "[a-c].yaml", path: "b.yaml", matches: true),
        Row(pattern: "[!a-c].yaml", path: "b.yaml", matches: false),
        Row(pattern: "[abc.yaml", path: "[abc.yaml", matches: true),
        Row(pattern: "./a/b.yaml", path: "a/b.yaml", matches: true),
        Row(pattern: "a/b.yaml", path: "./x/../a/b.yaml", matches: true),
        Row(pattern: "a/b.yaml", path: "/repo/a/b.yaml", matches: true),
        Row(pattern: "repo/b.yaml", path: "b.yaml", matches: true, folder: "/"),
        Row(pattern: "*", path: "-", matches: false),
        Row(pattern: "a*a*a*a*a*a*a*a*b", path: String(repeating: "a", count: 200), matches: false),
        Row(
            pattern: "**/**/**/**/**/**/**/**/x",
            path: String(repeating: "a/", count: 100) + "y",
            matches: false
        ),
    ]

    @Test(arguments: rows) func isAsGitHasIt(_ row: Row) {
        let pattern = PathPattern(row.pattern, from: row.folder, workingFolder: "/repo")
        #expect(pattern.matches(row.path) == row.matches)
    }
}
