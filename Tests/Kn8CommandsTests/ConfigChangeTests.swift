// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import Kn8Commands

/// `kn8 config` on a kubeconfig with everything in it, one command each; what kubectl 1.32 says and writes
/// (`scripts/clients/kubectl-config` compares many more).
@Suite struct ConfigChangeTests {
    struct Row: Sendable, CustomTestStringConvertible {
        /// The words, separated by blanks; `''` is an empty one.
        let arguments: String
        let says: String
        var status: Int32 = 0
        /// What is in the file afterwards and was not before.
        var has: [String] = []
        /// What is in the file no more.
        var lacks: [String] = []
        var testDescription: String { arguments }

        init(_ arguments: String, _ says: String, _ status: Int32 = 0, has: [String] = [], lacks: [String] = []) {
            (self.arguments, self.says, self.status, self.has, self.lacks) = (arguments, says, status, has, lacks)
        }
    }

    private static let config = """
        apiVersion: v1
        clusters:
        - cluster:
            certificate-authority: pki/ca.crt
            insecure-skip-tls-verify: true
            server: https://a
          name: a
        contexts:
        - context:
            cluster: a
            extensions:
            - extension:
                k: v
              name: x
            namespace: web
            user: u
          name: dev
        current-context: dev
        extensions:
        - extension:
            last: never
          name: top
        kind: Config
        preferences: {}
        users:
        - name: u
          user:
            as: j
            as-user-extra:
              r:
              - z
            auth-provider:
              name: gcp
            exec:
              apiVersion: client.authentication.k8s.io/v1
              args:
              - login
              command: plugin
              env:
              - name: REGION
                value: eu
              - name: ZONE
                value: a
              interactiveMode: Never
              provideClusterInfo: false
            token: t
            tokenFile: tokens/me

        """

    private static let unset = [
        Row("unset users.u.exec", "Property \"users.u.exec\" unset.\n", lacks: ["exec:", "ZONE"]),
        Row("unset users.u.auth-provider", "Property \"users.u.auth-provider\" unset.\n", lacks: ["gcp"]),
        Row("unset users.u.as-user-extra", "Property \"users.u.as-user-extra\" unset.\n", lacks: ["as-user-extra"]),
        Row("unset users.u.act-as", "Property \"users.u.act-as\" unset.\n", lacks: ["as: j"]),
        Row("unset contexts.dev.extensions", "Property \"contexts.dev.extensions\" unset.\n", lacks: ["k: v"]),
        Row("unset extensions", "Property \"extensions\" unset.\n", lacks: ["last: never"]),
        Row("unset users", "Property \"users\" unset.\n", has: ["users: null\n"], lacks: ["token: t"]),
        Row("unset clusters.a.server", "Property \"clusters.a.server\" unset.\n", has: ["server: \"\"\n"]),
        Row("unset users.u.exec.env", "error: unable to parse one or more field values of users.u.exec.env\n", 1),
        Row("unset users.u.exec.nope", "error: unable to parse one or more field values of users.u.exec.nope\n", 1),
        Row("unset contexts.no.user", "error: current map key `no` is invalid\n", 1),
        Row("unset ''", "error: you must specify a property\n", 1),
        Row("set '' x", "error: you must specify a property\n", 1),
        Row("set contexts.dev.user ''", "error: you cannot use set to unset a property\n", 1),
        Row("set contexts.dev.user.x y", "error: unable to parse one or more field values of contexts.dev.user.x\n", 1),
        Row("set users.u.exec x", "error: unable to parse exec of users.u.exec at api.AuthInfo\n", 1),
        Row(
            "set clusters.a.certificate-authority-data a-b",
            "error: error decoding input value: illegal base64 data at input byte 1\n",
            1
        ),
        Row(
            "set clusters.a.insecure-skip-tls-verify F",
            "Property \"clusters.a.insecure-skip-tls-verify\" set.\n",
            lacks: ["insecure"]
        ),
    ]

