// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// patch, label, annotate, scale, replace and wait, as kubectl words them.
struct ChangeCommandTests {
    private static let nothing = """
        error: You must provide one or more resources by argument or filename.
        Example resource specifications include:
           '-f rsrc.yaml'
           '--filename=rsrc.json'
           '<resource> <name>'
           '<resource>'
        """
    private static let badValue = """
        error: invalid label value: "x=!!": a valid label must be an empty string or consist of alphanumeric \
        characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or \
        'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')
        """

    static let metadata: [Transcript] = [
        Transcript(
            testDescription: "labels come, stay, and go",
            steps: [
                .init("label cm ap x=y", output: "configmap/ap labeled"),
                .init("label cm ap x=y", output: "configmap/ap not labeled"),
                .init("label cm ap x=z", errors: "error: 'x' already has a value (y), and --overwrite is false"),
                .init("label cm ap x=longer --overwrite", output: "configmap/ap labeled"),
                .init("label cm ap x- q=1", output: "configmap/ap unlabeled"),
                .init("label cm ap q-", output: "configmap/ap unlabeled"),
                .init("label cm ap q-", output: "label \"q\" not found.\nconfigmap/ap not labeled"),
            ]
        ),
        Transcript(
            testDescription: "a missing object does not keep the others from their labels",
            steps: [
                .init(
                    "label cm nope ap q=1",
                    output: "configmap/ap labeled",
                    errors: "Error from server (NotFound): configmaps \"nope\" not found"
                ),
                .init("label cm ap --list", output: "q=1"),
                .init(
                    "label cm/ap deploy/web --list",
                    output: "Listing labels for ConfigMap./ap:\n q=1\nListing labels for Deployment.apps/web:"
                ),
                .init("label cm ap --list z=2", output: "q=1\nz=2"),
                .init("label cm ap --list", output: "q=1"),
                .init("label cm -l q=1 r=2 -o name", output: "configmap/ap"),
                .init("label deploy --all r=2 --dry-run=client", output: "deployment.apps/web labeled (dry run)"),
                .init(
                    "label deploy --all r=2 --dry-run=server",
                    output: "deployment.apps/web labeled (server dry run)"
                ),
                .init(
                    "label -f FOLDER/world.yaml t=1",
                    output: "configmap/ap labeled\nsecret/sec labeled\ndeployment.apps/web labeled"
                ),
                .init("get deploy -l r=2", errors: "No resources found in default namespace.", status: 0),
            ]
        ),
        Transcript(
            testDescription: "label's usage",
            manifests: "",
            steps: [
                .init(
                    "label x=y",
                    errors: "error: one or more resources must be specified as <resource> <name> or <resource>/<name>"
                ),
                .init("label cm a", errors: "error: at least one label update is required"),
                .init("label cm x=y", errors: "error: resource(s) were provided, but no name was specified"),
                .init("label cm a x=!!", errors: badValue),
                .init("label cm a x=y=z", errors: "error: invalid label spec: x=y=z"),
                .init("label cm a x=y x-", errors: "error: can not both modify and remove a label in the same command"),
                .init("label cm x=y a", errors: "error: all resources must be specified before label changes: a"),
                .init("label cm --all -l a=b x=y", errors: "error: cannot set --all and --selector at the same time"),
                .init("label cm a --list -o yaml", errors: "error: --list and --output may not be specified together"),
                .init(
                    "label cm a x=y --dry-run=foo",
                    errors: "error: Invalid dry-run value (foo). Must be \"none\", \"server\", or \"client\"."
                ),
                .init("label nope a x=y", errors: "error: the server doesn't have a resource type \"nope\""),
                .init("label cm a --bogus", errors: "error: unknown flag: --bogus\nSee 'kn8 label --help' for usage."),
            ]
        ),
        Transcript(
            testDescription: "annotations, those of Secrets hidden",
            steps: [
                .init("annotate cm/ap secret/sec a=b c=", output: "configmap/ap annotated\nsecret/sec annotated"),
                .init("annotate cm/ap a=b", output: "configmap/ap annotated"),
                .init(
                    "annotate cm/ap a=c",
                    errors:
                        "error: --overwrite is false but found the following declared annotation(s): 'a' already has a value (b)"
                ),
                .init("annotate cm/ap a=c --overwrite nope-", output: "configmap/ap annotated"),
                .init(
                    "annotate cm/ap a- a=1",
                    errors: "error: can not both modify and remove the following annotation(s) in the same command: a"
                ),
                .init("annotate cm/ap", errors: "error: at least one annotation update is required"),
                .init("annotate cm/ap =x a=1", errors: "error: invalid annotation format: =x"),
                .init(
                    "annotate cm --all a=1 --resource-version=1",
                    errors: "error: --resource-version may only be used with a single resource"
                ),
                .init(
                    "annotate cm/ap z=1 --resource-version=1",
                    errors:
                        "Error from server (Conflict): Operation cannot be fulfilled on configmaps \"ap\": the object has been modified; "
                        + "please apply your changes to the latest version and try again"
                ),
            ]
        ),
    ]

