// SPDX-License-Identifier: MIT

/// The spellings that Kubernetes allows for names, and its words for the others
/// (`kubernetes:apimachinery/pkg/util/validation/validation.go`).
enum NameShape: Sendable {
    /// A DNS subdomain: the rule for most kinds.
    case subdomain
    /// A DNS subdomain whose labels may begin with or hold underscores.
    case subdomainWithUnderscore
    /// A DNS subdomain after `*.`.
    case wildcard
    /// A DNS label.
    case label
    /// A DNS label that begins with a letter.
    case label1035
    /// Anything that can be one step of a URL.
    case pathSegment
    /// The key of a label, or another name with an optional prefix.
    case qualified
    /// `qualified`, in any letter case.
    case annotationKey
    /// The value of a label.
    case labelValue
    /// A key of a ConfigMap or Secret.
    case configKey
    /// The name of a port.
    case portName
    /// The name of an environment variable.
    case variable
    /// Anything.
    case any

    /// What is wrong with `name`; empty when nothing.
    func faults(in name: String) -> [String] {
        holds(name) ? [] : words(for: name)
    }

    /// Whether nothing is wrong with `name`.
    func holds(_ name: String) -> Bool {
        var name = name
        return name.withUTF8 { bytes in
            switch self {
            case .subdomain: bytes.count <= 253 && bytes.isSubdomain(isUnderscored: false)
            case .subdomainWithUnderscore: bytes.count <= 253 && bytes.isSubdomain(isUnderscored: true)
            case .wildcard: bytes.count <= 253 && isSpelled(String(decoding: bytes, as: UTF8.self))
            case .label: bytes.count <= 63 && bytes.isLabel
            case .label1035: bytes.count <= 63 && bytes.isLabel && !bytes[0].isDigit
            case .pathSegment:
                !bytes.contains { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "%") } && !bytes.isDots
            case .qualified: bytes.isQualified(anyCase: false)
            case .annotationKey: bytes.isQualified(anyCase: true)
            case .labelValue: bytes.isEmpty || (bytes.count <= 63 && bytes.isWord)
            case .configKey: !bytes.isEmpty && bytes.count <= 253 && !bytes.isParent && bytes.allSatisfy(\.isWordPart)
            case .portName: bytes.isPortName
            case .variable:
                !bytes.isEmpty && bytes.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "=") }
            case .any: true
            }
        }
    }

    /// The rule for the names of a kind.
    static func of(_ entry: KindEntry) -> NameShape {
        switch (entry.group, entry.kind) {
        case ("", "Namespace"), ("", "Service"), ("apps", "StatefulSet"): .label
        case ("rbac.authorization.k8s.io", _), ("authorization.openshift.io", _), ("apiregistration.k8s.io", _),
            ("", "Event"), ("events.k8s.io", "Event"):
            .pathSegment
        case ("certificates.k8s.io", "CertificateSigningRequest"): .any
        case ("coordination.k8s.io", "LeaseCandidate"): .configKey
        default: .subdomain
        }
    }

    private func words(for name: String) -> [String] {
        let length = name.utf8.count
        var faults: [String] = []
        switch self {
        case .any: break
        case .subdomain, .subdomainWithUnderscore, .wildcard:
            if length > 253 { faults.append("must be no more than 253 characters") }
            if !isSpelled(name) { faults.append(NameShape.words(of: self)) }
        case .label:
            if length > 63 { faults.append("must be no more than 63 characters") }
            if !isSpelled(name) {
                let isDotted = NameShape.subdomain.isSpelled(name)
                faults.append(isDotted ? "must not contain dots" : NameShape.words(of: self))
            }
        case .label1035:
            if length > 63 { faults.append("must be no more than 63 characters") }
            if !isSpelled(name) { faults.append(NameShape.words(of: self)) }
        case .pathSegment:
            if name == "." || name == ".." { return ["may not be '\(name)'"] }
            faults = ["/", "%"].filter { name.contains($0) }.map { "may not contain '\($0)'" }
        case .qualified: faults = NameShape.keyWords(for: name)
        case .annotationKey: faults = NameShape.keyWords(for: name.lowercased())
        case .labelValue:
            if length > 63 { faults.append("must be no more than 63 bytes") }
            var name = name
            if !name.withUTF8(\.isWord) { faults.append(NameShape.words(of: self)) }
        case .configKey:
            if length > 253 { faults.append("must be no more than 253 characters") }
            if !name.utf8.allSatisfy(\.isWordPart) || name.isEmpty {
                faults.append(NameShape.words(of: self))
            } else if name == "." {
                faults.append("must not be '.'")
            } else if name == ".." {
                faults.append("must not be '..'")
            } else if name.hasPrefix("..") {
                faults.append("must not start with '..'")
            }
        case .portName:
            let bytes = Array(name.utf8)
            if length > 15 { faults.append("must be no more than 15 characters") }
            if bytes.isEmpty || !bytes.allSatisfy(\.isLabelPart) {
                faults.append("must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)")
            }
            if !bytes.contains(where: \.isLowerLetter) { faults.append("must contain at least one letter (a-z)") }
            if name.contains("--") { faults.append("must not contain consecutive hyphens") }
            if name.hasPrefix("-") || name.hasSuffix("-") { faults.append("must not begin or end with a hyphen") }
        case .variable:
            if name.isEmpty { return ["environment variable name must be non-empty"] }
            faults.append(NameShape.words(of: self))
        }
        return faults
    }

    // Whether but for its length it is spelled right.
    private func isSpelled(_ name: String) -> Bool {
        var name = name
        return name.withUTF8 { bytes in
            switch self {
            case .subdomain: bytes.isSubdomain(isUnderscored: false)
            case .subdomainWithUnderscore: bytes.isSubdomain(isUnderscored: true)
            case .wildcard:
                bytes.starts(with: "*.".utf8)
                    && UnsafeBufferPointer(rebasing: bytes[2...]).isSubdomain(isUnderscored: false)
            case .label: bytes.isLabel
            case .label1035: bytes.isLabel && !bytes[0].isDigit
            default: true
            }
        }
    }

    private static func keyWords(for key: String) -> [String] {
        let parts = key.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2 else {
            return [
                "a valid label key \(keySpelling) with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
            ]
        }
        var faults: [String] = []
        if parts.count == 2 {
            faults =
                parts[0].isEmpty
                ? ["prefix part must be non-empty"]
                : NameShape.subdomain.faults(in: String(parts[0])).map { "prefix part \($0)" }
        }
        var name = String(parts.last ?? "")
        if name.isEmpty { faults.append("name part must be non-empty") }
        if name.utf8.count > 63 { faults.append("name part must be no more than 63 bytes") }
        if !name.withUTF8(\.isWord) { faults.append("name part \(keySpelling)") }
        return faults
    }
}
