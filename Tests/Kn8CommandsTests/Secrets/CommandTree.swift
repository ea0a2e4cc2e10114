// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// The commands that kn8 has, as it tells them itself.
struct CommandTree {
    /// A command that does something.
    struct Leaf {
        /// Its words: `rollout restart`.
        let words: String
        /// What `-o` takes; empty when there is no such option.
        let outputs: [String]
    }

    let leaves: [Leaf]

    /// The tree of `help`, which is what `--experimental-dump-help` prints.
    init(_ help: Data) throws {
        let command = try #require(try Value(json: Array(help))["command"])
        leaves = CommandTree.leaves(command, []).sorted { $0.words < $1.words }
    }

    private static func leaves(_ command: Value, _ parents: [String]) -> [Leaf] {
        guard let name = command["commandName"]?.string else { return [] }
        let words = parents.isEmpty && name == "kn8" ? [] : parents + [name]
        let children = command["subcommands"]?.array ?? []
        guard children.isEmpty else { return children.flatMap { leaves($0, words) } }
        let option = (command["arguments"]?.array ?? []).first { argument in
            (argument["names"]?.array ?? []).contains { $0["name"] == "output" }
        }
        let values = option?["completionKind"]?["list"]?["values"]?.array ?? []
        return [Leaf(words: words.joined(separator: " "), outputs: values.compactMap(\.string))]
    }
}
