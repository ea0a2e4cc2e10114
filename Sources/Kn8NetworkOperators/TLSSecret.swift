// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// A Secret as far as TLS cares. Keys and certificates are not parsed, only missed when they are empty.
struct TLSSecret: Sendable {
    let type: String
    private let object: Object

    init(_ object: Object) {
        self.object = object
        type = object["type"]?.string ?? "Opaque"
    }

    /// Whether `field` is there and not empty.
    func holds(_ field: String) -> Bool {
        if let text = object["stringData", field]?.string, !text.isEmpty { return true }
        guard let text = object["data", field]?.string else { return false }
        return !text.isEmpty
    }

    /// The rule of v1.0.0 for server certificates.
    var isServerCertificate: Bool { type == "kubernetes.io/tls" && holds("tls.crt") && holds("tls.key") }

    /// What v1.33.6 has against the secret as a server certificate; nil when nothing.
    var serverCertificateFault: String? {
        if type != "kubernetes.io/tls", type != "Opaque" {
            return "secret type is not \"kubernetes.io/tls\" or \"Opaque\""
        }
        if !holds("tls.crt") { return "missing TLS certificate" }
        if !holds("tls.key") { return "missing TLS private key" }
        return nil
    }
}
