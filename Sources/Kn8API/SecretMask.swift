// SPDX-License-Identifier: MIT

package import Kn8Value

/// Objects without their secrets, as printers, diffs and editors show them; `SecretLedger.current` says what is shown instead.
package enum SecretMask {
    /// kubectl's copy of the manifest in the object itself.
    package static let lastAppliedAnnotation = SecretWalk.lastAppliedAnnotation

    /// `object` with something that tells only whether it has changed in place of each secret (docs/secrets.md says what
    /// counts as one), and of copies of those that were read before; as it is when the user asked for secrets by name.
    package static func masked(_ object: Object) -> Object {
        let ledger = SecretLedger.current
        return ledger.showsSecrets ? object : Object(ledger.masked(object.value))
    }

    /// Both sides of a comparison without secrets: one that differs is shown differently.
    package static func masked(before: Object, after: Object) -> (before: Object, after: Object) {
        (masked(before), masked(after))
    }

    /// `edited`, a changed copy of `masked(stored)`, with the secrets of `stored` wherever something still stands for them.
    package static func restored(_ edited: Object, from stored: Object) -> Object {
        let ledger = SecretLedger.current
        var secrets: [String: SecretRestoration.Secret] = [:]
        _ = SecretWalk { secret, coding in
            secrets[ledger.standIn(for: secret, coding)] = SecretRestoration.Secret(text: secret, coding: coding)
            return nil
        }
        .rewritten(stored.value)
        var restored = SecretRestoration(secrets: secrets, ledger: ledger).restored(edited.value)
        // A copy is taken as a whole when nobody has touched it: its text may be spelled in another way.
        let path = ["metadata", "annotations", lastAppliedAnnotation]
        if edited.value[path: path] == ledger.masked(stored.value)[path: path] {
            restored[path: path] = stored.value[path: path]
        }
        return Object(restored)
    }

    /// The refusal of `value`, an object or a patch, when something that kn8 prints in place of a secret stands in it: stored,
    /// it would take the secret's place. Nil when there is nothing of the kind.
    package static func refusal(of value: Value) -> APIError? {
        guard let found = SecretStandIn.found(in: value) else { return nil }
        return APIError(
            .invalid,
            message:
                "\(found) is what kn8 prints in place of a secret, and is not the secret itself; put the value there, "
                + "leave the field out, or get the object with --show-secrets"
        )
    }

    /// `error` without the secrets of `object`, which a server may quote, however short they are.
    package static func masked(_ error: APIError, about object: Value) -> APIError {
        let ledger = SecretLedger.current
        guard !ledger.showsSecrets else { return error }
        var standIns: [String: String] = [:]
        _ = SecretWalk { secret, coding in
            let standIn = ledger.standIn(for: secret, coding)
            for text in [
                secret, coding == .base64 ? Base64.decoded(secret).map { String(decoding: $0, as: UTF8.self) } : nil,
            ] {
                guard let text, !text.isEmpty else { continue }
                standIns[text.goQuoted] = "\"\(standIn)\""
                standIns[Value.string(text).json()] = "\"\(standIn)\""
                if text.utf8.count >= 6 { standIns[text] = standIn }
            }
            return nil
        }
        .rewritten(object)
        guard !standIns.isEmpty else { return error }
        // The longest first, since one may be part of another.
        let order = standIns.sorted { ($0.key.utf8.count, $0.key) > ($1.key.utf8.count, $1.key) }
        func masked(_ text: String) -> String { order.reduce(text) { $0.replacing($1.key, with: $1.value) } }
        var error = error
        error.message = masked(error.message)
        for index in error.causes.indices { error.causes[index].message = masked(error.causes[index].message) }
        return error
    }
}
