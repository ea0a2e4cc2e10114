// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A semantic version, read and ordered as `blang/semver` does; what follows a `+` does not count.
final class CELSemver: CELOpaque {
    private enum Identifier {
        case number(UInt64)
        case text(String)
    }

    static let celType = CELType.opaque("kubernetes.Semver")

    let major: UInt64
    let minor: UInt64
    let patch: UInt64
    private let prerelease: [Identifier]

    /// - Parameter normalizes: Whether a `v` in front, needless zeros and missing parts are put right first.
    init(_ text: String, normalizes: Bool = false) throws(CELFailure) {
        let text = normalizes ? try Self.normalized(text) : text
        if text.isEmpty { throw CELFailure("Version string empty") }
        let parts = text.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3 else { throw CELFailure("No Major.Minor.Patch elements found") }
        major = try Self.number(parts[0], "major", "Major")
        minor = try Self.number(parts[1], "minor", "Minor")
        var rest = parts[2][...]
        var build: Substring?
        if let plus = rest.firstIndex(of: "+") {
            build = rest[rest.index(after: plus)...]
            rest = rest[..<plus]
        }
        var prerelease: Substring?
        if let hyphen = rest.firstIndex(of: "-") {
            prerelease = rest[rest.index(after: hyphen)...]
            rest = rest[..<hyphen]
        }
        patch = try Self.number(String(rest), "patch", "Patch")
        var identifiers: [Identifier] = []
        for part in prerelease?.split(separator: ".", omittingEmptySubsequences: false) ?? [] {
            identifiers.append(try Self.identifier(String(part)))
        }
        self.prerelease = identifiers
        for part in build?.split(separator: ".", omittingEmptySubsequences: false) ?? [] {
            if part.isEmpty { throw CELFailure("Build meta data is empty") }
            guard part.utf8.allSatisfy(Self.isIdentifier) else {
                throw CELFailure("Invalid character(s) found in build meta data \(String(part).goQuoted)")
            }
        }
    }

    var type: CELType { Self.celType }

    func isEqual(to other: any CELOpaque) -> Bool {
        guard let other = other as? CELSemver else { return false }
        return order(to: other) == 0
    }

    /// -1, 0 or 1.
    func order(to other: CELSemver) -> Int64 {
        for (mine, theirs) in [(major, other.major), (minor, other.minor), (patch, other.patch)] where mine != theirs {
            return mine < theirs ? -1 : 1
        }
        if prerelease.isEmpty || other.prerelease.isEmpty {
            return prerelease.isEmpty == other.prerelease.isEmpty ? 0 : prerelease.isEmpty ? 1 : -1
        }
        for (mine, theirs) in zip(prerelease, other.prerelease) {
            switch (mine, theirs) {
            case (.number(let left), .number(let right)): if left != right { return left < right ? -1 : 1 }
            case (.number, .text): return -1
            case (.text, .number): return 1
            case (.text(let left), .text(let right)):
                let order = left.scalarOrder(to: right)
                if order != 0 { return Int64(order) }
            }
        }
        let (mine, theirs) = (prerelease.count, other.prerelease.count)
        return mine == theirs ? 0 : mine < theirs ? -1 : 1
    }

    private static func normalized(_ text: String) throws(CELFailure) -> String {
        let bare = text.hasPrefix("v") ? text.dropFirst() : text[...]
        var parts = bare.split(separator: ".", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        for index in parts.indices where parts[index].utf8.count > 1 {
            var part = String(parts[index].drop { $0 == "0" })
            if !isDigit(part.utf8.first ?? 0) { part = "0" + part }
            parts[index] = part
        }
        if parts.count < 3 {
            if parts.last?.contains(where: { $0 == "+" || $0 == "-" }) == true {
                throw CELFailure("short version cannot contain PreRelease/Build meta data")
            }
            while parts.count < 3 { parts.append("0") }
        }
        return parts.joined(separator: ".")
    }

    private static func number(_ text: String, _ name: String, _ capital: String) throws(CELFailure) -> UInt64 {
        guard text.utf8.allSatisfy(isDigit) else {
            throw CELFailure("Invalid character(s) found in \(name) number \(text.goQuoted)")
        }
        if text.utf8.count > 1, text.hasPrefix("0") {
            throw CELFailure("\(capital) number must not contain leading zeroes \(text.goQuoted)")
        }
        return try parsed(text)
    }

    private static func parsed(_ text: String) throws(CELFailure) -> UInt64 {
        guard let number = UInt64(text) else {
            let reason = text.isEmpty ? "invalid syntax" : "value out of range"
            throw CELFailure("strconv.ParseUint: parsing \(text.goQuoted): \(reason)")
        }
        return number
    }

    private static func identifier(_ text: String) throws(CELFailure) -> Identifier {
        if text.isEmpty { throw CELFailure("Prerelease is empty") }
        if text.utf8.allSatisfy(isDigit) {
            if text.utf8.count > 1, text.hasPrefix("0") {
                throw CELFailure("Numeric PreRelease version must not contain leading zeroes \(text.goQuoted)")
            }
            return .number(try parsed(text))
        }
        guard text.utf8.allSatisfy(isIdentifier) else {
            throw CELFailure("Invalid character(s) found in prerelease \(text.goQuoted)")
        }
        return .text(text)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func isIdentifier(_ byte: UInt8) -> Bool {
        isDigit(byte) || byte == UInt8(ascii: "-")
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
                && byte < 0x80
    }
}