    @Test(arguments: metadata)
    func `labels and annotations`(_ transcript: Transcript) throws { try transcript.check() }

    static let patches: [Transcript] = [
        Transcript(
            testDescription: "the three types",
            steps: [
                .init("patch cm ap -p", "{\"data\":{\"q\":\"1\"}}", output: "configmap/ap patched"),
                .init("patch cm ap -p", "{\"data\":{\"q\":\"1\"}}", output: "configmap/ap patched (no change)"),
                .init("patch cm ap --type merge -p", "data: {q: null}", output: "configmap/ap patched"),
                .init(
                    "patch cm/ap --type=json -p",
                    "[{\"op\":\"add\",\"path\":\"/data/z\",\"value\":\"2\"}]",
                    output: "configmap/ap patched"
                ),
                .init(
                    "patch deploy web -p",
                    "{spec: {template: {spec: {containers: [{name: c, image: \"nginx:2\"}]}}}}",
                    errors:
                        "Error from server (BadRequest): invalid character 's' looking for beginning of object key string"
                ),
                .init(
                    "patch deploy web -p",
                    "spec: {template: {spec: {containers: [{name: c, image: \"nginx:2\"}]}}}",
                    output: "deployment.apps/web patched"
                ),
                .init("patch cm ap --patch-file FOLDER/p.yaml -o name --dry-run=client", output: "configmap/ap"),
                .init("patch cm ap --patch-file FOLDER/p.yaml", output: "configmap/ap patched"),
                .init(
                    "patch deploy web --subresource=scale --type=merge -p",
                    "spec: {replicas: 2}",
                    output: "scale.autoscaling/web patched"
                ),
            ]
        ),
        Transcript(
            testDescription: "what is refused",
            steps: [
                .init("patch cm nope -p {}", errors: "Error from server (NotFound): configmaps \"nope\" not found"),
                .init(
                    "patch cm ap -p {bad",
                    errors:
                        "Error from server (BadRequest): invalid character 'b' looking for beginning of object key string"
                ),
                .init(
                    "patch cm ap -p {\"a\":}",
                    errors: "Error from server (BadRequest): invalid character '}' looking for beginning of value"
                ),
                .init(
                    "patch cm ap -p {\"a\":1",
                    errors: "Error from server (BadRequest): unexpected end of JSON input"
                ),
                .init(
                    "patch cm ap --type=json -p",
                    "[{\"op\":\"remove\",\"path\":\"/data/zz\"}]",
                    errors: "The request is invalid: the server rejected our request due to an error in our request"
                ),
                .init(
                    "patch cm ap",
                    errors: "error: must specify --patch or --patch-file containing the contents of the patch"
                ),
                .init(
                    "patch cm ap -p {} --patch-file x",
                    errors: "error: cannot specify --patch and --patch-file together"
                ),
                .init(
                    "patch cm ap --patch-file /nope",
                    errors: "error: unable to read patch file: open /nope: no such file or directory"
                ),
                .init(
                    "patch cm ap -p {} --type=bogus",
                    errors: "error: --type must be one of [json merge strategic], not \"bogus\""
                ),
                .init(
                    "patch cm ap -p {} -o bogus",
                    errors:
                        "error: unable to match a printer suitable for the output format \"bogus\", allowed formats are: "
                        + "go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,name,template,"
                        + "templatefile,yaml"
                ),
                .init(
                    "patch cm ap -p {} -o go-template={{.foo.bar}}{{.kind|printf%20%22%s%22}}",
                    errors:
                        "error: error parsing template {{.foo.bar}}{{.kind|printf%20%22%s%22}}, template: output:1: "
                        + "unexpected \"%\" in command"
                ),
                .init("patch cm ap -p {} -o go-template --template={{println(.kind)}}", output: "ConfigMap"),
                .init(
                    "patch cm ap -p {} --subresource=scale",
                    errors: "Error from server (NotFound): the server could not find the requested resource"
                ),
                .init("patch cm -p {}", errors: "error: resource(s) were provided, but no name was specified"),
                .init("patch -p {}", errors: nothing),
            ]
        ),
    ]

