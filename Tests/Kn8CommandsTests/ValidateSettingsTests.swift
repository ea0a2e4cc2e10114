// SPDX-License-Identifier: MIT

import Foundation
import Testing

/// `.kn8.yaml`: where it is looked for, and what it does.
struct ValidateSettingsTests {
    private static let flawed = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\nbogus: 1\n"

    /// A repository with settings at its root, and a folder below.
    private func project(_ settings: String) throws -> (kn8: Kn8Process, below: URL) {
        let kn8 = try Kn8Process()
        for folder in [".git", "manifests/deep", "manifests/charts", "below/further"] {
            try FileManager.default.createDirectory(
                at: kn8.folder.appending(path: folder),
                withIntermediateDirectories: true
            )
        }
        _ = try kn8.file(".kn8.yaml", settings)
        _ = try kn8.file("manifests/deep/a.yaml", Self.flawed)
        _ = try kn8.file("manifests/charts/b.yaml", Self.flawed)
        return (kn8, kn8.folder.appending(path: "below/further"))
    }

    @Test func `settings above say what to read and how to report it`() throws {
        let (kn8, below) = try project(
            """
            files: [manifests]
            exclude: [charts]
            outputs: [text, sarif=kn8.sarif]
            rules: {schema/unknown-field: warning}
            failOn: warning
            """
        )
        defer { kn8.cleanUp() }
        let outcome = try kn8.run(["validate"], in: below)
        #expect(outcome.status == 1, "\(outcome.errors)")
        #expect(outcome.output.hasPrefix("../../manifests/deep/a.yaml:4:1: warning: unknown field \"bogus\""))
        #expect(outcome.output.hasSuffix("1 object in 1 file: 1 warning\n"))
        // Places in reports are counted from the repository's root, wherever kn8 was started.
        let sarif = try String(contentsOf: kn8.folder.appending(path: "kn8.sarif"), encoding: .utf8)
        #expect(sarif.contains("\"uri\": \"manifests/deep/a.yaml\""))
    }

    @Test func `options come before settings`() throws {
        let (kn8, below) = try project("files: [manifests]\nfailOn: never\noutputs: [json]\n")
        defer { kn8.cleanUp() }
        #expect(try kn8.run(["validate"], in: below).status == 0)
        let outcome = try kn8.run(
            ["validate", "-f", "../../manifests/deep", "--fail-on", "error", "-o", "text"],
            in: below
        )
        #expect(outcome.status == 1)
        #expect(outcome.output.hasSuffix("1 object in 1 file: 1 error\n"))
        #expect(try kn8.run(["validate", "--no-config"], in: below).status == 2)
        let other = try kn8.file("other.yaml", "files: [manifests/charts]\n")
        #expect(try kn8.run(["validate", "--config", other], in: below).output.contains("1 object in 1 file: 1 error"))
    }

    @Test func `settings above a repository are not its own`() throws {
        let (kn8, below) = try project("files: [manifests]\n")
        defer { kn8.cleanUp() }
        let git = below.appending(path: ".git")
        try Data("gitdir: elsewhere\n".utf8).write(to: git)
        #expect(try kn8.run(["validate"], in: below).status == 2)
    }

    @Test func `settings that cannot be used are said with their places`() throws {
        let (kn8, below) = try project("files: [manifests]\nexclud: [charts]\n")
        defer { kn8.cleanUp() }
        let outcome = try kn8.run(["validate"], in: below)
        #expect(outcome.status == 2)
        #expect(outcome.output.isEmpty)
        #expect(
            outcome.errors.hasPrefix("../../.kn8.yaml:2:1: error: there is no setting 'exclud' [config/unknown-key]\n")
        )
        #expect(outcome.errors.contains("help: did you mean 'exclude'?"))
        #expect(outcome.errors.hasSuffix("error: the settings in ../../.kn8.yaml cannot be used\n"))
    }

    @Test func `a rule of settings that there is not is a warning`() throws {
        let (kn8, below) = try project("files: [manifests/deep]\nrules: {schema/enun: off}\n")
        defer { kn8.cleanUp() }
        let outcome = try kn8.run(["validate"], in: below)
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("warning: there is no rule 'schema/enun' [config/unknown-rule]"))
    }

    @Test func `a baseline of the settings is found from everywhere`() throws {
        let (kn8, below) = try project("files: [manifests]\nbaseline: known.json\n")
        defer { kn8.cleanUp() }
        let write = ["validate", "--write-baseline", "../../known.json"]
        let written = try kn8.run(write, in: below)
        #expect(written.status == 0, "\(written.errors)")
        #expect(try kn8.run(["validate"], in: below).output.hasSuffix("no findings (3 in the baseline)\n"))
        #expect(try kn8.run(["validate"], in: kn8.folder).output.hasSuffix("no findings (3 in the baseline)\n"))
    }

    @Test func `settings say what is known and how strictly it is judged`() throws {
        let (kn8, below) = try project(
            "files: [use.yaml, manifests/deep]\ncrds: [crd.yaml]\nvalidate: warn\nkubernetesVersions: [\"1.30\"]\n"
        )
        defer { kn8.cleanUp() }
        _ = try kn8.file(
            "crd.yaml",
            """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: things.example.com}
            spec:
              group: example.com
              scope: Namespaced
              names: {plural: things, singular: thing, kind: Thing, listKind: ThingList}
              versions:
              - name: v1
                served: true
                storage: true
                schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {a: {type: integer}}}}}}
            """
        )
        _ = try kn8.file("use.yaml", "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: x}\nspec: {a: text}\n")
        let outcome = try kn8.run(["validate"], in: below)
        #expect(outcome.status == 1, "\(outcome.errors)")
        #expect(outcome.output.contains("../../use.yaml:4:11: error: "))
        #expect(outcome.output.contains("../../manifests/deep/a.yaml:4:1: warning: unknown field \"bogus\""))
        #expect(outcome.output.hasSuffix("2 objects in 2 files: 1 error, 1 warning\n"), "\(outcome.output)")
    }
}
