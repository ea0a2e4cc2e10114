// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// `explain`, `api-versions` and `api-resources` as child processes.
struct ExplainTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String { arguments.joined(separator: " ") }
        var arguments: [String]
        var output: String
        var errors: String

        init(_ arguments: String..., output: String = "", errors: String) {
            self.arguments = arguments
            self.output = output
            self.errors = errors
        }
    }

    @Test(arguments: [
        Row(
            "explain",
            "pods.nope",
            output: "KIND:       Pod\nVERSION:    v1\n\n",
            errors: "error: field \"nope\" does not exist\n"
        ),
        Row(
            "explain",
            "deploy.spec.replicsa",
            output: "GROUP:      apps\nKIND:       Deployment\nVERSION:    v1\n\n",
            errors: "error: field \"replicsa\" does not exist (did you mean 'replicas'?)\n"
        ),
        Row("explain", "foo", errors: "error: the server doesn't have a resource type \"foo\"\n"),
        Row(
            "explain",
            "deploymnet.spec",
            errors: "error: the server doesn't have a resource type \"deploymnet\" (did you mean 'deployment'?)\n"
        ),
        Row(
            "explain",
            "deploy",
            "--api-version=apps/v2",
            errors: "error: couldn't find resource for \"apps/v2, Resource=deployments\"\n"
        ),
        Row("explain", "pod", "--api-version=x/y/z", errors: "error: unexpected GroupVersion string: x/y/z\n"),
        Row("explain", "pod", "-o", "foo", errors: "error: unrecognized format: foo\n"),
        Row("explain", "pod", "pod", errors: "error: We accept only this format: explain RESOURCE\n"),
        Row(
            "explain",
            errors: "error: You must specify the type of resource to explain. Use \"kn8 api-resources\" for a complete "
                + "list of supported resources.\n"
        ),
        Row("explain", ".pods", errors: "error: invalid jsonpath syntax, first node must be field node\n"),
        Row("api-resources", "--sort-by=foo", errors: "error: --sort-by accepts only name or kind\n"),
        Row("api-resources", "-o", "foo", errors: "error: --output foo is not available\n"),
    ])
    func refusalsHaveKubectlsWords(_ row: Row) throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let outcome = try kn8.run(row.arguments, input: "")
        #expect(outcome.output == row.output)
        #expect(outcome.errors == row.errors)
        #expect(outcome.status == 1)
    }

    @Test func `a built-in field is told of`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let outcome = try kn8.run("explain", "deployment.spec.strategy")
        #expect(
            outcome.output == """
                GROUP:      apps
                KIND:       Deployment
                VERSION:    v1

                FIELD: strategy <DeploymentStrategy>


                DESCRIPTION:
                    How old pods are replaced by new ones.
                    
                FIELDS:
                  rollingUpdate\t<RollingUpdateDeployment>
                    How many pods at a time, for RollingUpdate.

                  type\t<string>
                  enum: Recreate, RollingUpdate
                  default: RollingUpdate
                    RollingUpdate goes step by step, Recreate ends all pods first.



                """
        )
        #expect(outcome.status == 0)
        #expect(try kn8.run("explain", "hpa", "--api-version", "autoscaling/v1").output.contains("VERSION:    v1\n"))
        #expect(try kn8.run("explain", "mysqlcluster.spec.replicas").output.contains("<integer>\n\nDEFAULT: 1\n"))
    }

    @Test func `kinds of files and of the state are told of`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let path = try kn8.file(
            "crd.yaml",
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: widgets.example.com}
            spec:
              group: example.com
              scope: Namespaced
              names: {kind: Widget, plural: widgets}
              versions:
              - name: v1
                served: true
                storage: true
                schema:
                  openAPIV3Schema:
                    type: object
                    properties: {spec: {type: object, description: What it is.}}
            """
        )
        #expect(try kn8.run("explain", "widgets.spec").status == 1)
        #expect(try kn8.run("explain", "widgets.spec", "--crds", path).output.contains("    What it is.\n"))
        _ = try kn8.run("apply", "-f", path)
        #expect(try kn8.run("explain", "widgets.spec").output.contains("    What it is.\n"))
        #expect(try kn8.run("api-versions").output.split(separator: "\n").contains("example.com/v1"))
        #expect(try kn8.run("api-resources", "-o", "name").output.contains("\nwidgets.example.com\n"))
    }

    @Test func `api-versions and api-resources list what is served`() throws {
        let kn8 = try Kn8Process()
        defer { kn8.cleanUp() }
        let versions = try kn8.run("api-versions").output.split(separator: "\n")
        #expect(versions == versions.sorted())
        #expect(versions.contains("v1") && versions.contains("apps/v1"))
        let apps = try kn8.run("api-resources", "--api-group=apps", "--no-headers", "-o", "wide").output
        #expect(
            apps.contains(
                "deployments           deploy   apps/v1   true   Deployment           "
                    + "create,delete,deletecollection,get,list,patch,update,watch   all\n"
            )
        )
        let names = try kn8.run(
            "api-resources",
            "--categories=all",
            "--verbs=list,get",
            "--namespaced=true",
            "-o",
            "name"
        )
        #expect(names.output.hasPrefix("pods\n"))
        #expect(!names.output.contains("configmaps"))
        #expect(try kn8.run("api-resources", "--namespaced=false", "-o", "name").output.contains("nodes\n"))
        let byKind = try kn8.run("api-resources", "--sort-by=kind", "--no-headers").output
        #expect(byKind.hasPrefix("apiservices"))
    }
}
