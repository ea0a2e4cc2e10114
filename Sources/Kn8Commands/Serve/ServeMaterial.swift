// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Crypto
internal import Kn8Remote

/// The keys and certificates of a server: made when they are missing, kept beside the state, good for the next start too.
struct ServeMaterial {
    /// A certificate with its private key, both in PEM.
    struct Pair {
        var certificate: [UInt8]
        var key: [UInt8]
    }

    /// Ten years: these authorities are known to nobody but this machine's user.
    private static let authoritySeconds: Int64 = 3_650 * 86_400
    private static let leafSeconds: Int64 = 365 * 86_400
    /// What is good for less than this is made anew.
    private static let renewalSeconds: Int64 = 30 * 86_400

    /// The authority that signs the server's certificate and those of clients.
    let authority: [UInt8]
    /// `authority` as text.
    var authorityText: String { String(decoding: authority, as: UTF8.self) }
    /// What the server shows.
    let server: Pair
    /// What the owner of the state shows: somebody who may do everything.
    let owner: Pair
    /// Signs the tokens of ServiceAccounts.
    let tokenKey: PrivateKey

    /// The name of the owner's certificate.
    static let ownerName = "kn8:owner"

    /// The material in `folder`, which is made when it is missing; nil keeps it in memory alone.
    ///
    /// - Parameters:
    ///   - hosts: The names and addresses that clients know the server by.
    ///   - now: The present moment, in seconds of Unix time.
    init(folder: String?, hosts: [String], now: Int64) throws {
        let files = try ServeFolder(making: folder)
        let (authorityKey, authority) = try Self.authority(in: files, now: now)
        let issuer = try Certificate(pem: authority)
        let make: (String, CertificateTemplate) throws -> Pair = { name, template in
            let key = try PrivateKey.generate()
            let pem = try template.certificate(for: key, signedBy: authorityKey, of: issuer).pem()
            let pair = Pair(certificate: pem, key: try key.pem())
            try files.write(pair.key, to: "\(name).key")
            try files.write(pair.certificate, to: "\(name).crt")
            return pair
        }
        let kept: (String, [String]) throws -> Pair? = { name, hosts in
            guard let pair = try files.pair(name) else { return nil }
            let certificate = try Certificate(pem: pair.certificate)
            let key = try PrivateKey(pem: pair.key)
            let isGood =
                certificate.isGood(for: Self.renewalSeconds, from: now) && certificate.isSigned(by: authorityKey)
                && certificate.belongs(to: key)
                && hosts.allSatisfy { certificate.covers(host: $0) }
            return isGood ? pair : nil
        }
        self.authority = authority
        server =
            try kept("server", hosts)
            ?? make(
                "server",
                CertificateTemplate(commonName: "kn8", purpose: .server(hosts: hosts), seconds: Self.leafSeconds)
            )
        owner =
            try kept("owner", [])
            ?? make(
                "owner",
                CertificateTemplate(
                    commonName: Self.ownerName,
                    organizations: ["system:masters"],
                    purpose: .client,
                    seconds: Self.leafSeconds
                )
            )
        tokenKey = try Self.tokenKey(in: files)
    }

    /// The key that signs tokens of the state at `path`; it is made when it is missing.
    static func tokenKey(ofState path: String) throws -> PrivateKey {
        guard path != ":memory:" else { return try PrivateKey.generate() }
        return try tokenKey(in: ServeFolder(making: "\(path).serve"))
    }

    private static func tokenKey(in files: ServeFolder) throws -> PrivateKey {
        if let key = try files.read("tokens.key") { return try PrivateKey(pem: key) }
        let key = try PrivateKey.generate()
        try files.write(try key.pem(), to: "tokens.key")
        return key
    }

    private static func authority(in files: ServeFolder, now: Int64) throws -> (key: PrivateKey, pem: [UInt8]) {
        if let pair = try files.pair("ca") {
            let key = try PrivateKey(pem: pair.key)
            let certificate = try Certificate(pem: pair.certificate)
            if certificate.belongs(to: key), certificate.isGood(for: renewalSeconds, from: now) {
                return (key, pair.certificate)
            }
        }
        let key = try PrivateKey.generate()
        // The number tells apart the authorities of different states, which clients may know at once.
        let name = "kn8-ca-\(UInt32.random(in: 100_000...999_999))"
        let template = CertificateTemplate(commonName: name, purpose: .authority, seconds: authoritySeconds)
        let pem = try template.selfSigned(by: key).pem()
        try files.write(try key.pem(), to: "ca.key")
        try files.write(pem, to: "ca.crt")
        return (key, pem)
    }
}

/// The folder of a server's keys, or nothing.
struct ServeFolder {
    let path: String?

    /// The folder at `path`, which is made when it is missing, and must be the user's.
    init(making path: String?) throws(CommandError) {
        self.path = path
        guard let path else { return }
        if mkdir(path, 0o700) != 0, errno != EEXIST {
            throw CommandError("make \(path): \(String(cString: strerror(errno)))", status: .unusable)
        }
        try OwnFile.check(path, .folder)
    }

    func read(_ name: String) throws -> [UInt8]? {
        guard let path, WholeFile.exists("\(path)/\(name)") else { return nil }
        try OwnFile.check("\(path)/\(name)", .file)
        return try WholeFile.read("\(path)/\(name)")
    }

    func pair(_ name: String) throws -> ServeMaterial.Pair? {
        guard let certificate = try read("\(name).crt"), let key = try read("\(name).key") else { return nil }
        return ServeMaterial.Pair(certificate: certificate, key: key)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        guard let path else { return }
        let file = "\(path)/\(name)"
        guard PlainFile.replace(file, with: bytes) else { throw FileBytes.failure("write", file) }
    }
}
