// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8API

struct SecretMaskTests {
    /// A ledger whose digest of bytes is their sum.
    static func ledger() -> SecretLedger {
        SecretLedger { bytes in
            let digits = String(bytes.reduce(0) { $0 + Int($1) }, radix: 16)
            return "test:" + String(repeating: "0", count: 10 - digits.count) + digits
        }
    }

    static func secret(_ data: Value) -> Object {
        Object(["apiVersion": "v1", "kind": "Secret", "metadata": ["name": "s"], "data": data])
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: Value
        let after: Value
        let wantBefore: Value
        let wantAfter: Value
    }

    static let rows = [
        Row(
            testDescription: "an unchanged value",
            before: ["k": "eA=="],
            after: ["k": "eA=="],
            wantBefore: ["k": "secret(test:0000000078)"],
            wantAfter: ["k": "secret(test:0000000078)"]
        ),
        Row(
            testDescription: "a changed value says so",
            before: ["k": "eA=="],
            after: ["k": "eQ=="],
            wantBefore: ["k": "secret(test:0000000078)"],
            wantAfter: ["k": "secret(test:0000000079)"]
        ),
        Row(
            testDescription: "a value on one side alone",
            before: [:],
            after: ["k": "eQ=="],
            wantBefore: [:],
            wantAfter: ["k": "secret(test:0000000079)"]
        ),
        Row(
            testDescription: "data of the wrong type is hidden whole",
            before: "secret",
            after: ["k": 7],
            wantBefore: "secret(test:0000000286)",
            wantAfter: ["k": "secret(test:0000000037)"]
        ),
    ]

    @Test(arguments: rows) func valuesOfSecretsAreHidden(_ row: Row) {
        SecretLedger.$current.withValue(Self.ledger()) {
            let (before, after) = SecretMask.masked(before: Self.secret(row.before), after: Self.secret(row.after))
            #expect(before["data"] == row.wantBefore)
            #expect(after["data"] == row.wantAfter)
            SecretLedger.current.reveal()
            #expect(SecretMask.masked(Self.secret(row.before))["data"] == row.before)
        }
    }

    @Test func `kubectl's copy of a Secret is hidden too`() {
        let annotations: Value = [SecretMask.lastAppliedAnnotation: "{\"data\":{\"k\":\"eA==\"}}"]
        let secret = Object(["apiVersion": "v1", "kind": "Secret", "metadata": ["annotations": annotations]])
        let masked = SecretLedger.$current.withValue(Self.ledger()) { SecretMask.masked(secret) }
        #expect(
            masked["metadata", "annotations", SecretMask.lastAppliedAnnotation]
                == "{\"data\":{\"k\":\"secret(test:0000000078)\"}}"
        )
    }

    @Test func `what was hidden is put back where it stands after an edit`() {
        SecretLedger.$current.withValue(Self.ledger()) {
            var stored = Self.secret(["a": "eA==", "b": "eQ=="])
            stored["metadata", "annotations", SecretMask.lastAppliedAnnotation] = "{\"data\": {\"a\": \"eA==\"}}"
            var edited = SecretMask.masked(stored)
            edited["data", "c"] = edited["data", "a"]
            edited["data", "b"] = "Yg=="
            edited["stringData"] = ["d": .string("is \(edited["data", "a"]?.string ?? "")")]
            let restored = SecretMask.restored(edited, from: stored)
            #expect(restored["data"] == ["a": "eA==", "b": "Yg==", "c": "eA=="])
            #expect(restored["stringData"] == ["d": "is x"])
            #expect(restored["metadata", "annotations"] == stored["metadata", "annotations"])
        }
    }

    @Test func `an unknown stand-in is left, and refused when it is written`() throws {
        let strange = Self.secret(["a": "secret(sha256:0123456789)"])
        #expect(SecretMask.restored(strange, from: Self.secret(["a": "eA=="])) == strange)
        let refusal = try #require(SecretMask.refusal(of: strange.value))
        #expect(
            refusal.message == """
                secret(sha256:0123456789) is what kn8 prints in place of a secret, and is not the secret itself; put the \
                value there, leave the field out, or get the object with --show-secrets
                """
        )
        #expect(SecretMask.refusal(of: Self.secret(["a": "eA=="]).value) == nil)
    }

    @Test func `a server's refusal quotes no secret`() {
        SecretLedger.$current.withValue(Self.ledger()) {
            let object: Value = ["kind": "Secret", "stringData": ["a": "x", "b": "hunter2"]]
            let error = APIError(
                .invalid,
                message: "a: Invalid value: \"x\": no hunter2 here",
                causes: [APIError.Cause(reason: "", message: "Invalid value: \"x\": bad", field: "data[x]")]
            )
            let masked = SecretMask.masked(error, about: object)
            #expect(masked.message == "a: Invalid value: \"secret(test:0000000078)\": no secret(test:00000002c8) here")
            #expect(masked.causes.first?.message == "Invalid value: \"secret(test:0000000078)\": bad")
        }
    }
}
