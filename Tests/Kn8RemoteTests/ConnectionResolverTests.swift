// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Remote

/// How to reach a server, and why not; the complaints were observed of kubectl.
@Suite struct ConnectionResolverTests {
    private static let config = """
        current-context: plain
        clusters:
        - name: c
          cluster: {server: "https://127.0.0.1:6443/"}
        - name: open
          cluster: {server: "http://127.0.0.1:8080/prefix"}
        - name: noserver
          cluster: {insecure-skip-tls-verify: true}
        - name: badca
          cluster: {server: "https://h", certificate-authority: nope.crt}
        - name: badproxy
          cluster: {server: "https://h", proxy-url: "foo://x"}
        - name: full
          cluster:
            server: https://h
            certificate-authority-data: UEVN
            tls-server-name: other
            proxy-url: socks5://p:1
            disable-compression: true
        users:
        - name: token
          user: {token: abc}
        - name: both
          user: {token: abc, username: x, password: "y"}
        - name: certOnly
          user: {client-certificate-data: UEVN}
        - name: cert
          user: {client-certificate-data: UEVN, client-key-data: S0VZ}
        - name: badcert
          user: {client-certificate: nope.crt, client-key: nope.key}
        - name: noMode
          user: {exec: {command: foo, apiVersion: client.authentication.k8s.io/v1}}
        - name: noCommand
          user: {exec: {apiVersion: client.authentication.k8s.io/v1beta1}}
        - name: badMode
          user: {exec: {command: x, interactiveMode: Maybe, apiVersion: client.authentication.k8s.io/v1}}
        - name: groups
          user: {as-groups: [a]}
        - name: other
          user: {token: abc, as: eve, as-uid: "7", as-groups: [g, h], as-user-extra: {"a/b": [x, z]}}
        - name: file
          user: {tokenFile: nope.token}
        - name: basic
          user: {username: u, password: "p:w"}
        contexts:
        - name: plain
          context: {cluster: c, user: token, namespace: ns}
        - name: missingUser
          context: {cluster: c, user: nobody}
        - name: missingCluster
          context: {cluster: nowhere, user: token}
        """

    private func connection(
        _ change: (inout ConnectionOverrides) -> Void = { _ in },
        environment: [String: String] = [:],
        config: String = Self.config,
        serviceAccount: String = "/nope"
    ) throws -> (ServerConnection, String) {
        let folder = try TemporaryFolder()
        let path = try folder.file("config", config)
        var overrides = ConnectionOverrides()
        change(&overrides)
        let resolver = ConnectionResolver(
            try Kubeconfig(KubeconfigPaths(option: path, environment: [:])),
            overrides: overrides,
            environment: environment,
            serviceAccountFolder: serviceAccount
        )
        do throws(KubeconfigError) {
            return (try resolver.connection(), folder.path)
        } catch {
            throw KubeconfigError(error.faults.map { $0.split(separator: folder.path + "/").joined(separator: "DIR/") })
        }
    }

    @Test func theCurrentContextIsTheDefault() throws {
        let (found, _) = try connection()
        #expect(found.server == "https://127.0.0.1:6443")
        #expect(found.address == "127.0.0.1:6443")
        #expect(found.context == "plain")
        #expect(found.namespace == "ns")
        #expect(found.login == .token("abc"))
        let (other, _) = try connection {
            $0.cluster = "open"
            $0.namespace = "n2"
        }
        #expect(other.server == "http://127.0.0.1:8080/prefix")
        #expect(other.namespace == "n2")
        // Credentials go over no open line.
        #expect(other.login == .none)
    }