    private static let names = [
        Row("rename-context dev ''", "error: You must specify a new non-empty context name\n", 1),
        Row("use-context ''", "error: empty context names are not allowed\n", 1),
        Row("set-cluster ''", "error: you must specify a non-empty cluster name\n", 1),
        Row("set-credentials ''", "error: you must specify a non-empty user name\n", 1),
        Row("set-context dev --namespace=", "Context \"dev\" modified.\n", lacks: ["namespace"]),
        Row("set-context --current=1 --user=", "Context \"dev\" modified.\n", has: ["user: \"\"\n"]),
        Row("set-cluster a --insecure-skip-tls-verify=F", "Cluster \"a\" set.\n", lacks: ["insecure"]),
        Row("set-cluster a --certificate-authority=", "Cluster \"a\" set.\n", lacks: ["certificate-authority"]),
        Row(
            "set-cluster a --certificate-authority /x/../ca",
            "Cluster \"a\" set.\n",
            has: ["certificate-authority: /ca\n"]
        ),
        Row("set-cluster a --embed-certs", "error: you must specify a --certificate-authority to embed\n", 1),
        Row(
            "set-cluster a --certificate-authority /nope --embed-certs",
            "error: could not stat certificate-authority file /nope: stat /nope: no such file or directory\n",
            1
        ),
        Row("get-clusters --namespace web -v=0", "NAME\na\n"), Row("--context dev get-users", "NAME\nu\n"),
        Row("get-contexts -oname dev dev", "dev\ndev\n"),
        Row(
            "get-contexts one two",
            "CURRENT   NAME   CLUSTER   AUTHINFO   NAMESPACE\ncontext one not found\ncontext two not found\n",
            1
        ),
    ]

    private static let credentials = [
        Row("set-credentials u --token new", "User \"u\" set.\n", has: ["token: new\n"]),
        Row("set-credentials u --token=", "User \"u\" set.\n", lacks: ["token: t"]),
        Row("set-credentials u --token new --username=", "User \"u\" set.\n", has: ["token: new\n"]),
        Row(
            "set-credentials u --embed-certs",
            "error: you must specify a --client-certificate or --client-key to embed\n",
            1
        ),
        Row("set-credentials u --exec-command other", "User \"u\" set.\n", has: ["args: null\n", "command: other\n"]),
        Row(
            "set-credentials u --exec-arg a,b --exec-arg=-c",
            "User \"u\" set.\n",
            has: ["- a\n      - b\n      - -c\n"]
        ),
        Row("set-credentials u --exec-arg= --exec-command plugin --exec-arg login", "User \"u\" set.\n"),
        Row("set-credentials u --exec-arg --exec-arg=", "User \"u\" set.\n", has: ["- --exec-arg=\n"]),
        Row("set-credentials u --exec-arg=", "User \"u\" set.\n"),
        Row(
            "set-credentials u --exec-env REGION=us --exec-env NEW=a,b",
            "User \"u\" set.\n",
            has: ["REGION\n        value: us\n      - name: ZONE", "value: a,b\n"]
        ),
        Row(
            "set-credentials u --exec-env REGION=x --exec-env REGION-",
            "User \"u\" set.\n",
            has: ["- name: ZONE\n        value: a\n      - name: REGION\n        value: x\n"]
        ),
        Row("set-credentials u --exec-env REGION- --exec-env ZONE-", "User \"u\" set.\n", has: ["env: []\n"]),
        Row("set-credentials u --exec-env BROKEN", "error: invalid exec-env format: BROKEN\n", 1),
        Row("set-credentials u --exec-provide-cluster-info", "User \"u\" set.\n", has: ["provideClusterInfo: true\n"]),
        Row(
            "set-credentials u --exec-interactive-mode Sometimes",
            "error: invalid interactive mode type, can be only IfAvailable, Never, Always\n",
            1
        ),
        Row(
            "set-credentials new --exec-command p",
            "User \"new\" set.\n",
            has: ["args: null\n      command: p\n      env: null\n      interactiveMode: IfAvailable\n"]
        ),
    ]

