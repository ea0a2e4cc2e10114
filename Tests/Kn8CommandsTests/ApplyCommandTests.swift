// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// Apply's flags and forms on the command line, in kubectl's words.
struct ApplyCommandTests {
    private static func map(_ name: String, _ labels: String = "", data: String = "1") -> String {
        """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: \(name), labels: {\(labels)}}
        data: {a: "\(data)"}

        """
    }

    private static let two = map("one", "app: x") + "---\n" + map("two", "app: x")
    private static let claim = """
        ---
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: claim, labels: {app: x}}
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        """

    static let files = [
        "one.yaml": map("one", "app: x"), "two.yaml": two, "claim.yaml": two + claim,
        "green.yaml": map("one", "app: x", data: "2"), "empty.yaml": "---\n", "bad.yaml": two + "---\nkind: X\n",
        "stem.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {generateName: gg-}\n",
        "away.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: q2}\n",
        "role.yaml": """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: b}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: r}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: r}
        """,
        "null.yaml": "apiVersion: v1\nkind: ConfigMap\n"
            + "metadata: {name: nulls, creationTimestamp: null}\ndata: {a: null}\n",
        "dns.yaml": """
        apiVersion: v1
        kind: Service
        metadata: {name: dns}
        spec:
          selector: {app: dns}
          ports: [{name: tcp, port: 53, protocol: TCP}, {name: udp, port: 53, protocol: UDP}]
        """,
        "udp.yaml": """
        apiVersion: v1
        kind: Service
        metadata: {name: dns}
        spec:
          selector: {app: dns}
          ports: [{name: udp, port: 53, protocol: UDP}]
        """,
        "things.yaml": """
        apiVersion: x.dev/v1
        kind: Thing
        metadata: {name: t}
        spec: {size: 1}
        ---
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: things.x.dev}
        spec:
          group: x.dev
          scope: Namespaced
          names: {plural: things, singular: thing, kind: Thing}
          versions:
            - name: v1
              served: true
              storage: true
              schema:
                openAPIV3Schema:
                  type: object
                  properties: {spec: {type: object, properties: {size: {type: integer}}}}
        """,
    ]

    private static let left =
        "Warning: persistentvolumeclaim/claim (default) is left over and stays; "
        + "--prune-allowlist=core/v1/PersistentVolumeClaim prunes it\n"