    @Test func everyFieldCounts() throws {
        let (full, _) = try connection {
            $0.cluster = "full"
            $0.user = "other"
        }
        #expect(full.certificateAuthority == .bytes(Array("PEM".utf8)))
        #expect(full.serverName == "other")
        #expect(full.proxy == "socks5h://p:1")
        #expect(!full.compresses)
        #expect(
            full.impersonation.headers == [
                "Impersonate-User: eve", "Impersonate-Uid: 7", "Impersonate-Group: g", "Impersonate-Group: h",
                "Impersonate-Extra-a%2Fb: x", "Impersonate-Extra-a%2Fb: z",
            ]
        )
        let (cert, _) = try connection { $0.user = "cert" }
        #expect(cert.clientKey == .bytes(Array("KEY".utf8)))
        let (basic, _) = try connection { $0.user = "basic" }
        #expect(basic.login == .basic(user: "u", password: "p:w"))
        let (token, _) = try connection {
            $0.user = "basic"
            $0.token = "t2"
            $0.impersonation.user = "ann"
        }
        #expect(token.login == .token("t2"))
        #expect(token.impersonation.headers == ["Impersonate-User: ann"])
        let (server, _) = try connection { $0.server = "https://elsewhere/" }
        #expect(server.server == "https://elsewhere")
        #expect(server.hostAndPort.port == 443)
    }

    @Test func proxiesOfTheEnvironment() throws {
        let variables = ["HTTPS_PROXY": "http://p:3128", "HTTP_PROXY": "http://q:1", "NO_PROXY": "a.b,10.0.0.0/8"]
        let (secure, _) = try connection({ $0.server = "https://far.example" }, environment: variables)
        #expect(secure.proxy == "http://p:3128")
        let (spared, _) = try connection(
            { $0.server = "https://10.1.2.3:6443" },
            environment: variables
        )
        #expect(spared.proxy == "")
        let (open, _) = try connection({ $0.server = "http://far.example" }, environment: variables)
        #expect(open.proxy == "http://q:1")
        let (own, _) = try connection({ $0.cluster = "full" }, environment: variables)
        #expect(own.proxy == "socks5h://p:1")
    }

    @Test(arguments: [
        ("", "localhost", true), ("", "127.0.0.9", true), ("", "[::1]", true), ("", "a.b", false), ("*", "a.b", true),
        ("a.b", "a.b", true), ("a.b", "x.a.b", true), ("a.b", "xa.b", false), ("A.B", "a.b", true),
        (".a.b", "a.b", false), (".a.b", "x.a.b", true), ("*.a.b", "x.a.b", true), ("x, a.b", "a.b", true),
        ("a.b:6443", "a.b", true), ("a.b:443", "a.b", false), ("10.0.0.1", "10.0.0.1", true),
        ("10.0.0.1:6443", "10.0.0.1", true), ("10.0.0.1:1", "10.0.0.1", false), ("10.0.0.0/9", "10.127.0.1", true),
        ("10.0.0.0/9", "10.128.0.1", false), ("10.0.0.0/33", "10.0.0.1", false), ("0.0.0.0/0", "10.0.0.1", true),
        ("fd00::/8", "[fd12::1]", true), ("fd00::/8", "[fe80::1]", false), ("10.0.0.0/8", "ten.example", false),
    ])
    func someHostsNeedNoProxy(_ list: String, _ host: String, _ isCovered: Bool) {
        #expect(ProxyExceptions(list).cover(host: host, port: 6_443) == isCovered)
    }

    @Test func insideAPod() throws {
        let account = try TemporaryFolder()
        try account.file("token", "tok\n")
        try account.file("ca.crt", "PEM")
        try account.file("namespace", "mine\n")
        let variables = ["KUBERNETES_SERVICE_HOST": "fd00::1", "KUBERNETES_SERVICE_PORT": "443"]
        let (found, _) = try connection(environment: variables, config: "{}", serviceAccount: account.path)
        #expect(found.server == "https://[fd00::1]:443")
        #expect(found.login == .tokenFile("\(account.path)/token"))
        #expect(found.certificateAuthority == .file("\(account.path)/ca.crt"))
        #expect(found.namespace == "mine")
        // A kubeconfig that names a server counts more.
        let (own, _) = try connection(environment: variables, serviceAccount: account.path)
        #expect(own.server == "https://127.0.0.1:6443")
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        var context = ""
        var cluster = ""
        var user = ""
        let faults: [String]
        var testDescription: String { "\(context) \(cluster) \(user)" }
    }

    @Test(arguments: [
        Fault(context: "nope", faults: ["context \"nope\" does not exist"]),
        Fault(cluster: "nope", faults: ["cluster \"nope\" does not exist"]),
        Fault(user: "nope", faults: ["auth info \"nope\" does not exist"]),
        Fault(cluster: "noserver", faults: ["no server found for cluster \"noserver\""]),
        Fault(context: "missingCluster", faults: ["no server found for cluster \"nowhere\""]),
        Fault(
            user: "both",
            faults: ["more than one authentication method found for both; found [token basicAuth], only one is allowed"]
        ),
        Fault(
            user: "certOnly",
            faults: [
                "client-key-data or client-key must be specified for certOnly to use the clientCert authentication method."
            ]
        ),
        Fault(
            cluster: "badca",
            user: "certOnly",
            faults: [
                "client-key-data or client-key must be specified for certOnly to use the clientCert authentication method.",
                "unable to read certificate-authority DIR/nope.crt for badca due to open DIR/nope.crt: no such file or directory",
            ]
        ),
        Fault(
            user: "badcert",
            faults: [
                "unable to read client-cert DIR/nope.crt for badcert due to open DIR/nope.crt: no such file or directory",
                "unable to read client-key DIR/nope.key for badcert due to open DIR/nope.key: no such file or directory",
            ]
        ),
        Fault(
            cluster: "badproxy",
            faults: [
                "invalid 'proxy-url' \"foo://x\" for cluster \"badproxy\": unsupported scheme \"foo\", must be http, https, or socks5"
            ]
        ),
        Fault(
            user: "noMode",
            faults: ["interactiveMode must be specified for noMode to use exec authentication plugin"]
        ),
        Fault(user: "noCommand", faults: ["command must be specified for noCommand to use exec authentication plugin"]),
        Fault(user: "badMode", faults: ["invalid interactiveMode for badMode: \"Maybe\""]),
        Fault(user: "groups", faults: ["requesting uid, groups or user-extra for groups without impersonating a user"]),
        Fault(user: "file", faults: ["open DIR/nope.token: no such file or directory"]),
    ])
    func complaints(_ row: Fault) throws {
        #expect(throws: KubeconfigError(row.faults)) {
            try connection {
                $0.context = row.context
                $0.cluster = row.cluster
                $0.user = row.user
            }
        }
    }

    @Test func aUserThatIsNotThereIsNobody() throws {
        #expect(try connection { $0.context = "missingUser" }.0.login == .none)
    }

    @Test func severalFaultsAreAList() {
        #expect(KubeconfigError("a").description == "error: a")
        #expect(KubeconfigError(["a", "b"]).description == "Error in configuration: \n* a\n* b")
    }
}
