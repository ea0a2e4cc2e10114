// SPDX-License-Identifier: MIT

internal import Kn8Regex
internal import Kn8Value

/// A format with a name that texts are checked against (`kubernetes:apiserver/pkg/cel/library/format.go`).
final class NamedFormat: CELOpaque {
    static let celType = CELType.opaque("kubernetes.NamedFormat")

    /// As `type(format)` and comparisons know it.
    let name: String
    /// The length of the pattern that stands for the work of a check.
    let patternLength: UInt64
    private let check: @Sendable (String) -> [String]

    private init(_ name: String, patternLength: UInt64, check: @escaping @Sendable (String) -> [String]) {
        self.name = name
        self.patternLength = patternLength
        self.check = check
    }

    var type: CELType { Self.celType }

    func isEqual(to other: any CELOpaque) -> Bool { (other as? NamedFormat)?.name == name }

    /// What is wrong with `text`; empty when nothing is.
    func faults(of text: String) -> [String] { check(text) }

    /// The formats by the names that expressions use.
    static let all: [String: NamedFormat] = [
        "dns1123Label": NamedFormat("DNS1123Label", patternLength: 30) { faultsOfLabel($0) },
        "dns1123Subdomain": NamedFormat("DNS1123Subdomain", patternLength: 60) { faultsOfSubdomain($0) },
        "dns1035Label": NamedFormat("DNS1035Label", patternLength: 30) { faultsOf1035($0) },
        "qualifiedName": NamedFormat("QualifiedName", patternLength: 60) {
            LabelSyntax.faultOfKey($0).map { [$0] } ?? []
        },
        "dns1123LabelPrefix": NamedFormat("DNS1123LabelPrefix", patternLength: 30) { faultsOfLabel(masked($0)) },
        "dns1123SubdomainPrefix": NamedFormat("DNS1123SubdomainPrefix", patternLength: 60) {
            faultsOfSubdomain(masked($0))
        },
        "dns1035LabelPrefix": NamedFormat("DNS1035LabelPrefix", patternLength: 30) { faultsOf1035(masked($0)) },
        "labelValue": NamedFormat("LabelValue", patternLength: 40) { faultsOfValue($0) },
        "uri": NamedFormat("URI", patternLength: 1103) { text in
            do throws(WebAddress.Fault) {
                _ = try WebAddress(requestURI: text)
                return []
            } catch {
                return [error.description]
            }
        },
        "uuid": pattern(
            "uuid",
            "(?i)^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$",
            length: 76,
            fault: "does not match the UUID format"
        ),
        "byte": pattern(
            "byte",
            "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$",
            length: 84,
            fault: "invalid base64"
        ),
        "date": NamedFormat("date", patternLength: 85) { text in
            text.utf8.count == 10 && CELTimestamp(text + "T00:00:00Z") != nil ? [] : ["invalid date"]
        },
        "datetime": NamedFormat("datetime", patternLength: 85) { text in
            CELTimestamp(StringFunctions.upperAscii(text)) != nil ? [] : ["invalid datetime"]
        },
    ]

    private static func pattern(_ name: String, _ source: String, length: UInt64, fault: String) -> NamedFormat {
        let pattern = try? LinearPattern(source)
        return NamedFormat(name, patternLength: length) { pattern?.matches($0) == true ? [] : [fault] }
    }

    /// A name that something will be appended to may end in a hyphen.
    private static func masked(_ name: String) -> String {
        name.utf8.count > 1 && name.hasSuffix("-") ? String(name.dropLast(2)) + "a" : name
    }

    private static func faultsOfLabel(_ name: String) -> [String] {
        var faults: [String] = []
        if name.utf8.count > 63 { faults.append("must be no more than 63 characters") }
        let word = String(name.prefix(63))
        if LabelSyntax.faultOfDNSLabel(word) != nil || !isLabel(name, letterFirst: false) {
            if name.contains("."),
                !name.split(separator: ".", omittingEmptySubsequences: false).contains(where: {
                    !isLabel(String($0), letterFirst: false)
                })
            {
                faults.append("must not contain dots")
            } else {
                faults.append(LabelSyntax.faultOfDNSLabel("_") ?? "")
            }
        }
        return faults
    }

    private static func faultsOfSubdomain(_ name: String) -> [String] {
        var faults: [String] = []
        if name.utf8.count > 253 { faults.append("must be no more than 253 characters") }
        if name.split(separator: ".", omittingEmptySubsequences: false).contains(where: {
            !isLabel(String($0), letterFirst: false)
        }) {
            faults.append(LabelSyntax.faultOfSubdomain("_") ?? "")
        }
        return faults
    }

    private static func faultsOf1035(_ name: String) -> [String] {
        var faults: [String] = []
        if name.utf8.count > 63 { faults.append("must be no more than 63 characters") }
        if !isLabel(name, letterFirst: true) {
            faults.append(
                "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic "
                    + "character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for "
                    + "validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
            )
        }
        return faults
    }

    private static func faultsOfValue(_ text: String) -> [String] {
        var faults: [String] = []
        if text.utf8.count > 63 { faults.append("must be no more than 63 bytes") }
        let words = LabelSyntax.faultOfValue("-") ?? ""
        let bytes = Array(text.utf8)
        let isPlain = bytes.allSatisfy { isAlphanumeric($0) || "-_.".utf8.contains($0) }
        if let first = bytes.first, let last = bytes.last,
            !isPlain || !isAlphanumeric(first) || !isAlphanumeric(last)
        {
            faults.append(words)
        }
        return faults
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    private static func isLabel(_ text: String, letterFirst: Bool) -> Bool {
        let bytes = Array(text.utf8)
        func isLower(_ byte: UInt8) -> Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) }
        func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        guard let first = bytes.first, let last = bytes.last else { return false }
        return (isLower(first) || !letterFirst && isDigit(first)) && (isLower(last) || isDigit(last))
            && bytes.allSatisfy { isLower($0) || isDigit($0) || $0 == UInt8(ascii: "-") }
    }
}
