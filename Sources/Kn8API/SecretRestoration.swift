// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Puts secrets back where something stands for them.
struct SecretRestoration {
    /// A secret as the object has it.
    struct Secret {
        let text: String
        let coding: SecretWalk.Coding

        /// As it stands in the data of a Secret.
        var encoded: String { coding == .base64 ? text : Base64.encoded(text) }

        /// As it stands anywhere else.
        var plain: String {
            guard coding == .base64, let bytes = Base64.decoded(text) else { return text }
            return String(validating: bytes, as: UTF8.self) ?? text
        }
    }

    /// By what stands for them.
    private let secrets: [String: Secret]
    // Knows what else was hidden.
    private let ledger: SecretLedger

    /// Puts back `secrets`, by what stands for them, and others that `ledger` knows.
    init(secrets: [String: Secret], ledger: SecretLedger) {
        self.secrets = secrets
        self.ledger = ledger
    }

    /// `value` with what can be put back.
    func restored(_ value: Value) -> Value {
        SecretStandIn.found(in: value) == nil ? value : walk(value, isEncoded: false)
    }

    private func secret(_ standIn: String) -> Secret? {
        secrets[standIn] ?? ledger.secret(of: standIn).map { Secret(text: $0, coding: .plain) }
    }

    private func walk(_ value: Value, isEncoded: Bool) -> Value {
        switch value {
        case .string(let text): return .string(restored(text, isEncoded: isEncoded))
        case .array(let elements): return .array(elements.map { walk($0, isEncoded: false) })
        case .object(let map):
            let isSecret = map["kind"] == "Secret"
            return .object(
                ValueMap(
                    map.map { entry in
                        guard isSecret, entry.key == "data", case .object(let data) = entry.value else {
                            return (entry.key, walk(entry.value, isEncoded: isEncoded))
                        }
                        return (entry.key, .object(ValueMap(data.map { ($0.key, walk($0.value, isEncoded: true)) })))
                    }
                )
            )
        case .null, .bool, .int, .double: return value
        }
    }

    private func restored(_ text: String, isEncoded: Bool) -> String {
        if let secret = secret(text) { return isEncoded ? secret.encoded : secret.plain }
        var out = text
        while let standIn = SecretStandIn.found(in: out), let secret = secret(standIn) {
            let next = out.replacing(standIn, with: secret.plain)
            guard SecretStandIn.found(in: next) != standIn else { return next }
            out = next
        }
        return out
    }
}