    static let transcripts = [
        Transcript(
            testDescription: "flags that do not go together",
            manifests: "",
            steps: [
                .init(
                    "apply -f FOLDER/one.yaml --dry-run=foo",
                    errors: "error: Invalid dry-run value (foo). Must be \"none\", \"server\", or \"client\"."
                ),
                .init(
                    "apply -f FOLDER/one.yaml --server-side --force",
                    errors: "error: --force cannot be used with --server-side"
                ),
                .init(
                    "apply -f FOLDER/one.yaml --dry-run=server --force",
                    errors: "error: --dry-run=server cannot be used with --force"
                ),
                .init(
                    "apply -f FOLDER/one.yaml --prune --all --force",
                    errors: "error: --force cannot be used with --prune"
                ),
                .init(
                    "apply -f FOLDER/one.yaml --all -l app=x",
                    errors: "error: cannot set --all and --selector at the same time"
                ),
                .init(
                    "apply -f FOLDER/one.yaml --prune --all --server-side",
                    errors:
                        "error: --prune is in alpha and doesn't currently work on objects created by server-side apply"
                ),
                .init(
                    "apply -f FOLDER/one.yaml --prune",
                    errors: "error: all resources selected for prune without explicitly passing --all. To prune all "
                        + "resources, pass the --all flag. If you did not mean to prune all resources, specify a label "
                        + "selector"
                ),
                .init("apply -f FOLDER/one.yaml --applyset=a", errors: "error: --applyset requires --prune"),
                .init(
                    "apply -f FOLDER/one.yaml --prune --applyset=a --all",
                    errors: "error: --all is incompatible with --applyset"
                ),
                .init(
                    "apply -f FOLDER/one.yaml --prune --applyset=a -l app=x",
                    errors: "error: --selector is incompatible with --applyset"
                ),
                .init(
                    "apply -f FOLDER/one.yaml --prune --applyset=a --prune-allowlist=core/v1/ConfigMap",
                    errors: "error: --prune-allowlist is incompatible with --applyset"
                ),
                .init(
                    "apply -f FOLDER/one.yaml --prune --applyset=a",
                    errors: "error: namespace is required to use namespace-scoped ApplySet"
                ),
                .init(
                    "apply -f FOLDER/one.yaml --prune --all --prune-allowlist=v1/ConfigMap",
                    errors: "error: invalid GroupVersionKind format: v1/ConfigMap, please follow <group/version/kind>"
                ),
                .init(
                    "apply -f FOLDER/one.yaml -o wide",
                    errors:
                        "error: unable to match a printer suitable for the output format \"wide\", allowed formats are: "
                        + "go-template,go-template-file,json,json-events,jsonpath,jsonpath-as-json,jsonpath-file,name,"
                        + "template,templatefile,yaml"
                ),
                .init(
                    "apply -f FOLDER/one.yaml -f FOLDER/green.yaml -o jsonpath={.items[*].kind}{'\\n'} --dry-run",
                    output: "ConfigMap ConfigMap",
                    errors: "Warning: --dry-run is deprecated and can be replaced with --dry-run=client.\n"
                        + "2 objects: 1 created, 1 configured (dry run)",
                    status: 0
                ),
                .init(
                    "apply -f FOLDER/one.yaml --dry-run=client -o go-template={{.metadata.name}}:{{println(.nope)}}",
                    output: "one:<nil>",
                    status: 0
                ),
                .init(
                    "apply -f FOLDER/one.yaml --prune=false --wait=true --overwrite=true --dry-run=client",
                    output: "configmap/one created (dry run)",
                    status: 0
                ),
                .init(
                    "apply -f FOLDER/one.yaml --prune=maybe",
                    errors: "error: The option '--prune' does not take any value, but 'maybe' was specified.\n"
                        + "Usage: kn8 apply [<options>] [<plan>]\n  See 'kn8 apply --help' for more information."
                ),
                .init(
                    "apply -f FOLDER/one.yaml --subresource=status",
                    errors: "error: --subresource can only be specified for --server-side"
                ),
                .init("apply -f FOLDER/empty.yaml", errors: "error: no objects passed to apply"),
                .init("apply -f FOLDER/one.yaml -l app=y", errors: "error: no objects passed to apply"),
                .init("apply -f FOLDER/stem.yaml", errors: "error: from gg-: cannot use generate name with apply"),
                .init(
                    "apply -n other -f FOLDER/away.yaml",
                    errors:
                        "error: the namespace from the provided object \"q2\" does not match the namespace \"other\". "
                        + "You must pass '--namespace=q2' to perform this operation."
                ),
            ]
        ),
        Transcript(
            testDescription: "created, configured, unchanged, and the sum",
            manifests: "",
            steps: [
                .init("apply -f FOLDER/one.yaml --dry-run=client", output: "configmap/one created (dry run)"),
                .init("apply -f FOLDER/one.yaml --dry-run=server", output: "configmap/one created (server dry run)"),
                .init(
                    "apply -f FOLDER/two.yaml",
                    output: "configmap/one created\nconfigmap/two created",
                    errors: "2 objects: 2 created",
                    status: 0
                ),
                .init("apply -f FOLDER/green.yaml", output: "configmap/one configured"),
                .init("apply -f FOLDER/green.yaml", output: "configmap/one unchanged"),
                .init(
                    "apply -f FOLDER/two.yaml -o name",
                    output: "configmap/one\nconfigmap/two",
                    errors: "2 objects: 1 configured, 1 unchanged",
                    status: 0
                ),
                .init("apply -f FOLDER/null.yaml", output: "configmap/nulls created"),
                .init("apply -f FOLDER/null.yaml", output: "configmap/nulls unchanged"),
                .init(
                    "apply -f FOLDER/role.yaml",
                    output: "role.rbac.authorization.k8s.io/r created\nrolebinding.rbac.authorization.k8s.io/b created",
                    errors: "2 objects: 2 created",
                    status: 0
                ),
                .init(
                    "apply -f FOLDER/things.yaml",
                    output: "customresourcedefinition.apiextensions.k8s.io/things.x.dev created\nthing.x.dev/t created",
                    errors: "2 objects: 2 created",
                    status: 0
                ),
                .init(
                    "apply -f FOLDER/two.yaml -l app=y --dry-run=server",
                    errors: "error: no objects passed to apply"
                ),
            ]
        ),
        Transcript(
            testDescription: "two ports that differ by their protocol only",
            manifests: "",
            steps: [
                .init("apply -f FOLDER/dns.yaml", output: "service/dns created"),
                .init("apply -f FOLDER/dns.yaml", output: "service/dns unchanged"),
                .init("apply -f FOLDER/udp.yaml", output: "service/dns configured"),
                .init("get service dns --no-headers -o name", output: "service/dns"),
                .init("apply -f FOLDER/dns.yaml", output: "service/dns configured"),
            ]
        ),
        Transcript(
            testDescription: "prune by label, with claims spared",
            manifests: "",
            steps: [
                .init(
                    "apply -f FOLDER/claim.yaml",
                    output: "configmap/one created\nconfigmap/two created\npersistentvolumeclaim/claim created",
                    errors: "3 objects: 3 created",
                    status: 0
                ),
                .init(
                    "apply -f FOLDER/one.yaml --prune -l app=x --dry-run=server",
                    output: "configmap/one unchanged (server dry run)\nconfigmap/two pruned (server dry run)",
                    errors: left + "Would prune 1 object:\n  configmap/two (default)\n"
                        + "2 objects: 1 unchanged, 1 pruned (server dry run)",
                    status: 0
                ),
                .init("get cm two -o name", output: "configmap/two"),
                .init(
                    "apply -f FOLDER/one.yaml --prune -l app=x",
                    output: "configmap/one unchanged\nconfigmap/two pruned",
                    errors: left + "2 objects: 1 unchanged, 1 pruned",
                    status: 0
                ),
                .init("get cm two -o name", errors: "Error from server (NotFound): configmaps \"two\" not found"),
                .init(
                    "apply -f FOLDER/one.yaml --prune --all --prune-allowlist=core/v1/PersistentVolumeClaim",
                    output: "configmap/one unchanged\npersistentvolumeclaim/claim pruned",
                    errors: "2 objects: 1 unchanged, 1 pruned",
                    status: 0
                ),
            ]
        ),
        Transcript(
            testDescription: "nothing is pruned when something is refused, nor what was never applied",
            manifests: "",
            steps: [
                .init("create configmap other", output: "configmap/other created"),
                .init(
                    "apply -f FOLDER/two.yaml",
                    output: "configmap/one created\nconfigmap/two created",
                    errors: "2 objects: 2 created",
                    status: 0
                ),
                .init(
                    "apply --prune --all -f -",
                    output: "configmap/one unchanged",
                    errors: """
                        error: error when applying "STDIN": no matches for kind "Nope" in version "x.dev/v1"
                        ensure CRDs are installed first
                        Nothing is pruned, since not everything was applied.
                        2 objects: 1 unchanged, 1 refused
                        """,
                    status: 1,
                    input: map("one", "app: x") + "---\napiVersion: x.dev/v1\nkind: Nope\nmetadata: {name: n}\n"
                ),
                .init(
                    "apply -f FOLDER/one.yaml --prune --all",
                    output: "configmap/one unchanged\nconfigmap/two pruned",
                    errors: "2 objects: 1 unchanged, 1 pruned",
                    status: 0
                ),
                .init("get cm other -o name", output: "configmap/other"),
                .init(
                    "apply -f -",
                    output: "configmap/held created",
                    input: "{apiVersion: v1, kind: ConfigMap, metadata: {name: held, finalizers: [a.io/x]}}"
                ),
                .init(
                    "apply -f FOLDER/one.yaml --prune --all --wait --timeout=1s",
                    output: "configmap/one unchanged\nconfigmap/held pruned",
                    errors: "2 objects: 1 unchanged, 1 pruned\n"
                        + "error: timed out waiting for the condition on configmaps/held",
                    status: 1
                ),
            ]
        ),
    ]

