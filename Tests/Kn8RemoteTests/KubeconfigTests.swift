// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Remote

/// How several files come to one; the rules are kubectl's.
@Suite struct KubeconfigTests {
    private static let first = """
        apiVersion: v1
        kind: Config
        clusters:
        - name: one
          cluster: {server: "https://one", certificate-authority: ca.crt}
        users:
        - name: me
          user: {client-certificate: ../c.crt, client-key: /abs/k.key, tokenFile: t/token}
        """
    private static let second = """
        current-context: b
        clusters:
        - name: one
          cluster: {server: "https://other", tls-server-name: x}
        - name: two
          cluster: {server: "https://two"}
        contexts:
        - name: b
          context: {cluster: two, user: me, namespace: ns}
        users:
        - name: plugin
          user: {exec: {command: ./bin/login, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never}}
        - name: onPath
          user: {exec: {command: login, apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never}}
        """
    private static let third = "current-context: c\n"

    @Test func theFirstFileThatDefinesANameWinsWhole() throws {
        let folder = try TemporaryFolder()
        let paths = [
            try folder.file("a/config", Self.first), "\(folder.path)/missing", try folder.file("b/config", Self.second),
            try folder.file("c/config", Self.third),
        ]
        let joined = paths.joined(separator: ":")
        let config = try Kubeconfig(KubeconfigPaths(option: nil, environment: ["KUBECONFIG": joined, "HOME": "/x"]))
        let one = try #require(config.entry(.clusters, "one"))
        #expect(one.value["server"]?.string == "https://one")
        #expect(one.value["tls-server-name"] == nil)
        #expect(one.value["certificate-authority"]?.string == "\(folder.path)/a/ca.crt")
        #expect(one.written["certificate-authority"]?.string == "ca.crt")
        #expect(one.file == paths[0])
        #expect(config.currentContext == "b")
        #expect(config.currentContextFile == paths[2])
        let me = try #require(config.entry(.users, "me")).value
        #expect(me["client-certificate"]?.string == "\(folder.path)/c.crt")
        #expect(me["client-key"]?.string == "/abs/k.key")
        #expect(me["tokenFile"]?.string == "\(folder.path)/a/t/token")
        #expect(
            config.entry(.users, "plugin")?.value["exec"]?["command"]?.string == "\(folder.path)/b/bin/login"
        )
        #expect(config.entry(.users, "onPath")?.value["exec"]?["command"]?.string == "login")
        #expect(config.entries(.clusters).map(\.name) == ["one", "two"])
    }

    @Test func anOptionNamesOneFileThatMustExist() throws {
        let paths = KubeconfigPaths(option: "/nope", environment: ["KUBECONFIG": "/x"])
        #expect(paths.files == ["/nope"])
        #expect(throws: KubeconfigError("stat /nope: no such file or directory")) { try Kubeconfig(paths) }
        #expect(KubeconfigPaths(option: nil, environment: ["HOME": "/h"]).files == ["/h/.kube/config"])
        #expect(KubeconfigPaths(option: nil, environment: [:]).files == [])
    }

    struct Fault: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let fault: String
    }

    @Test(arguments: [
        Fault(
            testDescription: "a password that YAML reads as true",
            text: "users: [{name: u, user: {username: x, password: y}}]",
            fault: "json: cannot unmarshal bool into Go struct field AuthInfo.users.user.password of type string"
        ),
        Fault(
            testDescription: "a number for a server",
            text: "clusters: [{name: u, cluster: {server: 1}}]",
            fault: "json: cannot unmarshal number into Go struct field Cluster.clusters.cluster.server of type string"
        ),
        Fault(
            testDescription: "a mapping for the clusters",
            text: "clusters: {}",
            fault: "json: cannot unmarshal object into Go struct field Config.clusters of type []v1.NamedCluster"
        ),
        Fault(
            testDescription: "a manifest",
            text: "{apiVersion: v1, kind: Pod}",
            fault: "no kind \"Pod\" is registered for version \"v1\""
        ),
        Fault(
            testDescription: "another version",
            text: "{apiVersion: v9, clusters: {}}",
            fault: "no kind \"Config\" is registered for version \"v9\""
        ),
        Fault(
            testDescription: "a kind that is a number",
            text: "kind: 5",
            fault: "couldn't get version/kind; json parse error: json: cannot unmarshal number into Go struct field "
                + ".kind of type string"
        ),
        Fault(
            testDescription: "a name twice",
            text: "contexts: [{name: a}, {name: a}]",
            fault: "duplicate name \"a\" in list of contexts"
        ),
        Fault(
            testDescription: "a name that is a number",
            text: "users: [{name: 5}]",
            fault: "json: cannot unmarshal number into Go struct field NamedAuthInfo.users.name of type string"
        ),
        Fault(
            testDescription: "a text for a truth value",
            text: "clusters: [{name: a, cluster: {insecure-skip-tls-verify: 'yes'}}]",
            fault:
                "json: cannot unmarshal string into Go struct field Cluster.clusters.cluster.insecure-skip-tls-verify "
                + "of type bool"
        ),
        Fault(
            testDescription: "data that is no base64",
            text: "users: [{name: a, user: {client-key-data: '???'}}]",
            fault: "illegal base64 data at input byte 0"
        ),
        Fault(
            testDescription: "a number for a plugin's argument",
            text: "users: [{name: a, user: {exec: {args: [5]}}}]",
            fault: "json: cannot unmarshal number into Go struct field ExecConfig.users.user.exec.args of type string"
        ),
    ])
    func whatCannotBeRead(_ row: Fault) throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("config", row.text)
        #expect(throws: KubeconfigError("error loading config file \"\(path)\": \(row.fault)")) {
            try KubeconfigFile(reading: path)
        }
    }
}
