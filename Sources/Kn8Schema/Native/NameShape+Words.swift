// SPDX-License-Identifier: MIT

extension NameShape {
    /// How the name part of a key is spelled.
    static let keySpelling =
        "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character "
        + "(e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
        + "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"

    private static let labelPattern = "[a-z0-9]([-a-z0-9]*[a-z0-9])?"
    private static let subdomainPattern = "\(labelPattern)(\\.\(labelPattern))*"
    private static let underscoredPattern = "_?[a-z0-9]([-_a-z0-9]*[a-z0-9])?"

    /// The server's words for a name that is not spelled like that.
    static func words(of shape: NameShape) -> String {
        switch shape {
        case .subdomain:
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start "
                + "and end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
                + "'\(subdomainPattern)')"
        case .subdomainWithUnderscore:
            "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '_', '-' or '.', and must "
                + "start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
                + "'\(underscoredPattern)(\\.\(underscoredPattern))*')"
        case .wildcard:
            "a wildcard DNS-1123 subdomain must start with '*.', followed by a valid DNS subdomain, which must consist of "
                + "lower case alphanumeric characters, '-' or '.' and end with an alphanumeric character (e.g. "
                + "'*.example.com', regex used for validation is '\\*\\.\(subdomainPattern)')"
        case .label:
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end "
                + "with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is "
                + "'\(labelPattern)')"
        case .label1035:
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic "
                + "character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for "
                + "validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
        case .labelValue:
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start "
                + "and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for "
                + "validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
        case .configKey:
            "a valid config key must consist of alphanumeric characters, '-', '_' or '.' (e.g. 'key.name',  or "
                + "'KEY_NAME',  or 'key-name', regex used for validation is '[-._a-zA-Z0-9]+')"
        case .variable:
            "a valid environment variable name must consist only of printable ASCII characters other than '='"
        case .pathSegment, .qualified, .annotationKey, .portName, .any: ""
        }
    }
}

extension UInt8 {
    var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
    var isLowerLetter: Bool { self &- UInt8(ascii: "a") < 26 }
    /// A lower-case letter or a digit.
    var isLower: Bool { isLowerLetter || isDigit }
    var isLabelPart: Bool { isLower || self == UInt8(ascii: "-") }
    var isAlphanumeric: Bool { (self | 0x20).isLowerLetter || isDigit }
    /// What may stand inside a label's value: letters, digits, `-`, `_` and `.`.
    var isWordPart: Bool {
        isAlphanumeric || self == UInt8(ascii: "-") || self == UInt8(ascii: "_") || self == UInt8(ascii: ".")
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// One DNS label of any length.
    var isLabel: Bool {
        guard let first, let last, first.isLower, last.isLower else { return false }
        return allSatisfy(\.isLabelPart)
    }

    /// DNS labels of any length, with dots between them.
    func isSubdomain(isUnderscored: Bool) -> Bool {
        var before = UInt8(ascii: ".")
        for byte in self {
            if byte == UInt8(ascii: ".") {
                guard before.isLower else { return false }
            } else if byte == UInt8(ascii: "-") {
                guard before != UInt8(ascii: ".") else { return false }
            } else if byte == UInt8(ascii: "_"), isUnderscored {
            } else if !byte.isLower {
                return false
            }
            before = byte
        }
        return before.isLower
    }

    /// Letters, digits, `-`, `_` and `.`, the first and last of them a letter or digit.
    var isWord: Bool {
        guard let first, let last, first.isAlphanumeric, last.isAlphanumeric else { return false }
        return allSatisfy(\.isWordPart)
    }

    /// A word of at most 63 bytes after an optional subdomain and a slash.
    func isQualified(anyCase: Bool) -> Bool {
        guard let slash = firstIndex(of: UInt8(ascii: "/")) else { return count <= 63 && isWord }
        let prefix = UnsafeBufferPointer(rebasing: self[..<slash])
        let name = UnsafeBufferPointer(rebasing: self[(slash + 1)...])
        guard name.count <= 63, name.isWord, prefix.count <= 253 else { return false }
        if prefix.isSubdomain(isUnderscored: false) { return true }
        return anyCase
            && prefix.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
                .withUnsafeBufferPointer { $0.isSubdomain(isUnderscored: false) }
    }

    /// The name of a port by RFC 6335, in lower case.
    var isPortName: Bool {
        guard (1...15).contains(count), let first, let last, first.isLower, last.isLower else { return false }
        var hasLetter = false
        var before: UInt8 = 0
        for byte in self {
            guard byte.isLabelPart, !(byte == UInt8(ascii: "-") && before == byte) else { return false }
            hasLetter = hasLetter || byte.isLowerLetter
            before = byte
        }
        return hasLetter
    }

    /// `.` or `..`.
    var isDots: Bool { (1...2).contains(count) && allSatisfy { $0 == UInt8(ascii: ".") } }

    /// `.`, or something that begins with `..`.
    var isParent: Bool { isDots || (count >= 2 && self[0] == UInt8(ascii: ".") && self[1] == UInt8(ascii: ".")) }
}
