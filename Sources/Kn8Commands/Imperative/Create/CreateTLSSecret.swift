// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct CreateTLSSecret: Generator {
    static let configuration = CommandConfiguration(
        commandName: "tls",
        abstract: "Create a Secret of a certificate and its key",
        discussion: "Example: 'kn8 create secret tls web --cert=tls.crt --key=tls.key'."
    )
    static let words = "secret tls"

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions

    @Option(help: "The file of the certificate, in PEM", completion: .file())
    var cert = ""

    @Option(help: "The file of the private key, in PEM", completion: .file())
    var key = ""

    var failure: String? { "failed to create secret " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        guard !cert.isEmpty, !key.isEmpty else { throw CommandError("key and cert must be specified") }
        let certificate = try read(cert)
        let secret = try read(key)
        let labels = String(decoding: secret, as: UTF8.self)
        guard String(decoding: certificate, as: UTF8.self).contains("-----BEGIN CERTIFICATE-----") else {
            throw CommandError("tls: failed to find any PEM data in certificate input")
        }
        guard labels.contains("-----BEGIN ") else {
            throw CommandError("tls: failed to find any PEM data in key input")
        }
        guard labels.contains("PRIVATE KEY-----") else {
            throw CommandError("tls: found a certificate rather than a key in the PEM for the private key")
        }
        return Object(
            "v1",
            "Secret",
            name,
            [
                "type": "kubernetes.io/tls",
                "data": [
                    "tls.crt": .string(Base64.encoded(certificate)), "tls.key": .string(Base64.encoded(secret)),
                ],
            ]
        )
    }

    private func read(_ path: String) throws(CommandError) -> [UInt8] {
        do throws(CommandError) {
            return try WholeFile.read(path)
        } catch {
            throw CommandError("Cannot read file \(path), \(error.message)")
        }
    }
}
