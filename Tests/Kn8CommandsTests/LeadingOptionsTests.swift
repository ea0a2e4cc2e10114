// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Commands

@Suite struct LeadingOptionsTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let given: String
        let moved: String
        var testDescription: String { given }
    }

    @Test(arguments: [
        Row(given: "get pods", moved: "get pods"),
        Row(given: "--context prod get pods", moved: "get pods --context prod"),
        Row(given: "--context=prod -n x get pods -o yaml", moved: "get pods -o yaml --context=prod -n x"),
        Row(
            given: "-v6 -v 7 --insecure-skip-tls-verify get -- a",
            moved: "get -v6 -v 7 --insecure-skip-tls-verify -- a"
        ),
        Row(given: "--user me get pods", moved: "get pods --kubeconfig-user me"),
        Row(given: "get pods --user=me", moved: "get pods --kubeconfig-user=me"),
        Row(given: "get pods -- --user=me", moved: "get pods -- --user=me"),
        Row(given: "create rolebinding x --user me", moved: "create rolebinding x --user me"),
        Row(given: "config set-context x --user me", moved: "config set-context x --user me"),
        Row(given: "get pods --insecure-skip-tls-verify=true", moved: "get pods --insecure-skip-tls-verify"),
        Row(given: "get pods --insecure-skip-tls-verify=false", moved: "get pods"),
        Row(given: "config set-cluster x --embed-certs=false", moved: "config set-cluster x --no-embed-certs"),
        Row(given: "config --kubeconfig c -v=6 view --raw", moved: "config view --raw --kubeconfig c -v=6"),
        Row(given: "--context prod config view", moved: "config view --context prod"),
        Row(given: "-n a get pods -n b", moved: "get pods -n b"),
        Row(given: "-n a get pods --namespace=b", moved: "get pods --namespace=b"),
        Row(given: "--namespace=a -v 6 get pods -nb", moved: "get pods -nb -v 6"),
        Row(given: "--context=a -n x get pods --context b", moved: "get pods --context b -n x"),
        Row(given: "--as-group a get pods --as-group b", moved: "get pods --as-group b --as-group a"),
        Row(given: "-n a get pods -- -n b", moved: "get pods -n a -- -n b"),
        Row(given: "--help", moved: "--help"), Row(given: "--context", moved: "--context"),
        Row(given: "--bogus get pods", moved: "--bogus get pods"),
    ])
    func order(_ row: Row) {
        let words = row.given.split(separator: " ").map(String.init)
        #expect(LeadingOptions.moved(words).joined(separator: " ") == row.moved)
    }

    @Test(arguments: [("0", 0), ("5", 5_000), ("1s", 1_000), ("2m", 120_000), ("1h30m", 5_400_000), ("250ms", 250)])
    func timeouts(_ text: String, _ milliseconds: Int) throws {
        #expect(try RequestTimeout(text).milliseconds == milliseconds)
    }

    @Test(arguments: ["", "x", "1", "1x", "-1s", "s", "1s2"].filter { $0 != "1" })
    func noTimeouts(_ text: String) {
        #expect(throws: CommandError.self) { try RequestTimeout(text) }
    }
}