    @Test(arguments: patches)
    func `patches as kubectl words it`(_ transcript: Transcript) throws {
        try transcript.check(files: ["p.yaml": "data:\n  y: \"3\"\n"])
    }

    @Test func `annotations of a Secret are told without its values`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        #expect(try kn8.run("apply", "-f", kn8.file("world.yaml", Transcript.world)).status == 0)
        let copy = "kubectl.kubernetes.io/last-applied-configuration"
        let list = try kn8.run("annotate", "secret/sec", "--list").output
        let clash = try kn8.run("annotate", "secret/sec", "\(copy)=x").errors
        #expect(list.hasPrefix("\(copy)={\"apiVersion\":\"v1\","))
        #expect(clash.contains("'\(copy)' already has a value ({\"apiVersion\":\"v1\","))
        for text in [list, clash] {
            #expect(text.contains(":\"secret(sha256:"))
            #expect(!text.contains("canary"))
        }
    }

    @Test func `a patched Secret is printed without its values`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        #expect(try kn8.run("apply", "-f", kn8.file("world.yaml", Transcript.world)).status == 0)
        for command in [
            ["patch", "secret", "sec", "-p", "stringData: {q: canary-10}"], ["label", "secret", "sec", "a=b"],
        ] {
            for format in ["yaml", "json"] {
                let outcome = try kn8.run(command + ["-o", format, "--dry-run=server"])
                #expect(outcome.status == 0)
                #expect(outcome.output.contains("secret(sha256:"))
                for value in ["canary", "Y2FuYXJ5"] { #expect(!(outcome.output + outcome.errors).contains(value)) }
            }
        }
        let broken = try kn8.run("patch", "secret", "sec", "-p", "stringData: [canary-10")
        #expect(broken.status == 1)
        #expect(broken.errors.hasPrefix("error: unable to parse the patch: yaml: "))
        #expect(!broken.errors.contains("canary"))
    }

    static let scaling: [Transcript] = [
        Transcript(
            testDescription: "scale",
            steps: [
                .init("scale deploy/web --replicas=4", output: "deployment.apps/web scaled"),
                .init("scale deploy web --replicas=4 -o name", output: "deployment.apps/web"),
                .init(
                    "wait --for=jsonpath={.status.readyReplicas}=4 deploy/web",
                    output: "deployment.apps/web condition met"
                ),
                .init(
                    "scale deploy web --replicas=5 --current-replicas=9",
                    errors: "error: Expected replicas to be 9, was 4"
                ),
                .init(
                    "scale deploy web --replicas=5 --current-replicas=4 --dry-run=server",
                    output: "deployment.apps/web scaled (server dry run)"
                ),
                .init(
                    "scale deploy web nope --replicas=0 --dry-run=client",
                    output: "deployment.apps/web scaled (dry run)",
                    errors: "Error from server (NotFound): deployments.apps \"nope\" not found"
                ),
                .init(
                    "scale cm ap --replicas=1",
                    errors: "Error from server (NotFound): the server could not find the requested resource"
                ),
                .init("scale deploy/web", errors: "error: required flag(s) \"replicas\" not set"),
                .init(
                    "scale deploy/web --replicas=-1",
                    errors: "error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0"
                ),
                .init("scale --replicas=1", errors: nothing),
                .init("get deploy web -o name", output: "deployment.apps/web"),
            ]
        ),
        Transcript(
            testDescription: "replace",
            steps: [
                .init("replace -f FOLDER/ap.yaml --dry-run=server", output: "configmap/ap replaced (server dry run)"),
                .init("replace -f FOLDER/ap.yaml", output: "configmap/ap replaced"),
                .init(
                    "replace --force -f FOLDER/ap.yaml",
                    output: "configmap \"ap\" deleted from default namespace\nconfigmap/ap replaced"
                ),
                .init("wait --for=jsonpath={.data.a}=5 cm/ap -o name", output: "configmap/ap"),
                .init(
                    "replace -f -",
                    errors: "Error from server (NotFound): error when replacing \"STDIN\": configmaps \"zz\" not found",
                    input: "{apiVersion: v1, kind: ConfigMap, metadata: {name: zz}}"
                ),
                .init("replace -f -", errors: "error: no objects passed to replace"),
                .init("replace", errors: "error: must specify one of -f and -k", status: 2),
                .init(
                    "replace -f FOLDER/ap.yaml --force --dry-run=client",
                    errors: "error: --dry-run can not be used when --force is set"
                ),
                .init(
                    "replace -f FOLDER/ap.yaml --force --cascade=bogus",
                    errors:
                        "error: invalid cascade value (bogus). Must be \"background\", \"foreground\", or \"orphan\""
                ),
            ]
        ),
    ]

    @Test(arguments: scaling)
    func `scaling as kubectl words it`(_ transcript: Transcript) throws {
        try transcript.check(files: [
            "ap.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ap}\ndata: {a: \"5\"}\n"
        ])
    }

    static let waiting: [Transcript] = [
        Transcript(
            testDescription: "states that are there",
            steps: [
                .init("wait --for=delete cm/nope --timeout=2s"),
                .init("wait --for=condition=Available deploy/web", output: "deployment.apps/web condition met"),
                .init(
                    "wait --for=condition=available=TRUE --for=jsonpath={.spec.replicas}=3 deploy/web",
                    output: "deployment.apps/web condition met"
                ),
                .init("wait --for=jsonpath={.data} cm --all", output: "configmap/ap condition met"),
                .init(
                    "wait --for=create cm/ap secret/sec",
                    output: "configmap/ap condition met\nsecret/sec condition met"
                ),
                .init(
                    "wait",
                    "--for=jsonpath={.status.conditions[?(@.type==\"Available\")].status}=True",
                    "deploy/web",
                    output: "deployment.apps/web condition met"
                ),
            ]
        ),
        Transcript(
            testDescription: "states that are not",
            steps: [
                .init(
                    "wait --for=condition=Available=false deploy/web --timeout=1s",
                    errors: "error: timed out waiting for the condition on deployments/web"
                ),
                .init(
                    "wait --for=delete cm/ap --timeout=0",
                    errors: "error: timed out waiting for the condition on configmaps/ap"
                ),
                .init(
                    "wait --for=create cm/later --timeout=300ms",
                    errors: "error: timed out waiting for the condition"
                ),
                .init(
                    "wait --for=condition=x cm/nope",
                    errors: "Error from server (NotFound): configmaps \"nope\" not found"
                ),
                .init("wait --for=condition=x cm -l a=nope", errors: "error: no matching resources found"),
                .init(
                    "wait --for=jsonpath={.data}=x cm/ap",
                    errors: "error: jsonpath leads to a nested object or list which is not supported"
                ),
                .init("wait cm/ap", errors: "error: unrecognized condition: []"),
                .init("wait --for=bogus cm/ap", errors: "error: unrecognized condition: \"bogus\""),
                .init("wait --for=jsonpath= cm/ap", errors: "error: jsonpath expression cannot be empty"),
                .init(
                    "wait --for=jsonpath={.a cm/ap",
                    errors:
                        "error: unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'"
                ),
                .init("wait --for=delete", errors: nothing),
            ]
        ),
        Transcript(
            testDescription: "a failed Job ends the wait at once",
            manifests: "",
            steps: [
                .init("apply -f -", output: "job.batch/j created", input: ChangeCommandTests.job),
                .init(
                    "patch job j --subresource=status --type=merge -p",
                    "status: {conditions: [{type: Failed, status: \"True\", reason: BackoffLimitExceeded, message: Job has reached the specified backoff limit}]}",
                    output: "job.batch/j patched"
                ),
                .init(
                    "wait --for=condition=Complete job/j --timeout=9m",
                    errors:
                        "error: jobs/j: condition Failed is True (BackoffLimitExceeded: Job has reached the specified backoff limit)"
                ),
            ]
        ),
    ]

    private static let job = """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: j}
        spec:
          suspend: true
          template: {spec: {restartPolicy: Never, containers: [{name: c, image: x}]}}
        """

    @Test(arguments: waiting)
    func `waiting as kubectl words it`(_ transcript: Transcript) throws { try transcript.check() }

    @Test func `wait sees what another kn8 does`() async throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("world.yaml", Transcript.world)
        async let waited = Task.detached { try kn8.run("wait", "--for=create", "cm/late", "--timeout=60s") }.value
        try await Task.sleep(for: .seconds(1))
        let other = try Kn8Process()
        defer { other.cleanUp() }
        let state = ["KN8_STATE": kn8.folder.appending(path: "state.db").path]
        #expect(try other.run(["apply", "-f", path], environment: state).status == 0)
        let late = "{apiVersion: v1, kind: ConfigMap, metadata: {name: late}}"
        #expect(try other.run(["apply", "-f", "-"], input: late, environment: state).status == 0)
        let outcome = try await waited
        #expect(outcome.status == 0)
        #expect(outcome.output == "configmap/late condition met\n")
    }
}
