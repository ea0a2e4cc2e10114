// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// From an empty cluster to a running application, as a user of oc walks it; on a template of our own.
struct ApplicationTests {
    static let template = "manifests/examples/openshift/bookshop-template.yaml"

    private func shop(_ kn8: Kn8Process) throws {
        let outcome = try kn8.run("new-project", "books", "--display-name=The books")
        #expect(outcome.output.hasPrefix("Now using project \"books\" on server \"local\".\n"))
        #expect(outcome.errors.isEmpty)
    }

    @Test func `63 the template is told of, created, and rolled out`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        try shop(kn8)
        let outcome = try kn8.run(
            "new-app",
            "-f",
            Self.template,
            "--param",
            "HOST=books.example.com",
            "--no-hide-secrets"
        )
        #expect(outcome.errors.isEmpty)
        #expect(outcome.status == 0)
        let shown = outcome.output.replacing(/[a-yA-Y0-8]{12}( # generated|\n)/) { "SECRET\($0.output.1)" }
        #expect(
            shown == """
                --> Deploying template "books/bookshop" for "\(Self.template)" to project books

                     Bookshop
                     ---------
                     A shop for books, with a database that forgets nothing

                     Visit https://books.example.com
                     The manager is ada with the password SECRET

                     * With parameters:
                        * NAME=bookshop
                        * Host name=books.example.com
                        * REPLICAS=2
                        * MANAGER=ada
                        * Manager password=SECRET # generated
                        * STORAGE_CLASS=null
                        * CAMPAIGN=

                --> Creating resources ...
                    imagestream.image.openshift.io "shop" created
                    deploymentconfig.apps.openshift.io "shop" created
                    service "shop" created
                    route.route.openshift.io "shop" created
                    secret "shop" created
                    deploymentconfig.apps.openshift.io "books" created
                    persistentvolumeclaim "books" created
                    service "books" created
                --> Success
                    Access your application via route 'books.example.com'
                    Run 'kn8 status' to view your app.

                """
        )
        let pods = try kn8.run("get", "pods", "--no-headers").output.split(separator: "\n")
        #expect(pods.count == 3)
        #expect(pods.allSatisfy { $0.contains("1/1") && $0.contains("Running") })
        #expect(
            try kn8.run("get", "dc").output == """
                NAME    REVISION   DESIRED   CURRENT   TRIGGERED BY
                books   1          1         1         config
                shop    1          2         2         config,image(shop:latest)

                """
        )
        let status = try kn8.run("status").output.replacing(/(less than a|\d+) seconds?/) { _ in "AGE" }
            .replacing(/10(\.\d+){3}/) { _ in "IP" }
        #expect(
            status == """
                In project The books (books) on server local

                svc/books - IP:5432
                  dc/books deploys registry.example.com/books/database:14\u{20}
                    deployment #1 deployed AGE ago - 1 pod

                https://books.example.com (redirects) to pod port http (svc/shop)
                  dc/shop deploys istag/shop:latest\u{20}
                    deployment #1 deployed AGE ago - 2 pods

                View details with 'kn8 describe <resource>/<name>' or list resources with 'kn8 get all'.

                """
        )
    }

    @Test func `64 a second run changes nothing and fails`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        try shop(kn8)
        let arguments = ["new-app", "-f", Self.template, "-p", "HOST=h.io"]
        #expect(try kn8.run(arguments).status == 0)
        let again = try kn8.run(arguments)
        #expect(again.status == 1)
        #expect(again.output.hasSuffix("--> Creating resources ...\n--> Failed\n"))
        let errors = again.errors.split(separator: "\n")
        #expect(errors.count == 8)
        #expect(errors.first == "    error: imagestreams.image.openshift.io \"shop\" already exists")
    }

    @Test func `secrets are hidden from a pipe unless asked for`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let arguments = ["new-app", "-f", Self.template, "-p", "HOST=h.io", "--dry-run"]
        let hidden = try kn8.run(arguments).output
        #expect(hidden.contains("* Manager password=****** # generated"))
        #expect(hidden.contains("with the password ******\n"))
        #expect(hidden.contains("* MANAGER=ada\n"))
        #expect(try !kn8.run(arguments + ["--no-hide-secrets"]).output.contains("******"))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let arguments: [String]
        let errors: String
        var testDescription: String { label }
        init(_ label: String, _ arguments: [String], _ errors: String) {
            self.label = label
            self.arguments = arguments
            self.errors = errors
        }
    }

    static let hint = "\n\nSee 'kn8 new-app -h' for examples.\n"
    static let rows = [
        Row(
            "65 a missing parameter",
            ["-f", template],
            "error: error processing template \"default/bookshop\": Template.template.openshift.io \"bookshop\" is "
                + "invalid: template.parameters[1]: Required value: template.parameters[1]: parameter HOST is required "
                + "and must be specified\n  at \(template):20:3\n"
        ),
        Row("35 an unknown parameter", ["-f", template, "-p", "BAD=1"], "error: unexpected parameter name \"BAD\"\n"),
        Row(
            "a missing file",
            ["-f", "nofile.yml"],
            "error: unable to locate any template files with name \"nofile.yml\"" + hint
        ),
        Row(
            "no template",
            ["-f", "manifests/examples/00-namespaces.yaml"],
            "error: object in \"manifests/examples/00-namespaces.yaml\" is not a template\nerror: unable to locate any "
                + "template files with name \"manifests/examples/00-namespaces.yaml\"" + hint
        ),
        Row(
            "another namespace",
            ["-f", "manifests/examples/openshift/greeter-template.yaml"],
            "error: unable to load template file \"manifests/examples/openshift/greeter-template.yaml\": the namespace "
                + "from the provided object \"shop\" does not match the namespace \"default\". You must pass "
                + "'--namespace=shop' to perform this operation.\nerror: unable to locate any template files with name "
                + "\"manifests/examples/openshift/greeter-template.yaml\"" + hint
        ),
        Row(
            "a bad name",
            ["-f", template, "-p", "HOST=h", "--name", "Bad_Name"],
            "error: invalid name: Bad_Name. Must be an a lower case alphanumeric (a-z, and 0-9) string with a maximum "
                + "length of 58 characters, where the first character is a letter (a-z), and the '-' character is "
                + "allowed anywhere except the first or last character.\n"
        ),
        Row(
            "nothing",
            [],
            "error: You must specify one or more images, image streams, templates, or source code locations to create "
                + "an application.\nSee 'kn8 new-app -h' for examples.\n"
        ),
    ]

    @Test(arguments: rows)
    func complains(_ row: Row) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let outcome = try kn8.run(["new-app"] + row.arguments)
        #expect(outcome.errors == row.errors)
        #expect(outcome.status == 1)
        #expect(try kn8.run("get", "is,dc,routes").output.isEmpty)
    }

    @Test func `66 to 68 a dry run, names, labels`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let arguments = ["new-app", "-f", Self.template, "-p", "HOST=h.io"]
        let dry = try kn8.run(arguments + ["--dry-run"]).output
        #expect(dry.hasSuffix("    service \"books\" created (dry run)\n--> Success (dry run)\n"))
        #expect(try kn8.run("get", "dc").output.isEmpty)
        let list = try Value(json: try kn8.run(arguments + ["-o", "json"]).output)
        #expect(list["items"]?.array?.count == 8)
        #expect(
            list["items"]?[1]?[path: ["spec", "template", "metadata", "annotations", "openshift.io/generated-by"]]
                == "OpenShiftNewApp"
        )
        #expect(try kn8.run("get", "dc").output.isEmpty)
        let labelled = try kn8.run(arguments + ["-l", "c=d,a=b"]).output
        #expect(labelled.contains("--> Creating resources with label a=b,c=d ...\n"))
        _ = try kn8.run("new-project", "second")
        let names = try kn8.run(arguments + ["-o", "name"])
        #expect(
            names.output.hasPrefix("imagestream.image.openshift.io/shop\ndeploymentconfig.apps.openshift.io/shop\n")
        )
        #expect(names.output.split(separator: "\n").count == 8)
    }

    static let small = """
        apiVersion: template.openshift.io/v1
        kind: Template
        metadata: {name: small}
        parameters:
        - {name: REPLICAS, value: "1"}
        objects:
        - apiVersion: v1
          kind: Service
          metadata: {name: web}
          spec:
            ports: [{port: 80}]
        - apiVersion: apps.openshift.io/v1
          kind: DeploymentConfig
          metadata: {name: web}
          spec:
            replicas: ${{REPLICAS}}
            selector: {run: web}
            template:
              metadata: {labels: {run: web}}
              spec:
                containers: [{name: web, image: "web:1"}]
        """

    @Test func `69, 70 a service without a route, and the implied labels`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("small.yml", Self.small)
        let outcome = try kn8.run("new-app", "-f", path, "-e", "COLOUR=blue")
        #expect(
            outcome.output.hasSuffix(
                """
                --> Success
                    Application is not exposed. You can expose services to the outside world by executing one or more of \
                the commands below:
                     'kn8 expose service/web'\u{20}
                    Run 'kn8 status' to view your app.

                """
            )
        )
        let service = try Value(json: try kn8.run("get", "svc", "web", "-o", "json").output)
        #expect(
            service[path: ["metadata", "labels"]]
                == ["app": "small", "app.kubernetes.io/component": "small", "app.kubernetes.io/instance": "small"]
        )
        #expect(service[path: ["metadata", "annotations", "openshift.io/generated-by"]] == "OpenShiftNewApp")
        let config = try Value(json: try kn8.run("get", "dc", "web", "-o", "json").output)
        #expect(
            config[path: ["spec", "template", "spec", "containers"]]?[0]?["env"]
                == [["name": "COLOUR", "value": "blue"]]
        )
        #expect(try kn8.run("expose", "service/web").output == "route.route.openshift.io/web exposed\n")
        #expect(
            try kn8.run("get", "route", "web", "-o", "json").output
                .contains("web-default.router.default.svc.cluster.local")
        )
    }

    @Test func `a value that cannot stand where it is put is refused before anything is created`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("small.yml", Self.small)
        let outcome = try kn8.run("new-app", "-f", path, "-p", "REPLICAS=two")
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.hasPrefix("error: parameter REPLICAS does not fit DeploymentConfig web, spec.replicas: ")
        )
        #expect(outcome.errors.hasSuffix("\n  at \(path):16:15\n  at \(path):5:3\n"), "\(outcome.errors)")
        #expect(!outcome.output.contains(" created"))
        #expect(try kn8.run("get", "svc", "web").status == 1)
    }

    @Test func `a refused object has the template's line and the parameter's`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let text = Self.small.replacing(
            "metadata: {name: web}\n  spec:\n    ports",
            with: "metadata: {name: \"W${REPLICAS}\"}\n  spec:\n    ports"
        )
        let path = try kn8.file("small.yml", text)
        let outcome = try kn8.run("new-app", "-f", path)
        #expect(outcome.status == 1)
        #expect(
            outcome.output.hasSuffix("    deploymentconfig.apps.openshift.io \"web\" created\n--> Failed\n"),
            "\(outcome.output)"
        )
        #expect(outcome.errors.hasPrefix("    error: Service \"W1\" is invalid: metadata.name: "), "\(outcome.errors)")
        #expect(outcome.errors.contains("  at \(path):9:20\n"), "\(outcome.errors)")
        #expect(outcome.errors.contains("  parameter REPLICAS at \(path):5:3\n"), "\(outcome.errors)")
    }

    @Test func `validate judges templates`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("small.yml", Self.small.replacing("value: \"1\"", with: "value: two"))
        let outcome = try kn8.run("validate", "-f", path, "-o", "json")
        #expect(outcome.status == 1)
        let findings = try #require(try Value(json: outcome.output)["findings"]?.array)
        let error = findings.first { $0["severity"] == "error" }
        #expect(error?["line"] == 5)
        #expect(
            error?["message"]?.string?.hasPrefix(
                "parameter REPLICAS, used on line 16, makes DeploymentConfig web invalid: "
            ) == true
        )
        #expect(try kn8.run("validate", "--strict", "-f", Self.template).status == 0)
    }

    @Test func `74 to 76 rollouts begin by hand and by change`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file(
            "small.yml",
            Self.small.replacing("    replicas:", with: "    triggers: []\n    replicas:")
        )
        _ = try kn8.run("new-app", "-f", path)
        #expect(try kn8.run("get", "rc").output.isEmpty)
        #expect(try kn8.run("status").output.contains("dc/web deploys docker.io/library/web:1 (manual)"))
        let first = try kn8.run("rollout", "latest", "dc/web")
        #expect(first.output == "deploymentconfig.apps.openshift.io/web rolled out\n", "\(first.errors)")
        _ = try kn8.run("rollout", "latest", "dc", "web")
        let status = try kn8.run("rollout", "status", "dc/web")
        #expect(status.output == "replication controller \"web-2\" successfully rolled out\n")
        #expect(
            try kn8.run("rollout", "history", "dc/web").output == """
                deploymentconfig.apps.openshift.io/web\u{20}
                REVISION\tSTATUS\t\tCAUSE
                1\t\tComplete\tmanual change
                2\t\tComplete\tmanual change


                """
        )
    }

    @Test func `a rollback takes the older Pods and switches image triggers off`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        _ = try kn8.run("new-app", "-f", Self.template, "-p", "HOST=h.io", "-p", "CAMPAIGN=one")
        _ = try kn8.run("rollout", "latest", "dc/shop")
        let outcome = try kn8.run("rollback", "shop")
        #expect(outcome.output == "deploymentconfig.apps.openshift.io/shop deployment #3 rolled back to shop-1\n")
        #expect(
            outcome.errors == """
                Warning: the following images triggers were disabled: shop:latest
                  You can re-enable them with: kn8 set triggers dc/shop --auto

                """
        )
        #expect(try kn8.run("get", "dc", "shop", "--no-headers").output.split(separator: " ").last == "config\n")
        #expect(
            try kn8.run("set", "triggers", "dc/shop", "--auto").output
                == "deploymentconfig.apps.openshift.io/shop triggers updated\n"
        )
        #expect(try kn8.run("get", "dc", "shop").output.contains("config,image(shop:latest)"))
        #expect(try kn8.run("rollback", "books").errors == "error: couldn't find deployment for rollback\n")
    }

    @Test func `77 names that are no project's`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        #expect(
            try kn8.run("new-project", "kube-x").errors
                == "Error from server (Forbidden): project.project.openshift.io \"kube-x\" is forbidden: cannot request "
                + "a project starting with \"kube-\"\n"
        )
        #expect(
            try kn8.run("new-project", "a").errors
                == "The ProjectRequest \"a\" is invalid: metadata.name: Invalid value: \"a\": must be at least 2 "
                + "characters long\n"
        )
        #expect(try kn8.run("new-project").errors == "error: must have exactly one argument\n")
        try shop(kn8)
        #expect(
            try kn8.run("new-project", "books").errors
                == "Error from server (AlreadyExists): project.project.openshift.io \"books\" already exists\n"
        )
    }

    @Test func `78 an empty project, and one that holds a Deployment alone`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let nothing =
            "You have no services, deployment configs, or build configs.\nRun 'kn8 new-app' to create an application.\n"
        #expect(try kn8.run("status").output == "In project default on server local\n\n" + nothing)
        let path = try kn8.file(
            "web.yaml",
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              selector: {matchLabels: {a: b}}
              template:
                metadata: {labels: {a: b}}
                spec: {containers: [{name: web, image: web, livenessProbe: {tcpSocket: {port: 80}}}]}
            """
        )
        _ = try kn8.run("apply", "-f", path)
        let text = try kn8.run("status").output
        #expect(text.contains("\ndeployment/web deploys docker.io/library/web:latest\n  deployment #1 running for "))
        #expect(text.hasSuffix("\n\n" + nothing))
    }

    @Test func `projects are listed, chosen and deleted`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        try shop(kn8)
        #expect(try kn8.run("project", "-q").output == "books\n")
        #expect(try kn8.run("projects").output.contains("\n  * books - The books\n    default\n"))
        #expect(try kn8.run("project", "books").output == "Already on project \"books\" on server \"local\".\n")
        #expect(try kn8.run("project", "default").output == "Now using project \"default\" on server \"local\".\n")
        #expect(
            try kn8.run("project", "nope").errors
                .hasPrefix(
                    "error: A project named \"nope\" does not exist on \"local\".\nYour projects are:\n* The books (books)\n"
                )
        )
        #expect(try kn8.run("get", "projects").output.contains("books             The books      Active\n"))
        let accounts = try kn8.run("get", "sa", "-n", "books", "-o", "name").output
        #expect(accounts == "serviceaccount/builder\nserviceaccount/default\nserviceaccount/deployer\n")
        #expect(try kn8.run("delete", "project", "books").output == "project.project.openshift.io \"books\" deleted\n")
        #expect(try kn8.run("get", "ns", "books").status == 1)
    }

    @Test func `the registry's secret is as kubectl makes it`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let outcome = try kn8.run(
            "create",
            "secret",
            "docker-registry",
            "pull",
            "--docker-server=registry.redhat.io",
            "--docker-username=u",
            "--docker-password=p"
        )
        #expect(outcome.output == "secret/pull created\n", "\(outcome.errors)")
        let secret = try Value(json: try kn8.run("get", "secret", "pull", "-o", "json", "--show-secrets").output)
        let data = try #require(secret[path: ["data", ".dockerconfigjson"]]?.string)
        let text = String(decoding: try #require(Data(base64Encoded: data)), as: UTF8.self)
        #expect(text == #"{"auths":{"registry.redhat.io":{"username":"u","password":"p","auth":"dTpw"}}}"#)
        #expect(secret["type"] == "kubernetes.io/dockerconfigjson")
    }
}
