// SPDX-License-Identifier: MIT

internal import Kn8Value

/// An address as a value of the language.
final class CELAddress: CELOpaque {
    static let celType = CELType.opaque("net.IP")

    let address: IPAddress

    init(_ address: IPAddress) { self.address = address }

    /// The address that `text` spells; zones and IPv4 in the clothes of IPv6 are refused.
    convenience init(_ text: String) throws(CELFailure) {
        let address: IPAddress
        do {
            address = try IPAddress(text)
        } catch {
            throw CELFailure(
                "IP Address \(text.goQuoted) parse error during conversion from string: \(error.description)"
            )
        }
        if address.hasZone { throw CELFailure("IP address \(text.goQuoted) with zone value is not allowed") }
        if address.isFourInSix { throw CELFailure("IPv4-mapped IPv6 address \(text.goQuoted) is not allowed") }
        self.init(address)
    }

    var type: CELType { Self.celType }

    func isEqual(to other: any CELOpaque) -> Bool { (other as? CELAddress)?.address == address }
}