    @Test(arguments: transcripts) func speaks(transcript: Transcript) throws {
        try transcript.check(files: Self.files)
    }

    private func annotations(_ kn8: Kn8Process) throws -> [String] {
        let shown = try kn8.run("get", "secret", "myset", "-n", "aset", "-o", "json").output
        let metadata = try Value(json: shown)["metadata"]
        let labels = metadata?["labels"]?.object?.map { "\($0.key)=\($0.value.string ?? "")" } ?? []
        return labels + (metadata?["annotations"]?.object?.map { "\($0.key)=\($0.value.string ?? "")" } ?? [])
    }

    @Test func `an ApplySet keeps its inventory as kubectl does`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        _ = try kn8.run("create", "namespace", "aset")
        _ = try kn8.run("create", "namespace", "more")
        let files = try Self.files.reduce(into: [:]) { $0[$1.key] = try kn8.file($1.key, $1.value) }
        func apply(_ name: String, _ more: String...) throws -> Kn8Process.Outcome {
            let arguments = ["apply", "-n", "aset", "--prune", "--applyset=myset", "-f", files[name] ?? ""]
            return try kn8.run(arguments + more)
        }
        let id = "applyset-BebrYMMsokDZS5H3UJueT5dM_2bbQbRW13yyuIq4y1E-v1"
        func inventory(_ kinds: String) -> [String] {
            [
                "applyset.kubernetes.io/id=\(id)", "applyset.kubernetes.io/additional-namespaces=",
                "applyset.kubernetes.io/contains-group-kinds=\(kinds)",
                "applyset.kubernetes.io/tooling=kubectl/v1.36.2",
            ]
        }
        #expect(try apply("claim.yaml").status == 0)
        #expect(try annotations(kn8) == inventory("ConfigMap,PersistentVolumeClaim"))
        let member = try Value(json: kn8.run("get", "cm", "one", "-n", "aset", "-o", "json").output)
        #expect(member[path: ["metadata", "labels", "applyset.kubernetes.io/part-of"]] == .string(id))

