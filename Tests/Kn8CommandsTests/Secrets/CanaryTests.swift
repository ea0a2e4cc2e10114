// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// The promise that no secret leaves kn8 unless it is asked for, tried with a token in each place, every command, and every
/// output (docs/secrets.md).
struct CanaryTests {
    private static let files = [
        "world", "invalid", "broken-secret", "broken-twice", "broken-env", "template",
    ]

    private func mine() throws -> CanaryMine {
        let mine = try CanaryMine()
        for name in CanaryTests.files { try mine.write("in/\(name).yaml", mine.field.text("\(name).yaml")) }
        try mine.write("in/changed.yaml", mine.field.text("world.yaml", suffix: " changed"))
        try mine.write("in/secret-file", mine.field.token("file of a literal"))
        try mine.write("in/env-file", "A=\(mine.field.token("file of variables"))\n")
        return mine
    }

    private func words(_ arguments: [String], _ mine: CanaryMine) -> [String] {
        arguments.map { argument in
            var text = argument
            for name in CanaryTests.files + ["changed"] where text == "@\(name)" {
                text = mine.path("in/\(name).yaml").path
            }
            text = text.replacing("@out", with: mine.path("out").path)
            for name in ["secret-file", "env-file"] {
                text = text.replacing("@\(name)", with: mine.path("in/\(name)").path)
            }
            while let mark = text.firstRange(of: "@token:") {
                let place = text[mark.upperBound...].prefix { $0.isLetter || $0 == "-" }
                text.replaceSubrange(mark.lowerBound..<place.endIndex, with: mine.field.token(String(place)))
            }
            return text
        }
    }

    @Test func `no command gives a secret out`() throws {
        let mine = try mine()
        defer { mine.cleanUp() }
        let tree = try CommandTree(try mine.run(["--experimental-dump-help"], isSearched: false))
        let outputs = Dictionary(tree.leaves.map { ($0.words, $0.outputs) }) { first, _ in first }
        let known = Set(tree.leaves.compactMap { $0.words.split(separator: " ").first.map(String.init) })
        for run in CanaryCommands.runs where run.arguments.first.map(known.contains) == true {
            let arguments = words(run.arguments, mine)
            try mine.run(arguments)
            guard !arguments.contains("-o") else { continue }
            for output in CanaryCommands.outputs(outputs[run.command] ?? [], of: run.command)
            where run.command != "process" {
                try mine.run(inserted(["-o", CanaryCommands.output(output)], into: arguments))
            }
        }
        let listed = Set(CanaryCommands.runs.map(\.command)).union(CanaryCommands.exempt.keys)
        for leaf in tree.leaves where !listed.contains(leaf.words) {
            for arguments in CanaryCommands.others {
                let arguments = leaf.words.split(separator: " ").map(String.init) + words(arguments, mine)
                try mine.run(arguments)
                for output in CanaryCommands.outputs(leaf.outputs, of: leaf.words) {
                    try mine.run(arguments + ["-o", CanaryCommands.output(output)])
                }
            }
        }
        let commands = tree.leaves.count { CanaryCommands.exempt[$0.words] == nil || $0.words == "process" }
        print(
            """
            canaries: \(mine.field.tokens.count) places, \(commands) of \(tree.leaves.count) commands, \
            \(mine.count.runs) runs, \(mine.count.outputs) streams and \(mine.count.files) files, \
            \(mine.count.bytes) bytes searched, \(mine.leaks.count) leaks
            """
        )
        #expect(mine.field.tokens.count >= 50)
        #expect(mine.leaks.isEmpty, "\(mine.leaks.joined(separator: "\n"))")
    }

    // Flags behind `--` would be words.
    private func inserted(_ flags: [String], into arguments: [String]) -> [String] {
        guard let end = arguments.firstIndex(of: "--") else { return arguments + flags }
        return arguments[..<end] + flags + arguments[end...]
    }

    @Test func `secrets that are asked for are given, every one of them`() throws {
        let mine = try mine()
        defer { mine.cleanUp() }
        try mine.run(words(["apply", "-f", "@world"], mine), isSearched: false)
        // Nothing is planted that is not there: each token of what was applied is found when it is asked for.
        let get = ["get", CanaryCommands.everything, "-A", "-o", "json", "--show-secrets"]
        let shown = String(decoding: try mine.run(get, isSearched: false), as: UTF8.self)
        let applied = try mine.field.text("world.yaml")
        for (place, token) in mine.field.tokens {
            let forms = [
                token, Data(token.utf8).base64EncodedString(), Data("ann:\(token)".utf8).base64EncodedString(),
            ]
            guard forms.contains(where: applied.contains) else { continue }
            let found = forms + [String(forms[1].prefix(16)), String(forms[0].dropLast(2))]
            let encoded = found.contains { form in shown.contains(form) } || contains(token, inDataOf: shown)
            #expect(encoded, "\(place) is not in the cluster")
        }
        // The search finds them in these; without the flag it finds nothing in any.
        for arguments in [
            get, ["get", "secret", "plain", "-o", "yaml", "--show-secrets"],
            ["describe", "secret", "plain", "--show-secrets"],
            ["describe", "deploy", "web", "--show-secrets"], ["diff", "-f", "@changed", "--show-secrets"],
            ["plan", "-f", "@changed", "--show-diff", "--show-secrets"], ["edit", "secret/plain", "--show-secrets"],
            ["set", "env", "deploy/web", "--list", "--show-secrets"],
            [
                "create", "secret", "generic", "x", "--from-literal=a=@token:shown", "--dry-run=client", "-o", "yaml",
                "--show-secrets",
            ],
        ] {
            let count = mine.leaks.count
            try mine.run(words(arguments, mine))
            #expect(mine.leaks.count > count, "\(arguments) shows no secret")
        }
    }

    // Values in `data` are base64 of more than the token.
    private func contains(_ token: String, inDataOf json: String) -> Bool {
        for offset in 0..<3 {
            let text = Data(Array(repeating: 0x2E, count: offset) + Array(token.utf8)).base64EncodedString()
            let first = (offset * 8 + 5) / 6
            if json.contains(text.dropFirst(first).prefix((offset + token.utf8.count) * 8 / 6 - first)) { return true }
        }
        return false
    }
}
