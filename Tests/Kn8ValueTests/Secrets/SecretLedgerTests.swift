// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Value

struct SecretLedgerTests {
    static func ledger() -> SecretLedger {
        SecretLedger { bytes in "test:" + String(repeating: "0", count: 8) + String(bytes.count % 90 + 10) + "ff" }
    }

    static func secret(_ text: String) -> Value {
        ["apiVersion": "v1", "kind": "Secret", "stringData": ["a": .string(text)]]
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var secret: String
        var text: String
        /// What is left of the text; nil when it is left as it is.
        var want: String?
    }

    static let rows = [
        Row(testDescription: "as it is", secret: "hunter2", text: "is hunter2 it", want: "is * it"),
        Row(testDescription: "twice and at both ends", secret: "hunter2", text: "hunter2hunter2", want: "**"),
        Row(testDescription: "in base64", secret: "hunter2", text: "p: aHVudGVyMg==", want: "p: *=="),
        Row(
            testDescription: "as JSON has it",
            secret: "hun\"ter2\\",
            text: #"{"p": "hun\"ter2\\"}"#,
            want: #"{"p": "*"}"#
        ),
        Row(testDescription: "as YAML has it", secret: "hunter's2", text: "p: 'hunter''s2'", want: "p: '*'"),
        Row(
            testDescription: "as XML has it",
            secret: "hun<ter>&2",
            text: "<a>hun&lt;ter&gt;&amp;2</a>",
            want: "<a>*</a>"
        ),
        Row(testDescription: "as URLs have it", secret: "hun ter/2", text: "?p=hun%20ter%2F2&q", want: "?p=*&q"),
        Row(testDescription: "without its line break", secret: "hunter2\n", text: "p: hunter2", want: "p: *"),
        Row(testDescription: "of two, the longer", secret: "hunter22", text: "hunter2222", want: "*22"),
        Row(
            testDescription: "a key line of a file",
            secret: "a\nkey=Abc123Def456Ghi\n",
            text: "+ key=Abc123Def456Ghi",
            want: "+ *"
        ),
        Row(testDescription: "a plain line of a file", secret: "a\nname: value here\nb", text: "+ name: value here"),
        Row(testDescription: "too short", secret: "ab12", text: "ab12"),
        Row(testDescription: "a plain word", secret: "postgres", text: "deployment.apps/postgres created"),
        Row(testDescription: "a plain word in base64", secret: "postgres", text: "cG9zdGdyZXM=", want: "*="),
        Row(testDescription: "two plain words", secret: "Orders-db", text: "Orders-db"),
        Row(testDescription: "a port", secret: "8080443", text: "8080443"),
        Row(testDescription: "a long number", secret: "4711471147", text: "is 4711471147", want: "is *"),
        Row(
            testDescription: "a long passphrase",
            secret: "correct-horse-battery",
            text: "correct-horse-battery",
            want: "*"
        ),
        Row(
            testDescription: "a certificate",
            secret: "-----BEGIN CERTIFICATE-----\nQUJDREVGRw1234567890\n-----END CERTIFICATE-----\n",
            text: "QUJDREVGRw1234567890"
        ),
        Row(testDescription: "something else", secret: "hunter2", text: "hunter1 Hunter2 hunter"),
        Row(testDescription: "shorter than any secret", secret: "hunter2", text: "hunt"),
    ]

    @Test(arguments: rows) func textsAreScrubbed(_ row: Row) {
        let ledger = SecretLedgerTests.ledger()
        #expect(ledger.scrubbed(row.text) == row.text)
        ledger.note(SecretLedgerTests.secret(row.secret))
        var shown = ledger.scrubbed(row.text)
        while let standIn = SecretStandIn.found(in: shown) { shown = shown.replacing(standIn, with: "*") }
        #expect(shown == row.want ?? row.text)
        ledger.reveal()
        #expect(ledger.scrubbed(row.text) == row.text)
    }

    @Test func whatIsCalledSoMayBeSaid() {
        let ledger = SecretLedgerTests.ledger()
        ledger.note(SecretLedgerTests.secret("mysql-80"))
        #expect(ledger.scrubbed("mysql-80") != "mysql-80")
        ledger.note(["kind": "Service", "metadata": ["name": "mysql-80"]])
        #expect(ledger.scrubbed("mysql-80") == "mysql-80")
    }

    @Test func theSameBytesHaveTheSameStandIn() {
        let ledger = SecretLedgerTests.ledger()
        #expect(ledger.standIn(for: "hunter2") == ledger.standIn(for: "aHVudGVyMg==", .base64))
        #expect(ledger.standIn(for: "hunter2") == "secret(test:0000000017)")
        // One that cannot be decoded stands for itself, and so do bytes that are no text.
        #expect(ledger.standIn(for: "%%%", .base64) == ledger.standIn(for: "%%%"))
        #expect(ledger.standIn(for: "/w==", .base64) == ledger.standIn(for: "/w=="))
    }

    @Test func ownDigestsDifferByValueAndNotByTime() {
        let ledger = SecretLedger()
        let standIn = ledger.standIn(for: "hunter2")
        #expect(standIn == SecretLedger().standIn(for: "hunter2"))
        #expect(standIn != ledger.standIn(for: "hunter3"))
        #expect(SecretStandIn.found(in: "a \(standIn) b") == standIn)
        #expect(standIn.hasPrefix("secret(run:"))
    }

    @Test func theParts_OfARegistrysSecretAreSecretsToo() {
        let ledger = SecretLedgerTests.ledger()
        let json = #"{"auths":{"r.io":{"username":"ann","password":"hunter2","auth":"YW5uOmh1bnRlcjI="}}}"#
        let data = Value.string(Base64.encoded(json))
        ledger.note(["apiVersion": "v1", "kind": "Secret", "data": [".dockerconfigjson": data]])
        #expect(!ledger.scrubbed("ann hunter2 YW5uOmh1bnRlcjI=").contains("hunter2"))
        #expect(!ledger.scrubbed("ann hunter2 YW5uOmh1bnRlcjI=").contains("YW5uOmh1bnRlcjI"))
    }

    @Test(.timeLimit(.minutes(1))) func manySecretsInALongTextAreFoundInOnePass() {
        let ledger = SecretLedgerTests.ledger()
        for index in 0..<1_000 { ledger.note(secret: "s3cr3t-\(index)-x") }
        let text = String(repeating: "nothing to see here, s3cr3t but no more\n", count: 5_000)
        #expect(ledger.scrubbed(text) == text)
        #expect(ledger.scrubbed(text + "s3cr3t-999-x") != text + "s3cr3t-999-x")
    }

    @Test(arguments: [
        "secret(sha256:ab12cd34ef)", "x secret(run:0123456789) y", "((secret(a1:0000000000)",
    ])
    func aStandInIsKnown(_ text: String) { #expect(SecretStandIn.found(in: text) != nil) }

    @Test(arguments: [
        "", "secret(sha256:ab12cd34e)", "secret(sha256:ab12cd34efa)", "secret(:ab12cd34ef)",
        "secret(sha256:AB12CD34EF)",
        "ecret(sha256:ab12cd34ef)", "secret(sha256:ab12cd34ef", "secret(sha256-256:ab12cd34ef)", "secret((((((((((((",
    ])
    func anythingElseIsNone(_ text: String) { #expect(SecretStandIn.found(in: text) == nil) }
}
