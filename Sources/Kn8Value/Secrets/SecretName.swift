// SPDX-License-Identifier: MIT

/// What a name says of its value: whether it is a password, a token, a private key or the like.
///
/// A name is taken apart into words where its case changes and at every character that is no letter or digit, so that
/// `DB_PASSWORD`, `db-password` and `dbPassword` are one. docs/secrets.md has the rule in words.
package enum SecretName {
    /// Whether the value of an environment variable, parameter, header, flag or key called `name` is a secret.
    package static func says(_ name: String) -> Bool {
        guard maySay(name) else { return false }
        let words = words(of: name)
        guard let last = words.last, !references.contains(last), !words.contains("PUBLIC") else { return false }
        if endings.contains(last) || headers.contains(words.joined(separator: "-")) { return true }
        let joined = words.joined()
        return parts.contains(where: joined.contains)
    }

    /// Whether a text in a field called `name` is a secret, in any kind of object. Stricter than `says`: `key` and
    /// `secret` name things in Kubernetes, and are no values.
    package static func saysField(_ name: String) -> Bool {
        // Nine in ten fields are told from their last letters.
        guard let last = name.utf8.last, fieldEnds.contains(last | 0x20) else { return false }
        let words = words(of: name)
        guard let last = words.last else { return false }
        if fieldEndings.contains(last) { return true }
        guard words.count > 1 else { return false }
        return fieldPairs.contains(words.suffix(2).joined())
    }

    /// Whether `value`, whatever its name, keeps nothing to itself: it is empty, a truth value, or refers to another.
    package static func isTrivial(_ value: String) -> Bool {
        if value.utf8.count <= 5, trivial.contains(value.lowercased()) { return true }
        // $(NAME) is Kubernetes' reference to another variable, ${NAME} and ${{NAME}} a template's to a parameter.
        guard value.utf8.first == UInt8(ascii: "$"), let last = value.utf8.last else { return false }
        guard last == UInt8(ascii: ")") || last == UInt8(ascii: "}") else { return false }
        return value.utf8.dropFirst().dropLast().allSatisfy { isWordByte($0) || "(){}".utf8.contains($0) }
    }

    // Whether `name` has the beginning of any word that counts: most names have none, and are told at a glance.
    private static func maySay(_ name: String) -> Bool {
        var before: UInt8 = 0
        for byte in name.utf8 {
            let letter = byte & 0xDF
            switch (before, letter) {
            case (UInt8(ascii: "P"), UInt8(ascii: "A")), (UInt8(ascii: "P"), UInt8(ascii: "W")),
                (UInt8(ascii: "S"), UInt8(ascii: "E")), (UInt8(ascii: "T"), UInt8(ascii: "O")),
                (UInt8(ascii: "C"), UInt8(ascii: "R")), (UInt8(ascii: "O"), UInt8(ascii: "O")),
                (UInt8(ascii: "K"), UInt8(ascii: "E")), (UInt8(ascii: "B"), UInt8(ascii: "A")),
                (UInt8(ascii: "A"), UInt8(ascii: "U")):
                return true
            default: before = letter
            }
        }
        return false
    }

    private static let parts = [
        "PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "CREDENTIAL", "PRIVATEKEY", "APIKEY", "ACCESSKEY",
    ]
    private static let endings: Set = ["KEY", "KEYS", "PASS", "PWD", "PW", "BASE"]
    private static let headers: Set = ["AUTHORIZATION", "PROXY-AUTHORIZATION", "COOKIE", "SET-COOKIE", "X-AUTH"]
    private static let references: Set = [
        "NAME", "NAMES", "NAMESPACE", "FILE", "FILES", "PATH", "PATHS", "DIR", "DIRECTORY", "FOLDER", "HOST", "PORT",
        "URL", "URI", "ENDPOINT", "TTL", "LENGTH", "SIZE", "EXPIRY", "EXPIRATION", "LIFETIME", "AGE", "DURATION",
        "TIMEOUT", "INTERVAL", "SECONDS", "MINUTES", "HOURS", "DAYS", "TYPE", "KIND", "ALGORITHM", "ALG", "ENABLED",
        "DISABLED", "REQUIRED", "COUNT", "LIMIT", "POLICY", "REF", "REFERENCE", "MOUNT", "VERSION", "REALM", "ISSUER",
        "AUDIENCE", "PREFIX", "FORMAT", "ROTATION", "HEADER",
    ]
    private static let fieldEndings: Set = ["PASSWORD", "PASSWD", "PASSPHRASE", "TOKEN", "APIKEY"]
    private static let fieldPairs: Set = [
        "APIKEY", "PRIVATEKEY", "SECRETKEY", "ACCESSKEY", "CLIENTSECRET", "KEYDATA", "SHAREDSECRET",
    ]
    // The last letters of the words above.
    private static let fieldEnds: Set<UInt8> = Set("denyta".utf8)
    private static let trivial: Set = ["", "true", "false", "yes", "no", "on", "off", "null", "none"]

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    /// The words of `name` in upper case; letters outside ASCII part words.
    static func words(of name: String) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        var before: UInt8 = 0
        func isLower(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z") }
        func isUpper(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") }
        func end() {
            if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
            word = []
        }
        for byte in name.utf8 {
            if byte == UInt8(ascii: "_") || !isWordByte(byte) {
                end()
            } else {
                if isUpper(byte), isLower(before) { end() }
                word.append(isLower(byte) ? byte & 0xDF : byte)
            }
            before = byte
        }
        end()
        return words
    }
}