        let pruned = try apply("one.yaml")
        #expect(pruned.output == "configmap/one unchanged\nconfigmap/two pruned\n")
        #expect(pruned.errors.hasPrefix("Warning: persistentvolumeclaim/claim (aset) is left over and stays"))
        #expect(try annotations(kn8) == inventory("ConfigMap,PersistentVolumeClaim"), "the claim is not forgotten")
        let claimed = try apply("one.yaml", "--prune-allowlist=core/v1/PersistentVolumeClaim")
        #expect(claimed.output == "configmap/one unchanged\npersistentvolumeclaim/claim pruned\n")
        #expect(try annotations(kn8) == inventory("ConfigMap"))

        let tried = try apply("things.yaml", "--dry-run=server")
        #expect(tried.output.contains("configmap/one pruned (server dry run)"))
        #expect(try annotations(kn8) == inventory("ConfigMap"))
        let things = try apply("things.yaml")
        #expect(things.status == 0, "\(things.errors)")
        #expect(try annotations(kn8) == inventory("CustomResourceDefinition.apiextensions.k8s.io,Thing.x.dev"))
        let again = try apply("one.yaml")
        #expect(again.output == "configmap/one created\nthing.x.dev/t pruned\n")
        #expect(
            again.errors.contains("customresourcedefinition.apiextensions.k8s.io/things.x.dev is left over and stays")
        )
    }

    @Test func `events tell programs what happens`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("two.yaml", Self.two + "---\napiVersion: x.dev/v1\nkind: Nope\nmetadata: {name: n}\n")
        let outcome = try kn8.run("apply", "-f", path, "-o", "json-events")
        let events = try outcome.output.split(separator: "\n").map { try Value(json: String($0)) }
        #expect(events.map { $0["event"]?.string } == ["result", "result", "refusal", "summary"])
        #expect(events.first?["change"] == "created" && events.first?["name"] == "one")
        #expect(events[2]["reason"] == "NotFound" && events[2]["file"] == .string(path))
        #expect(events.last == ["event": "summary", "created": 2, "refused": 1])
        #expect(outcome.status == 1)
    }

    @Test func `objects are printed as they are stored, several in a list, and Secrets hidden`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let one = try kn8.file("one.yaml", Self.map("one"))
        let single = try Value(json: try kn8.run("apply", "-f", one, "-o", "json").output)
        #expect(single["kind"] == "ConfigMap" && single[path: ["metadata", "uid"]] != nil)
        let secret = try kn8.file(
            "secret.yaml",
            Self.two + "---\napiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {k: canary-4712}\n"
        )
        let several = try kn8.run("apply", "-f", secret, "-o", "json")
        let list = try Value(json: several.output)
        #expect(list["kind"] == "List" && list["items"]?.array?.count == 3)
        #expect(!several.output.contains("canary-4712") && !several.output.contains("Y2FuYXJ5"))
        let shown = try kn8.run("apply", "-f", secret, "-o", "yaml", "--show-secrets", "--show-managed-fields")
        #expect(shown.output.contains("Y2FuYXJ5LTQ3MTI=") && shown.output.contains("managedFields:"))
    }

    @Test func `wait ends when all is ready, and at once when something cannot become so`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let web = try kn8.file("web.yaml", Transcript.world)
        let ready = try kn8.run("apply", "-f", web, "--wait", "--timeout=5m")
        #expect(ready.status == 0)
        #expect(ready.errors.hasSuffix("all 3 objects are ready\n"), "\(ready.errors)")
        let proxy = try kn8.file(
            "proxy.yaml",
            """
            apiVersion: projectcontour.io/v1
            kind: HTTPProxy
            metadata: {name: p}
            spec: {virtualhost: {fqdn: a.example.com}, routes: [{services: [{name: nowhere, port: 80}]}]}
            """
        )
        let failed = try kn8.run("apply", "-f", proxy, "--wait", "--timeout=5m")
        #expect(failed.status == 1)
        #expect(failed.output == "httpproxy.projectcontour.io/p created\n")
        #expect(failed.errors.hasPrefix("error: httpproxy.projectcontour.io/p (default): "), "\(failed.errors)")
        let held = try kn8.file(
            "claim.yaml",
            """
            apiVersion: x.dev/v1
            kind: Thing
            metadata: {name: t}
            status: {conditions: [{type: Ready, status: "False", reason: Soon}]}
            ---
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: things.x.dev}
            spec:
              group: x.dev
              scope: Namespaced
              names: {plural: things, kind: Thing}
              versions:
                - {name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object,
                   x-kubernetes-preserve-unknown-fields: true}}}
            """
        )
        let late = try kn8.run("apply", "-f", held, "--wait", "--timeout=10ms")
        #expect(late.status == 1)
        #expect(
            late.errors == """
                2 objects: 2 created
                thing.x.dev/t waits: condition Ready is False (Soon)
                error: timed out waiting for the condition on things/t: condition Ready is False (Soon)

                """
        )
    }

    @Test func `force makes anew what cannot be changed`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nimmutable: true\ndata: {k: \"1\"}\n"
        #expect(try kn8.run("apply", "-f", kn8.file("a.yaml", text)).status == 0)
        let changed = try kn8.file("b.yaml", text.replacing("\"1\"", with: "\"2\""))
        #expect(try kn8.run("apply", "-f", changed).status == 1)
        let forced = try kn8.run("apply", "-f", changed, "--force")
        #expect(forced.output == "configmap/a configured\n" && forced.errors.isEmpty)
        let stored = try Value(json: kn8.run("get", "cm", "a", "-o", "json").output)
        #expect(stored[path: ["data", "k"]] == "2")
    }

    @Test func `overwrite=false leaves what others changed`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("web.yaml", Transcript.world)
        _ = try kn8.run("apply", "-f", path)
        _ = try kn8.run("scale", "deploy/web", "--replicas=5")
        let changed = try kn8.file("more.yaml", Transcript.world.replacing("replicas: 3", with: "replicas: 4"))
        let refused = try kn8.run("apply", "-f", changed, "--overwrite=false")
        #expect(refused.status == 1)
        #expect(refused.errors.contains("spec.replicas is not what was applied last, and --overwrite is false"))
        #expect(try kn8.run("apply", "-f", changed).output.contains("deployment.apps/web configured"))
    }
}
