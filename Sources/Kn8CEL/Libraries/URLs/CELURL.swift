// SPDX-License-Identifier: MIT

/// A URL as a value of the language.
final class CELURL: CELOpaque {
    static let celType = CELType.opaque("kubernetes.URL")

    let address: WebAddress

    /// The URL that `text` spells: an absolute one, or a path from the root.
    init(_ text: String) throws(CELFailure) {
        do {
            _ = try WebAddress(requestURI: text)
            address = try WebAddress(text)
        } catch {
            throw CELFailure("URL parse error during conversion from string: \(error.description)")
        }
    }

    var type: CELType { Self.celType }

    func isEqual(to other: any CELOpaque) -> Bool { (other as? CELURL)?.address == address }
}
