// SPDX-License-Identifier: MIT

/// The spellings that Kubernetes allows for names, and its words for the others.
enum NameShape: Sendable {
    /// A DNS subdomain: the rule for most kinds.
    case subdomain
    /// A DNS label.
    case label
    /// Anything that can be one step of a URL.
    case pathSegment

    /// The rule for the names of a kind.
    static func of(_ entry: KindEntry) -> NameShape {
        switch (entry.group, entry.kind) {
        case ("", "Namespace"), ("", "Service"): .label
        case ("rbac.authorization.k8s.io", _): .pathSegment
        default: .subdomain
        }
    }

    /// What is wrong with `name`; empty when nothing.
    func faults(in name: String) -> [String] {
        switch self {
        case .subdomain: NameShape.subdomainFaults(name)
        case .label: NameShape.labelFaults(name)
        case .pathSegment: NameShape.segmentFaults(name)
        }
    }

    /// What keeps `name` from being a DNS subdomain.
    static func subdomainFaults(_ name: String) -> [String] {
        var faults: [String] = []
        if name.utf8.count > 253 { faults.append("must be no more than 253 characters") }
        if !name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy({
            isLabel(Substring($0))
        }) {
            faults.append(
                "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must "
                    + "start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is "
                    + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')"
            )
        }
        return faults
    }

    /// What keeps `name` from being a DNS label.
    static func labelFaults(_ name: String) -> [String] {
        var faults: [String] = []
        if name.utf8.count > 63 { faults.append("must be no more than 63 characters") }
        if !isLabel(name[...]) {
            faults.append(
                "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and "
                    + "end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is "
                    + "'[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
            )
        }
        return faults
    }

    /// What keeps `key` from being the key of a label or an annotation.
    static func labelKeyFaults(_ key: String) -> [String] {
        let parts = key.utf8.split(separator: UInt8(ascii: "/"), maxSplits: 1, omittingEmptySubsequences: false)
            .map { Substring($0) }
        var faults: [String] = []
        if parts.count == 2 {
            if parts[0].isEmpty { faults.append("prefix part must be non-empty") }
            faults += subdomainFaults(String(parts[0])).filter { _ in !parts[0].isEmpty }.map { "prefix part \($0)" }
        }
        let name = parts.last ?? ""
        if name.isEmpty { faults.append("name part must be non-empty") }
        if name.utf8.count > 63 { faults.append("name part must be no more than 63 bytes") }
        if !isQualified(name) {
            faults.append(
                "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an "
                    + "alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is "
                    + "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')"
            )
        }
        return faults
    }

    /// What keeps `value` from being the value of a label.
    static func labelValueFaults(_ value: String) -> [String] {
        var faults: [String] = []
        if value.utf8.count > 63 { faults.append("must be no more than 63 bytes") }
        if !value.isEmpty, !isQualified(value[...]) {
            faults.append(
                "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must "
                    + "start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex "
                    + "used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
            )
        }
        return faults
    }

    private static func segmentFaults(_ name: String) -> [String] {
        if name == "." || name == ".." { return ["may not be '\(name)'"] }
        return ["/", "%"].filter { name.contains($0) }.map { "may not contain '\($0)'" }
    }

    private static func isLabel(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        func isPlain(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        return isPlain(first) && isPlain(last) && text.utf8.allSatisfy { isPlain($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isQualified(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, let last = text.utf8.last else { return false }
        func isPlain(_ byte: UInt8) -> Bool {
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        return isPlain(first) && isPlain(last)
            && text.utf8.allSatisfy { isPlain($0) || [0x2D, 0x5F, 0x2E].contains($0) }
    }
}
