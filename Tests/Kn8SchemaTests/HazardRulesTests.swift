// SPDX-License-Identifier: MIT

import Kn8Value
import Kn8YAML
import Testing

@testable import Kn8Schema

@Suite struct HazardRulesTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var text: String
        var want: [String]

        init(_ label: String, _ text: String, _ want: String...) {
            testDescription = label
            self.text = text
            self.want = want
        }
    }

    private static func configMap(_ rest: String) -> String {
        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n\(rest)"
    }

    private static func pod(_ container: String) -> String {
        "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: i, \(container)}]}"
    }

    private static func kafka(_ config: String) -> String {
        """
        apiVersion: kafka.strimzi.io/v1beta2
        kind: Kafka
        metadata: {name: k}
        spec: {kafka: {replicas: 1, storage: {type: ephemeral}, listeners: [], config: {\(config)}}}
        """
    }

    @Test(arguments: [
        Row(
            "an env value that is a boolean",
            pod("env: [{name: A, value: on}]"),
            "error yaml/hazard-boolean spec.containers[0].env[0].value: "
                + "on without quotes is the boolean true: write \"on\" with quotes"
        ),
        Row(
            "a country that is a boolean",
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, labels: {country: NO}}",
            "error yaml/hazard-boolean metadata.labels.country: "
                + "NO without quotes is the boolean false: write \"NO\" with quotes"
        ),
        Row(
            "a version that loses its zero",
            configMap("data: {version: 1.10}"),
            "error yaml/hazard-float data.version: "
                + "1.10 without quotes is the number 1.1: write \"1.10\" with quotes"
        ),
        Row(
            "a number that is no trap",
            configMap("data: {port: 8080}"),
            "error schema/type data.port: 8080 without quotes is a number: write \"8080\" with quotes"
        ),
        Row(
            "a boolean that is no trap",
            configMap("data: {flag: true}"),
            "error schema/type data.flag: true without quotes is a boolean: write \"true\" with quotes"
        ),
        Row(
            "a mode where text is wanted",
            configMap("data: {mode: 0777}"),
            "error yaml/hazard-octal data.mode: "
                + "0777 without quotes is an octal number: 511: write \"0777\" with quotes"
        ),
        Row(
            "a mode where a mode is wanted",
            "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: i}], "
                + "volumes: [{name: v, configMap: {name: a, defaultMode: 0777}}]}"
        ),
        Row(
            "an octal port",
            pod("ports: [{containerPort: 0123}]"),
            "warning yaml/hazard-octal spec.containers[0].ports[0].containerPort: "
                + "write the number without a leading zero"
        ),
        Row(
            "null where text is wanted",
            pod("env: [{name: A, value: ~}]"),
            "warning yaml/hazard-null spec.containers[0].env[0].value: "
                + "write \"~\" with quotes if the text is meant, or drop the field"
        ),
        Row("a field without a value", pod("env: [{name: A, value: }]")),
        Row(
            "the time of an object not made yet",
            "apiVersion: v1\nkind: Namespace\nmetadata: {name: ns, creationTimestamp: null}"
        ),
        Row(
            "base 60",
            configMap("data: {time: 22:22}"),
            "note yaml/hazard-sexagesimal data.time: write \"22:22\" with quotes if the text is meant"
        ),
        Row(
            "a date",
            configMap("data: {day: 2020-01-01}"),
            "note yaml/hazard-date data.day: write \"2020-01-01\" with quotes if the text is meant"
        ),
        Row(
            "a key that is a boolean",
            configMap("data: {on: a}"),
            "warning yaml/hazard-boolean data.true: write \"on\" with quotes if the text is meant"
        ),
        Row(
            "anything goes, and means something else",
            kafka("inter.broker.protocol.version: 3.10"),
            "note yaml/hazard-float spec.kafka.config[inter.broker.protocol.version]: "
                + "write \"3.10\" with quotes if the text is meant"
        ),
        Row("a boolean in other words", pod("tty: yes")),
        Row(
            "a value of a Secret is not told",
            "apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData: {pin: 0123}",
            "error yaml/hazard-octal stringData.pin: the value without quotes is a number: write it with quotes"
        ),
    ])
    func aTrapIsExplainedWhereItBites(_ row: Row) throws {
        let catalog = SchemaCatalog.standard
        let items = YAMLStream.documents(in: Array(row.text.utf8), file: "f")
        guard case .document(let document)? = items.first else {
            Issue.record("no document")
            return
        }
        let object = try #require(Manifests.objects(in: document).objects.first)
        let findings = (catalog.validate(object.value) + catalog.hazards(in: object)).map(object.finding)
            .filter { $0.rule.hasPrefix("yaml/") || $0.rule == "schema/type" }
        let found = findings.map { "\($0.severity) \($0.rule) \($0.path ?? FieldPath()): \($0.remedy ?? "")" }
        #expect(found == row.want)
    }

    @Test func `a lenient server drops what it does not know and says so`() {
        let object = Manifest.one(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: d, bogus: 1}
            spec:
              replicsa: 3
              selector: {matchLabels: {a: b}}
              template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: i, imag: j}]}}
            """
        )
        let (known, warnings) = SchemaCatalog.standard.pruned(object)
        #expect(
            warnings == [
                "unknown field \"metadata.bogus\"", "unknown field \"spec.replicsa\"",
                "unknown field \"spec.template.spec.containers[0].imag\"",
            ]
        )
        #expect(SchemaCatalog.standard.validate(known).isEmpty)
    }

    @Test(arguments: [
        ("strict", ValidationStrictness.strict), ("true", .strict), ("warn", .warn), ("ignore", .ignore),
        ("false", .ignore), ("Strict", nil), ("", nil),
    ])
    func aWordAsksForAStrictness(_ word: String, _ want: ValidationStrictness?) {
        #expect(ValidationStrictness(word: word) == want)
    }
}
