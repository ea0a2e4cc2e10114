// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What a request shows to say who makes it.
struct Credential: Hashable, Sendable {
    /// The `Authorization` header's value; empty for none.
    var authorization = ""
    /// A client certificate in PEM; empty for the connection's own.
    var certificate: [UInt8] = []
    /// The certificate's key in PEM.
    var key: [UInt8] = []
    /// Until when it is good; nil for as long as nobody objects.
    var expiry: Timestamp?

    /// What a plugin's `status` gives; the complaint when it is no credential.
    static func read(_ output: [UInt8], apiVersion: String) throws(KubeconfigError) -> Credential {
        guard let value = try? Value(json: output), value.object != nil else {
            throw KubeconfigError("decoding stdout: couldn't get version/kind; json parse error")
        }
        let returned = value["apiVersion"]?.string ?? ""
        guard returned == apiVersion, value["kind"]?.string == "ExecCredential" else {
            let shown = returned.isEmpty ? "client.authentication.k8s.io/__internal" : returned
            throw KubeconfigError(
                "exec plugin is configured to use API version \(apiVersion), plugin returned version \(shown)"
            )
        }
        guard let status = value["status"], status.object != nil else {
            throw KubeconfigError("exec plugin didn't return a status field")
        }
        let token = status["token"]?.string ?? ""
        var credential = Credential()
        credential.certificate = Array((status["clientCertificateData"]?.string ?? "").utf8)
        credential.key = Array((status["clientKeyData"]?.string ?? "").utf8)
        guard credential.certificate.isEmpty == credential.key.isEmpty else {
            throw KubeconfigError("exec plugin returned only certificate or key, not both")
        }
        guard !token.isEmpty || !credential.certificate.isEmpty else {
            throw KubeconfigError("exec plugin didn't return a token or cert/key pair")
        }
        if !token.isEmpty { credential.authorization = "Bearer \(token)" }
        credential.expiry = status["expirationTimestamp"]?.string.flatMap { Timestamp($0) }
        return credential
    }
}
