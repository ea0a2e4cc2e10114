// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The kubeconfig that leads clients to a server.
struct ServeKubeconfig {
    /// What cluster, user and context are called.
    static let name = "kn8-serve"

    /// The server's URL.
    var server: String
    /// The authority that signed the server's certificate, in PEM; nil for a server without TLS.
    var authority: [UInt8]?
    /// What the user shows; nil for a server that asks for nothing.
    var owner: ServeMaterial.Pair?

    /// The file.
    var text: String {
        var lines = ["apiVersion: v1", "kind: Config", "clusters:", "- name: \(Self.name)", "  cluster:"]
        lines.append("    server: \(server)")
        if let authority { lines.append("    certificate-authority-data: \(Base64.encoded(authority))") }
        lines += [
            "contexts:", "- name: \(Self.name)", "  context:", "    cluster: \(Self.name)", "    user: \(Self.name)",
        ]
        lines += ["    namespace: default", "current-context: \(Self.name)", "users:", "- name: \(Self.name)"]
        if let owner {
            lines.append("  user:")
            lines.append("    client-certificate-data: \(Base64.encoded(owner.certificate))")
            lines.append("    client-key-data: \(Base64.encoded(owner.key))")
        } else {
            lines.append("  user: {}")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
