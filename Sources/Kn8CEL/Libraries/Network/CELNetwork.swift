// SPDX-License-Identifier: MIT

internal import Kn8Value

/// An address and the length of its prefix as a value of the language.
final class CELNetwork: CELOpaque {
    static let celType = CELType.opaque("net.CIDR")

    let address: IPAddress
    /// In bits.
    let length: Int

    init(_ address: IPAddress, length: Int) {
        self.address = address
        self.length = length
    }

    /// The prefix that `text` spells, in the words of `netip.ParsePrefix`.
    convenience init(_ text: String) throws(CELFailure) {
        func fault(_ message: String) -> CELFailure {
            CELFailure(
                "network address parse error during conversion from string: "
                    + "netip.ParsePrefix(\(text.goQuoted)): \(message)"
            )
        }
        guard let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")) else { throw fault("no '/'") }
        let address: IPAddress
        do {
            address = try IPAddress(String(text[..<slash]))
        } catch {
            throw fault(error.description)
        }
        if address.hasZone { throw fault("IPv6 zones cannot be present in a prefix") }
        let digits = String(text[text.utf8.index(after: slash)...])
        let starts = Array(digits.utf8.prefix(1))
        let isOdd = digits.utf8.count > 1 && !starts.allSatisfy { (UInt8(ascii: "1")...UInt8(ascii: "9")).contains($0) }
        guard !isOdd, let length = Int(digits) else { throw fault("bad bits after slash: \(digits.goQuoted)") }
        guard length >= 0, length <= 8 * address.bytes.count else { throw fault("prefix length out of range") }
        if address.isFourInSix { throw CELFailure("IPv4-mapped IPv6 address \(text.goQuoted) is not allowed") }
        self.init(address, length: length)
    }

    var type: CELType { Self.celType }
    var text: String { "\(address.text)/\(length)" }
    /// How many bytes the prefix takes, for costs.
    var size: UInt64 { UInt64((length + 7) / 8) }

    func isEqual(to other: any CELOpaque) -> Bool {
        guard let other = other as? CELNetwork else { return false }
        return address == other.address && length == other.length
    }

    func contains(_ other: IPAddress) -> Bool {
        other.isFour == address.isFour && other.masked(to: length) == address.masked(to: length)
    }

    func contains(_ other: CELNetwork) -> Bool { length <= other.length && contains(other.address) }
}