    private static let views = [
        Row("view --raw", config), Row("view -ojsonpath={.current-context}", "dev"),
        Row("view -o jsonpath={.users[].user.token} --raw=1", "t"),
        Row("view -o jsonpath={.users[].user.token}", "REDACTED"),
        Row("view --template {{.kind}}", "Config"), Row("view -o name", "config/<unknown>\n"),
        Row("view -o jsonpath-as-json={.contexts[*].name}", "[\n    \"dev\"\n]\n"),
        Row(
            "view -o wide",
            "error: unable to match a printer suitable for the output format \"wide\", allowed formats are: "
                + "go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,templatefile,yaml\n",
            1
        ),
        Row("view --minify --flatten", "error: open FOLDER/pki/ca.crt: no such file or directory\n", 1),
        Row("view --namespac web", "error: unknown flag: --namespac\nSee 'kn8 config view --help' for usage.\n", 1),
    ]

    @Test(arguments: unset + names + credentials + views)
    func aCommand(_ row: Row) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("config", Self.config)
        let words = row.arguments.split(separator: " ").map { $0 == "''" ? "" : String($0) }
        let outcome = try kn8.run(["config", "--kubeconfig", path] + words)
        let folder = (path as NSString).deletingLastPathComponent
        #expect((outcome.output + outcome.errors).replacingOccurrences(of: folder, with: "FOLDER") == row.says)
        #expect(outcome.status == row.status)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for part in row.has { #expect(text.contains(part) && !Self.config.contains(part), "\(part)") }
        for part in row.lacks { #expect(!text.contains(part) && Self.config.contains(part), "\(part)") }
        if row.has.isEmpty, row.lacks.isEmpty { #expect(text == Self.config) }
    }

    @Test func renamingFollowsTheCurrentContextIntoAnotherFile() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let one = try kn8.file("one", "current-context: b\n")
        let two = try kn8.file("two", "contexts: [{name: b}]\ncurrent-context: other\n")
        let outcome = try kn8.run(["config", "rename-context", "b", "c"], environment: ["KUBECONFIG": "\(one):\(two)"])
        #expect(outcome.output == "Context \"b\" renamed to \"c\".\n")
        #expect(try String(contentsOfFile: one, encoding: .utf8).contains("current-context: c\n"))
        let text = try String(contentsOfFile: two, encoding: .utf8)
        #expect(text.contains("name: c\n") && text.contains("current-context: other\n"))
    }

    @Test func whoIsShownNothingLearnsOfIt() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("config", "users: [{name: u, user: {token: t}}]\n")
        let note = "certificates, keys, tokens and passwords are hidden; --raw shows them\n"
        #expect(try kn8.run("config", "view", "--flatten", "--kubeconfig", path).errors == note)
        #expect(try kn8.run("config", "view", "--flatten", "--raw", "--kubeconfig", path).errors.isEmpty)
        #expect(try kn8.run("config", "view", "--kubeconfig", path).errors.isEmpty)
    }

    @Test func aFileOfAnotherKindIsNotTouched() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\n"
        let path = try kn8.file("pod.yaml", text)
        #expect(try kn8.run("config", "set-context", "new", "--kubeconfig", path).status == 1)
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }

    @Test(arguments: [
        ("a", ["a"]), ("a,b", ["a", "b"]), ("a,,b", ["a", "", "b"]), ("\"a,b\",c", ["a,b", "c"]), ("", []),
        ("\"a\"\"b\"", ["a\"b"]),
    ])
    func argumentsBetweenCommas(_ text: String, _ parts: [String]) {
        #expect(PluginChange.separated(text) == parts)
    }
}
