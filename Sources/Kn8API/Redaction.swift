// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What a log of HTTP may say of requests and answers. All of it honours `SecretLedger.current`: with `--show-secrets`,
/// nothing is taken out but the credentials that kn8 itself shows to a server.
package enum Redaction {
    /// What is logged in place of a credential, in kubectl's words (`client-go:transport/round_trippers.go`).
    package static let masked = "<masked>"

    /// The value of the header `name` as it may be logged: of credentials the scheme alone (`Bearer <masked>`).
    package static func header(_ name: String, _ value: String) -> String {
        switch name.lowercased() {
        case "authorization", "proxy-authorization":
            guard let scheme = value.split(separator: " ").first, schemes.contains(scheme.lowercased()) else {
                return masked
            }
            return scheme.utf8.count == value.utf8.count ? String(scheme) : "\(scheme) \(masked)"
        case "cookie", "set-cookie", "sec-websocket-protocol", "x-auth-token": return masked
        default: return SecretName.says(name) ? masked : SecretLedger.current.scrubbed(value)
        }
    }

    /// `address` as it may be logged: without a password and without the values of parameters such as `token`.
    package static func url(_ address: String) -> String {
        var address = address
        if let shown = SecretWalk(replace: { _, _ in masked }).rewritten(text: address) { address = shown }
        guard let mark = address.firstIndex(of: "?") else { return SecretLedger.current.scrubbed(address) }
        // `continue` is where a list goes on, and `fieldManager` a name; they say nothing.
        let pairs = address[address.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false).map {
            pair -> Substring in
            guard let equal = pair.firstIndex(of: "="), SecretName.says(String(pair[..<equal])) else { return pair }
            return pair[...equal] + masked
        }
        return SecretLedger.current.scrubbed(address[...mark] + pairs.joined(separator: "&"))
    }

    /// A body as it may be logged: an object's secrets are replaced as printers do it; of what cannot be read only the size
    /// is told. `url` is where it was sent or came from: a patch does not say what it changes.
    package static func body(_ bytes: [UInt8], of url: String = "") -> String {
        if bytes.isEmpty { return "" }
        let isSecret = url.contains("/secrets")
        if let value = try? Value(json: bytes) { return masked(value, isSecret) }
        // A watch: an object a line.
        var lines: [String] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let value = try? Value(json: Array(line)) else { return "<\(bytes.count) bytes, not shown>" }
            lines.append(masked(value, isSecret))
        }
        return lines.joined(separator: "\n")
    }

    private static func masked(_ value: Value, _ isSecret: Bool) -> String {
        let ledger = SecretLedger.current
        ledger.note(value)
        guard !ledger.showsSecrets else { return value.json() }
        let walk = SecretWalk { ledger.standIn(for: $0, $1) }
        var named = value
        if isSecret {
            named = operations(value)
            named = walk.rewritten(secret: named) ?? named
        }
        return ledger.scrubbed(ledger.masked(named).json())
    }

    // The values of a JSON patch of a Secret stand in a list.
    private static func operations(_ value: Value) -> Value {
        guard case .array(let operations) = value else { return value }
        let ledger = SecretLedger.current
        return .array(
            operations.map { operation in
                guard let value = operation["value"] else { return operation }
                var operation = operation
                operation["value"] = .string(ledger.standIn(for: value.string ?? value.json()))
                return operation
            }
        )
    }

    private static let schemes: Set = ["basic", "bearer", "negotiate", "digest"]
}
