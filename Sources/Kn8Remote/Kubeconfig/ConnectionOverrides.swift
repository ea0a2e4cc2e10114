// SPDX-License-Identifier: MIT

/// What the command line says against the kubeconfig; empty and nil say nothing.
package struct ConnectionOverrides: Hashable, Sendable {
    /// `--context`.
    package var context = ""
    /// `--cluster`: another cluster than the context's.
    package var cluster = ""
    /// `--user`: another user than the context's.
    package var user = ""
    /// `--server`.
    package var server = ""
    /// `--namespace`.
    package var namespace = ""
    /// `--token`.
    package var token = ""
    /// `--username`.
    package var username = ""
    /// `--password`.
    package var password = ""
    /// `--as`, `--as-uid`, `--as-group`, `--as-user-extra`.
    package var impersonation = Impersonation()
    /// `--certificate-authority`.
    package var certificateAuthority = ""
    /// `--client-certificate`.
    package var clientCertificate = ""
    /// `--client-key`.
    package var clientKey = ""
    /// `--tls-server-name`.
    package var serverName = ""
    /// `--insecure-skip-tls-verify`.
    package var skipsVerification: Bool?
    /// `--disable-compression`.
    package var disablesCompression = false
    /// `--request-timeout` in milliseconds; 0 for none.
    package var timeoutMilliseconds = 0

    /// Nothing against the kubeconfig.
    package init() {}
}

/// Whom to act as.
package struct Impersonation: Hashable, Sendable {
    /// The user; empty for oneself.
    package var user = ""
    /// The user's uid; empty for none.
    package var uid = ""
    /// The groups.
    package var groups: [String] = []
    /// Further facts by key, sorted by key.
    package var extra: [String: [String]] = [:]

    /// Oneself.
    package init() {}

    var isIncomplete: Bool { user.isEmpty && (!uid.isEmpty || !groups.isEmpty || !extra.isEmpty) }

    /// The request's headers that ask for it.
    var headers: [String] {
        guard !user.isEmpty else { return [] }
        var lines = ["Impersonate-User: \(user)"]
        if !uid.isEmpty { lines.append("Impersonate-Uid: \(uid)") }
        lines += groups.map { "Impersonate-Group: \($0)" }
        for (key, values) in extra.sorted(by: { $0.key < $1.key }) {
            lines += values.map { "Impersonate-Extra-\(Impersonation.escaped(key)): \($0)" }
        }
        return lines
    }

    // A header's name takes no slash; the server decodes percent signs.
    private static func escaped(_ key: String) -> String {
        var text = ""
        for byte in key.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"):
                text.append(Character(UnicodeScalar(byte)))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
        return text
    }
}
