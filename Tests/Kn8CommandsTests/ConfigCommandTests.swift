// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// `kn8 config` against kubectl's own words, which were observed of kubectl 1.32 with the same steps.
@Suite struct ConfigCommandTests {
    struct Step: Sendable {
        let arguments: String
        let says: String
        var status: Int32 = 0

        init(_ arguments: String, _ says: String, _ status: Int32 = 0) {
            self.arguments = arguments
            self.says = says
            self.status = status
        }
    }

    // FILE stands for the kubeconfig's path.
    static let steps = [
        Step("get-clusters", "NAME\n"), Step("get-users", "NAME\n"),
        Step("current-context --kubeconfig FILE", "error: current-context is not set\n", 1),
        Step("use-context x", "error: no context exists with the name: \"x\"\n", 1),
        Step("set-cluster c1 --server=https://1.2.3.4 --certificate-authority=/nope.crt", "Cluster \"c1\" set.\n"),
        Step(
            "set-cluster c1 --server=https://1.2.3.4:6443 --insecure-skip-tls-verify=true --tls-server-name=foo "
                + "--proxy-url=socks5://p:1",
            "Cluster \"c1\" set.\n"
        ),
        Step("set-credentials u1 --token=abc", "User \"u1\" set.\n"),
        Step("set-credentials u1 --username=x --password=y", "User \"u1\" set.\n"),
        Step(
            "set-credentials u1 --username=x --token=y",
            "error: you cannot specify more than one authentication method at the same time: --token, "
                + "--username/--password\n",
            1
        ),
        Step(
            "set-credentials u2 --exec-command=foo --exec-api-version=client.authentication.k8s.io/v1 --exec-arg=a "
                + "--exec-arg=b --exec-env=K=V --exec-interactive-mode=Never",
            "User \"u2\" set.\n"
        ),
        Step("set-credentials u2 --exec-env=K- --exec-env=Z=1", "User \"u2\" set.\n"),
        Step("set-context ctx1 --cluster=c1 --user=u1 --namespace=ns", "Context \"ctx1\" created.\n"),
        Step("set-context ctx1 --namespace=ns2", "Context \"ctx1\" modified.\n"),
        Step("set-context --current --namespace=ns2", "error: no current context is set\n", 1),
        Step("set-context", "error: you must specify a non-empty context name or --current\n", 1),
        Step("use-context ctx1", "Switched to context \"ctx1\".\n"),
        Step("set-context --current --namespace=ns3", "Context \"ctx1\" modified.\n"), Step("view", viewed),
        Step("view --minify --raw", minified),
        Step(
            "get-contexts --kubeconfig FILE",
            "CURRENT   NAME   CLUSTER   AUTHINFO   NAMESPACE\n*         ctx1   c1        u1         ns3\n"
        ),
        Step("get-contexts -o name", "local\nctx1\n"),
        Step("get-contexts nope --no-headers", "error: context nope not found\n", 1),
        Step("current-context", "ctx1\n"), Step("get-clusters", "NAME\nc1\n"), Step("get-users", "NAME\nu1\nu2\n"),
        Step("rename-context ctx1 ctx2", "Context \"ctx1\" renamed to \"ctx2\".\n"),
        Step("current-context", "ctx2\n"),
        Step("rename-context nope ctx2", "error: cannot rename the context \"nope\", it's not in FILE\n", 1),
        Step("set-context c9", "Context \"c9\" created.\n"),
        Step(
            "rename-context c9 ctx2",
            "error: cannot rename the context \"c9\", the context \"ctx2\" already exists in FILE\n",
            1
        ),
        Step("set clusters.c1.server https://9", "Property \"clusters.c1.server\" set.\n"),
        Step("set users.u1.username foo", "Property \"users.u1.username\" set.\n"),
        Step("set current-context zz", "Property \"current-context\" set.\n"),
        Step("set foo.bar x", "error: unable to parse foo.bar after [] at api.Config\n", 1),
        Step(
            "set clusters.c1.insecure-skip-tls-verify maybe",
            "error: strconv.ParseBool: parsing \"maybe\": invalid syntax\n",
            1
        ),
        Step("set preferences.colors true", "Property \"preferences.colors\" set.\n"),
        Step("set clusters.c.d.server x", "Property \"clusters.c.d.server\" set.\n"),
        Step("unset users.u1.username", "Property \"users.u1.username\" unset.\n"),
        Step("unset contexts.nope", "Property \"contexts.nope\" unset.\n"),
        Step("unset current-context", "Property \"current-context\" unset.\n"),
        Step("unset clusters.c1.server", "Property \"clusters.c1.server\" unset.\n"),
        Step("unset users.u2", "Property \"users.u2\" unset.\n"),
        Step("delete-context nope", "error: cannot delete context nope, not in FILE\n", 1),
        Step("delete-cluster nope", "error: cannot delete cluster nope, not in FILE\n", 1),
        Step("delete-user nope", "error: cannot delete user nope, not in FILE\n", 1),
        Step("delete-context ctx2", "deleted context ctx2 from FILE\n"),
        Step("delete-cluster c1", "deleted cluster c1 from FILE\n"),
        Step("delete-user u1", "deleted user u1 from FILE\n"),
    ]

