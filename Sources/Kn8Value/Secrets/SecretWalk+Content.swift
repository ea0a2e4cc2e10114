// SPDX-License-Identifier: MIT

extension SecretWalk {
    /// `text` with private keys and with passwords in URLs replaced; nil when it has neither.
    func content(_ text: String) -> String? {
        // The shortest that can have one: `a://b:c@d`.
        guard text.utf8.count >= 9 else { return nil }
        let has = SecretWalk.marks(in: text)
        guard has.url || has.key else { return nil }
        var changed: String?
        if has.key { changed = withoutPrivateKeys(text) }
        if has.url, let new = withoutPasswords(changed ?? text) { changed = new }
        return changed
    }

    // One pass over the bytes: is there `://` with an `@` behind it, is there `-----BEGIN `?
    private static func marks(in text: String) -> (url: Bool, key: Bool) {
        var slashes = 0
        var isURL = false
        var hasURL = false
        var dashes = 0
        var hasKey = false
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: ":"): slashes = 1
            case UInt8(ascii: "/"):
                slashes = slashes > 0 ? slashes + 1 : 0
                if slashes == 3 { isURL = true }
            case UInt8(ascii: "@"):
                hasURL = hasURL || isURL
                slashes = 0
            default: slashes = 0
            }
            dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
            if dashes == 5 { hasKey = true }
        }
        return (hasURL, hasKey)
    }

    // The lines between `-----BEGIN … PRIVATE KEY-----` and its end.
    private func withoutPrivateKeys(_ text: String) -> String? {
        let label = "PRIVATE KEY-----"
        guard text.contains(label) else { return nil }
        var out = ""
        var rest = text[...]
        var isChanged = false
        while let begin = rest.firstRange(of: "-----BEGIN "),
            let head = rest[begin.upperBound...].firstRange(of: "-----")
        {
            let isPrivate = rest[begin.lowerBound..<head.upperBound].hasSuffix(label)
            out += rest[..<head.upperBound]
            rest = rest[head.upperBound...]
            guard isPrivate else { continue }
            let end = rest.firstRange(of: "-----END")?.lowerBound ?? rest.endIndex
            let body = rest[..<end]
            let core = body.drop(while: \.isWhitespace)
            if !core.isEmpty, let new = replaced(String(core)) {
                out += body[..<core.startIndex] + new + (core.last?.isNewline == true ? "\n" : "")
                isChanged = true
            } else {
                out += body
            }
            rest = rest[end...]
        }
        return isChanged ? out + rest : nil
    }

    // `scheme://user:password@host`.
    private func withoutPasswords(_ text: String) -> String? {
        var out = ""
        var rest = text[...]
        var isChanged = false
        while let scheme = rest.firstRange(of: "://") {
            out += rest[..<scheme.upperBound]
            rest = rest[scheme.upperBound...]
            let authority = rest.prefix { !"/?# \t\r\n\"'<>\\".contains($0) }
            guard let at = authority.lastIndex(of: "@"), let colon = authority[..<at].firstIndex(of: ":") else {
                continue
            }
            let password = String(authority[authority.index(after: colon)..<at])
            guard !SecretName.isTrivial(password), let new = replaced(password) else { continue }
            out += rest[...colon] + new
            rest = rest[at...]
            isChanged = true
        }
        return isChanged ? out + rest : nil
    }
}
