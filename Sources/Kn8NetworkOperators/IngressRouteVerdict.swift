// SPDX-License-Identifier: MIT

/// What an IngressRoute's status says.
struct IngressRouteVerdict: Hashable, Sendable {
    let currentStatus: String
    let description: String

    static let valid = IngressRouteVerdict(currentStatus: "valid", description: "valid IngressRoute")
    static let orphaned = IngressRouteVerdict(
        currentStatus: "orphaned",
        description: "this IngressRoute is not part of a delegation chain from a root IngressRoute"
    )

    static func invalid(_ description: String) -> IngressRouteVerdict {
        IngressRouteVerdict(currentStatus: "invalid", description: description)
    }
}
