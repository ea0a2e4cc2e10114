// SPDX-License-Identifier: MIT

import Foundation
import Kn8Reports
import Kn8Value
import Testing

@testable import Kn8Commands

struct ConfigurationFileTests {
    static let whole = """
        files: [manifests, /abs/x.yaml]
        recursive: false
        exclude: ["**/charts/**"]
        ignoreKinds: [Kustomization]
        rules:
          schema/unknown-field: warning
          service/no-backends: off
        severity: warning
        failOn: never
        baseline: known.json
        outputs: [github, sarif=out/kn8.sarif]
        schemas: [bundle]
        crds: [./crds]
        kubernetesVersions: ["1.34", "1.36"]
        validate: warn
        """

    @Test func `every setting is read, and paths start from the file's folder`() throws {
        let (file, findings) = ConfigurationFile.read(Array(ConfigurationFileTests.whole.utf8), path: "../.kn8.yaml")
        #expect(findings == [])
        var want = ConfigurationFile(path: "../.kn8.yaml")
        want.files = ["../manifests", "/abs/x.yaml"]
        want.recursive = false
        want.exclude = ["**/charts/**"]
        want.ignoredKinds = ["Kustomization"]
        want.rules = [
            .init(rule: "schema/unknown-field", level: .warning), .init(rule: "service/no-backends", level: .off),
        ]
        want.severity = .warning
        want.failOn = .never
        want.baseline = "../known.json"
        want.outputs = [ReportOutput(.github), try ReportOutput("sarif=../out/kn8.sarif")]
        want.schemas = ["../bundle"]
        want.crds = ["../crds"]
        want.kubernetesVersions = ["1.34", "1.36"]
        want.validate = "warn"
        #expect(file == want)
        let keys = ConfigurationFileTests.whole.matches(of: /(?m)^(\w+):/).map { String($0.1) }
        #expect(Set(keys) == Set(ConfigurationReader.Key.allCases.map(\.rawValue)))
    }

    @Test func `the documentation lists the settings that there are`() throws {
        let page = try String(
            contentsOf: Kn8Process.root.appending(path: "docs/configuration.md"),
            encoding: .utf8
        )
        let listed = page.matches(of: /(?m)^\| `(\w+)` \|/).map { String($0.1) }
        #expect(listed.sorted() == ConfigurationReader.Key.allCases.map(\.rawValue).sorted())
        let example = try #require(page.firstMatch(of: /(?s)```yaml\n(.*?)```/)).1
        #expect(ConfigurationFile.read(Array(example.utf8), path: "x").findings == [])
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        /// `RULE LINE:COLUMN MESSAGE`, then the remedy in brackets.
        let want: String
    }

    static let rows = [
        Row(
            testDescription: "a misspelt key",
            text: "files: [a]\nexcludes: [b]\n",
            want: "config/unknown-key 2:1 there is no setting 'excludes' (did you mean 'exclude'?)"
        ),
        Row(
            testDescription: "a number for a text",
            text: "kubernetesVersions: [1.30]\n",
            want: "config/type 1:22 'kubernetesVersions[0]' must be a string, this is of type number (put it in quotes)"
        ),
        Row(
            testDescription: "a text for a list",
            text: "files: a\n",
            want: "config/type 1:8 'files' must be a list of strings, this is of type string"
        ),
        Row(
            testDescription: "a misspelt level",
            text: "rules:\n  schema/enum: eror\n",
            want: "config/value 2:16 'eror' is none of off, note, warning, error (did you mean 'error'?)"
        ),
        Row(
            testDescription: "a misspelt rule",
            text: "rules:\n  schema/enun: error\n",
            want: "config/unknown-rule 2:3 there is no rule 'schema/enun' (did you mean 'schema/enum'?)"
        ),
        Row(
            testDescription: "a report of no format",
            text: "outputs:\n- text\n- sarf=x\n",
            want: "config/value 3:3 there is no report format 'sarf', there are text, json, sarif, junit, github, "
                + "gitlab, tap, markdown; did you mean 'sarif'?"
        ),
        Row(
            testDescription: "a word for a switch",
            text: "recursive: very\n",
            want: "config/type 1:12 'recursive' must be true or false, this is of type string"
        ),
        Row(
            testDescription: "a second document",
            text: "files: [a]\n---\nfiles: [b]\n",
            want: "config/document 3:1 the settings are one document, this is another (put all settings into the first)"
        ),
        Row(
            testDescription: "a key that is set twice",
            text: "files: [a]\nfiles: [b]\n",
            want:
                "yaml/duplicate-key 2:1 duplicate field \"files\" ('files' is already set on line 1: keep one of the two)"
        ),
        Row(
            testDescription: "a list",
            text: "- a\n",
            want:
                "yaml/not-a-mapping 1:1 the settings must be a mapping, this is a list"
                + " (write them as keys and values, for example files: [manifests])"
        ),
    ]

    @Test(arguments: rows) func whatIsWrongIsSaidAtItsPlace(_ row: Row) throws {
        let findings = ConfigurationFile.read(Array(row.text.utf8), path: ".kn8.yaml").findings
        let finding = try #require(findings.first)
        #expect(findings.count == 1)
        let place = try #require(finding.span?.start)
        let remedy = finding.remedy.map { " (\($0))" } ?? ""
        #expect("\(finding.rule) \(place.line):\(place.column) \(finding.message)\(remedy)" == row.want)
    }

    @Test func `an empty file changes nothing`() {
        let (file, findings) = ConfigurationFile.read(Array("# nothing yet\n".utf8), path: "x")
        #expect(file == ConfigurationFile(path: "x"))
        #expect(findings == [])
    }
}
