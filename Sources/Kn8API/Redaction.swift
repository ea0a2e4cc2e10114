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
        case "cookie", "set-cookie", "sec-websocket-protocol": return masked
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

    /// A body as it may be logged, at most `limit` bytes of it: an object's secrets are replaced as printers do it; JSON that
    /// cannot be read, and anything else that is no text, is told by its size only.
    package static func body(_ bytes: [UInt8], limit: Int = 10_240) -> String {
        let text: String
        if let value = try? Value(json: bytes) {
            text = SecretMask.masked(logged: value).json()
        } else if let line = lines(bytes) {
            text = line
        } else {
            return "[\(bytes.count) bytes]"
        }
        let scrubbed = SecretLedger.current.scrubbed(text)
        guard scrubbed.utf8.count > limit else { return scrubbed }
        return String(decoding: scrubbed.utf8.prefix(limit), as: UTF8.self)
            + " [truncated \(scrubbed.utf8.count - limit) bytes]"
    }

    // A watch: an object a line.
    private static func lines(_ bytes: [UInt8]) -> String? {
        var lines: [String] = []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            guard let value = try? Value(json: Array(line)) else { return nil }
            lines.append(SecretMask.masked(logged: value).json())
        }
        return lines.isEmpty ? nil : lines.joined(separator: "\n")
    }

    private static let schemes: Set = ["basic", "bearer", "negotiate", "digest"]
}

extension SecretMask {
    // An object of a request or an answer; what a token request or review carries is a field called `token`.
    fileprivate static func masked(logged value: Value) -> Value {
        let ledger = SecretLedger.current
        ledger.note(value)
        return ledger.showsSecrets ? value : ledger.masked(value)
    }
}