    private static let viewed = """
        apiVersion: v1
        clusters:
        - cluster:
            insecure-skip-tls-verify: true
            proxy-url: socks5://p:1
            server: https://1.2.3.4:6443
            tls-server-name: foo
          name: c1
        contexts:
        - context:
            cluster: c1
            namespace: ns3
            user: u1
          name: ctx1
        current-context: ctx1
        kind: Config
        preferences: {}
        users:
        - name: u1
          user:
            password: REDACTED
            username: x
        - name: u2
          user:
            exec:
              apiVersion: client.authentication.k8s.io/v1
              args:
              - a
              - b
              command: foo
              env:
              - name: Z
                value: "1"
              interactiveMode: Never
              provideClusterInfo: false

        """

    private static let minified = """
        apiVersion: v1
        clusters:
        - cluster:
            insecure-skip-tls-verify: true
            proxy-url: socks5://p:1
            server: https://1.2.3.4:6443
            tls-server-name: foo
          name: c1
        contexts:
        - context:
            cluster: c1
            namespace: ns3
            user: u1
          name: ctx1
        current-context: ctx1
        kind: Config
        preferences: {}
        users:
        - name: u1
          user:
            password: "y"
            username: x

        """

    @Test func itSaysAndWritesWhatKubectlDoes() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = kn8.folder.appending(path: "kube/config").path
        for step in Self.steps {
            let words = step.arguments.replacingOccurrences(of: "FILE", with: path).split(separator: " ").map(
                String.init
            )
            let outcome = try kn8.run(["config"] + words, environment: ["KUBECONFIG": path])
            let said = (outcome.output + outcome.errors).replacingOccurrences(of: path, with: "FILE")
            #expect(said == step.says, "\(step.arguments)")
            #expect(outcome.status == step.status, "\(step.arguments)")
        }
        // The same bytes as kubectl's after the same steps.
        #expect(
            try String(contentsOfFile: path, encoding: .utf8) == """
                apiVersion: v1
                clusters:
                - cluster:
                    server: x
                  name: c.d
                contexts:
                - context:
                    cluster: ""
                    user: ""
                  name: c9
                current-context: ""
                kind: Config
                preferences:
                  colors: true
                users: null

                """
        )
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(!FileManager.default.fileExists(atPath: path + ".lock"))
    }

    @Test func aChangeGoesToTheFileThatHasTheEntry() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let first = try kn8.file("one", "clusters: [{name: a, cluster: {server: https://a}}]\n")
        let second = try kn8.file("two", "clusters: [{name: b, cluster: {server: https://b, extra: kept}}]\n")
        let environment = ["KUBECONFIG": "\(first):\(second)"]
        func run(_ arguments: String...) throws {
            #expect(try kn8.run(["config"] + arguments, environment: environment).status == 0)
        }
        try run("set-cluster", "b", "--server", "https://c")
        try run("set-cluster", "new", "--server", "https://n")
        let one = try String(contentsOfFile: first, encoding: .utf8)
        let two = try String(contentsOfFile: second, encoding: .utf8)
        #expect(one.contains("name: new") && one.contains("name: a") && !one.contains("https://c"))
        #expect(two.contains("server: https://c") && two.contains("extra: kept") && !two.contains("new"))
    }

    @Test func nothingThatLetsInIsShown() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let key = try kn8.file("k.pem", "CANARY")
        let path = try kn8.file(
            "config",
            """
            current-context: c
            clusters: [{name: c, cluster: {server: https://c, certificate-authority-data: Q0FOQVJZ}}]
            contexts: [{name: c, context: {cluster: c, user: u}}]
            users:
            - name: u
              user:
                token: CANARY
                client-key: \(key)
                client-certificate-data: Q0FOQVJZ
                exec: {command: x, env: [{name: API_TOKEN, value: CANARY}, {name: PLAIN, value: shown}]}
            """
        )
        for flags in [[], ["--flatten"], ["--minify"], ["-o", "json", "--flatten", "--minify"]] {
            let text = try kn8.run(["config", "view", "--kubeconfig", path] + flags).output
            #expect(!text.contains("CANARY") && !text.contains("Q0FOQVJZ"), "\(flags)")
            #expect(text.contains("shown"))
        }
        let raw = try kn8.run("config", "view", "--kubeconfig", path, "--flatten", "--raw").output
        #expect(raw.contains("token: CANARY"))
        #expect(raw.contains("client-key-data: Q0FOQVJZ"))
    }
}
