// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

/// Worked cases of `openshift-templates.md` that take a whole command, and what a first-time user runs into.
struct WorkedCasesTests {
    private static let head = "apiVersion: template.openshift.io/v1\nkind: Template\nmetadata: {name: t}\n"

    private func object(_ outcome: Kn8Process.Outcome) throws -> Value {
        try #require(try Value(json: outcome.output)["items"]?[0])
    }

    @Test func `26 labels of the command line beat those of the template, which beat those of the object`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file(
            "t.yml",
            Self.head + """
                labels: {app: t}
                objects:
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: c, labels: {app: o, tier: x}}}
                """
        )
        let plain = try object(try kn8.run("process", "-f", path))
        #expect(plain[path: ["metadata", "labels"]] == ["app": "t", "tier": "x"])
        let labelled = try object(try kn8.run("process", "-f", path, "-l", "app=c"))
        #expect(labelled[path: ["metadata", "labels"]] == ["app": "c", "tier": "x"])
    }

    @Test func `44 a name that is none passes here, and not where a server processes`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file(
            "t.yml",
            Self.head + """
                parameters: [{name: A-B, value: x}]
                objects:
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: c}, data: {v: "${A-B}"}}
                """
        )
        #expect(try object(try kn8.run("process", "-f", path))[path: ["data", "v"]] == "${A-B}")
        let refused = try kn8.run("new-app", "-f", path)
        #expect(refused.status == 1)
        #expect(
            refused.errors.hasPrefix(
                "error: error processing template \"default/t\": Template.template.openshift.io \"t\" is invalid: "
                    + "parameters[0].name: Invalid value: \"A-B\": does not match ^[a-zA-Z0-9_]+$\n"
            )
        )
        #expect(refused.output.isEmpty)
    }

    @Test func `72 null takes the field away, a name stays`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file(
            "t.yml",
            Self.head + """
                parameters: [{name: RWX_STORAGE_CLASS, value: "null"}]
                objects:
                - apiVersion: v1
                  kind: PersistentVolumeClaim
                  metadata: {name: system-storage}
                  spec:
                    storageClassName: ${{RWX_STORAGE_CLASS}}
                    accessModes: [ReadWriteMany]
                    resources: {requests: {storage: 100Mi}}
                """
        )
        let standard = try object(try kn8.run("process", "-f", path))
        #expect(standard["spec"]?["storageClassName"] == nil)
        #expect(standard["spec"]?["accessModes"] != nil)
        let named = try object(try kn8.run("process", "-f", path, "-p", "RWX_STORAGE_CLASS=nfs"))
        #expect(named["spec"]?["storageClassName"] == "nfs")
    }

    private static let typed =
        head + """
            parameters: [{name: REPLICAS, value: "1"}]
            objects:
            - apiVersion: apps/v1
              kind: Deployment
              metadata: {name: web}
              spec:
                replicas: ${{REPLICAS}}
                selector: {matchLabels: {a: b}}
                template:
                  metadata: {labels: {a: b}}
                  spec: {containers: [{name: web, image: "web:1"}]}
            """

    @Test func `a value of the wrong type stops everything before a word is said`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file("t.yml", Self.typed)
        for more in [[], ["--dry-run"], ["-o", "name"]] {
            let outcome = try kn8.run(["new-app", "-f", path, "-p", "REPLICAS=two"] + more)
            #expect(outcome.status == 1)
            #expect(outcome.output.isEmpty)
            let lines = outcome.errors.split(separator: "\n")
            #expect(
                lines.first?.hasPrefix("error: parameter REPLICAS does not fit Deployment web, spec.replicas: ") == true
            )
            #expect(lines.dropFirst() == ["  at \(path):10:15", "  at \(path):4:14"])
        }
        #expect(try kn8.run("get", "deployments").output.isEmpty)
    }

    @Test func `validate judges the objects of a template against each other`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file(
            "t.yml",
            Self.head + """
                parameters: [{name: HOST, value: h.io}, {name: OTHER}]
                objects:
                - {apiVersion: route.openshift.io/v1, kind: Route, metadata: {name: a}, spec: {host: "${HOST}", to: {name: s}}}
                - {apiVersion: route.openshift.io/v1, kind: Route, metadata: {name: b}, spec: {host: h.io, to: {name: s}}}
                - {apiVersion: route.openshift.io/v1, kind: Route, metadata: {name: c}, spec: {host: "${OTHER}", to: {name: s}}}
                """
        )
        let outcome = try kn8.run("validate", "-f", path)
        #expect(outcome.output.contains("openshift/route-clash"), "\(outcome.output)")
        #expect(outcome.output.components(separatedBy: "openshift/route-clash").count == 2)
        #expect(outcome.output.contains("\(path):7:"))
    }

    @Test func `what is no template is told apart`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let empty = try kn8.file("empty.yml", "")
        let folder = kn8.folder.path
        let process = "error: failed to read input object (not a Template?): "
        #expect(try kn8.run("process", "-f", empty).errors == process + "no objects passed to process\n")
        #expect(try kn8.run("process", "-f", folder).errors == process + "\"\(folder)\" is a folder, not a template\n")
        let address = "https://example.com/t.yml"
        let offline = "kn8 contacts no network: fetch \"\(address)\" first, and name the file\n"
        #expect(try kn8.run("process", "-f", address).errors == process + offline)
        #expect(
            try kn8.run("new-app", "-f", address).errors
                == "error: unable to load template file \"\(address)\": \(offline)"
        )
        #expect(
            try kn8.run("new-app", "-f", empty).errors
                == "error: unable to load template file \"\(empty)\": no objects passed to process\n"
        )
        let none = try kn8.file("none.yml", Self.head)
        #expect(try kn8.run("new-app", "-f", none).output.hasSuffix("\n--> Creating resources ...\n--> Success\n"))
        #expect(
            try kn8.run("process", "-f", none, "-o", "go-template={{.kind}}").output == "List"
        )
        let named = try kn8.file("typed.yml", Self.typed)
        let path = "jsonpath={.items[*].metadata.name}"
        #expect(try kn8.run("process", "-f", named, "-o", path).output == "web")
        #expect(try kn8.run("process", "-f", named, "--raw", "-o", "jsonpath={.kind}").output == "Deployment")
        #expect(
            try kn8.run("process", "-f", named, "-o", "jsonpath-as-json={.items[*].kind}").output
                == "[\n    \"Deployment\"\n]\n"
        )
    }

    @Test func `login remembers who works, and projects say so`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let login = try kn8.run("login", "-u", "system:admin")
        #expect(
            login.output.hasPrefix("Logged into \"local\" as \"system:admin\" using existing credentials.\n\nYou have ")
        )
        #expect(try kn8.run("whoami").output == "system:admin\n")
        _ = try kn8.run("new-project", "books")
        let project = try kn8.run("get", "project", "books", "-o", "json")
        #expect(
            try Value(json: project.output)[path: ["metadata", "annotations", "openshift.io/requester"]]
                == "system:admin"
        )
        #expect(try kn8.run("login", "-u", "a\nb").status == 1)
        #expect(try kn8.run("login").output.hasPrefix("Logged into \"local\" as \"system:admin\" "))
    }

    @Test func `status of builds, and of all projects`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file(
            "t.yml",
            Self.head + """
                objects:
                - {apiVersion: image.openshift.io/v1, kind: ImageStream, metadata: {name: web}}
                - apiVersion: build.openshift.io/v1
                  kind: BuildConfig
                  metadata: {name: web}
                  spec:
                    source: {git: {uri: "https://example.com/web.git", ref: main}}
                    strategy: {sourceStrategy: {from: {kind: ImageStreamTag, name: "ruby:2.5", namespace: openshift}}}
                    output: {to: {kind: ImageStreamTag, name: "web:latest"}}
                - apiVersion: build.openshift.io/v1
                  kind: BuildConfig
                  metadata: {name: lone}
                  spec:
                    source: {dockerfile: FROM x}
                    strategy: {dockerStrategy: {from: {kind: DockerImage, name: centos}}}
                    output: {to: {kind: DockerImage, name: "quay.io/a/b:1"}}
                - apiVersion: apps.openshift.io/v1
                  kind: DeploymentConfig
                  metadata: {name: web}
                  spec:
                    replicas: 1
                    selector: {app: web}
                    triggers:
                    - type: ImageChange
                      imageChangeParams:
                        {automatic: true, containerNames: [web], from: {kind: ImageStreamTag, name: "web:latest"}}
                    template:
                      metadata: {labels: {app: web}}
                      spec: {containers: [{name: web, image: " "}]}
                """
        )
        #expect(try kn8.run("new-app", "-f", path).status == 0)
        let body = """
             deploys istag/web:latest <- bc/web source builds https://example.com/web.git#main on openshift/ruby:2.5\u{20}
                not built yet
              deployment #1 waiting on image

            bc/lone docker builds Dockerfile on docker.io/library/centos:latest
              -> quay.io/a/b:1
              not built yet


            1 warning, 2 infos identified, use 'kn8 status --suggest' to see details.

            """
        #expect(try kn8.run("status").output == "In project default on server local\n\ndc/web" + body)
        #expect(try kn8.run("status", "-A").output == "Showing all projects on server local\n\ndc/web[default]" + body)
        let hints = try kn8.run("status", "-A", "--suggest").output
        #expect(
            hints.contains("The image trigger for dc/web[default] will have no effect until istag/web:latest[default]")
        )
    }
}
