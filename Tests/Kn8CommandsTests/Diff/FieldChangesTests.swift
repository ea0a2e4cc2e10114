// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Apply
import Kn8Merge
import Kn8Server
import Kn8Value
import Kn8YAML
import Testing

/// What a diff finds, and what it leaves out as noise. Rows are YAML in flow style.
struct FieldChangesTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var title: String
        var before: String
        var after: String
        var manifest: String?
        var changes: [String]
        var kind = "v1 Pod"
        var testDescription: String { title }
    }

    static let rows: [Row] = [
        Row(title: "the same", before: "{spec: {a: 1}}", after: "{spec: {a: 1}}", changes: []),
        Row(
            title: "a scalar",
            before: "{spec: {nodeName: a}}",
            after: "{spec: {nodeName: b}}",
            changes: ["changed spec.nodeName a b"]
        ),
        Row(
            title: "a field that comes and one that goes",
            before: "{metadata: {labels: {a: x}}}",
            after: "{metadata: {labels: {b.c/d: t}}}",
            changes: ["removed metadata.labels.a x", "added metadata.labels[\"b.c/d\"] t"]
        ),
        Row(
            title: "an element of a keyed list",
            before: "{spec: {containers: [{name: a, image: x}, {name: b, image: v}]}}",
            after: "{spec: {containers: [{name: a, image: z}, {name: b, image: v}]}}",
            changes: ["changed spec.containers[name=\"a\"].image x z"]
        ),
        Row(
            title: "an element before the others moves none of them",
            before: "{spec: {containers: [{name: a, image: x}]}}",
            after: "{spec: {containers: [{name: new, image: z}, {name: a, image: x}]}}",
            changes: ["added spec.containers[name=\"new\"] {\"image\":\"z\",\"name\":\"new\"}"]
        ),
        Row(
            title: "the order of a keyed list",
            before: "{spec: {containers: [{name: a}, {name: b}]}}",
            after: "{spec: {containers: [{name: b}, {name: a}]}}",
            changes: ["reordered spec.containers [\"a\",\"b\"] [\"b\",\"a\"]"]
        ),
        Row(
            title: "several keys",
            before: "{spec: {containers: [{name: a, ports: [{containerPort: 80, protocol: TCP, name: x}]}]}}",
            after: "{spec: {containers: [{name: a, ports: [{containerPort: 80, protocol: TCP, name: z}]}]}}",
            changes: ["changed spec.containers[name=\"a\"].ports[containerPort=80,protocol=\"TCP\"].name x z"]
        ),
        Row(
            title: "the order of a set is noise",
            before: "{metadata: {finalizers: [a, b]}}",
            after: "{metadata: {finalizers: [b, a]}}",
            changes: []
        ),
        Row(
            title: "an element of a set",
            before: "{metadata: {finalizers: [a, b]}}",
            after: "{metadata: {finalizers: [c, b]}}",
            changes: ["removed metadata.finalizers[=\"a\"] a", "added metadata.finalizers[=\"c\"] c"]
        ),
        Row(
            title: "an amount spelt in another way is noise",
            before: "{spec: {containers: [{name: a, resources: {requests: {cpu: 1000m, memory: 1Gi}}}]}}",
            after: "{spec: {containers: [{name: a, resources: {requests: {cpu: 1, memory: 1024Mi}}}]}}",
            changes: []
        ),
        Row(
            title: "another amount is none",
            before: "{spec: {containers: [{name: a, resources: {requests: {cpu: 1000m}}}]}}",
            after: "{spec: {containers: [{name: a, resources: {requests: {cpu: 2}}}]}}",
            changes: ["changed spec.containers[name=\"a\"].resources.requests.cpu 1000m 2"]
        ),
        Row(
            title: "plain lists go by their place",
            before: "{spec: {containers: [{name: a, args: [x, u, z]}]}}",
            after: "{spec: {containers: [{name: a, args: [x, z, w]}]}}",
            changes: [
                "removed spec.containers[name=\"a\"].args[1] u", "added spec.containers[name=\"a\"].args[2] w",
            ]
        ),
        Row(
            title: "names count where no schema tells elements apart",
            before: "{spec: {routes: [{name: a, weight: 1}, {name: b, weight: 2}]}}",
            after: "{spec: {routes: [{name: b, weight: 3}, {name: a, weight: 1}]}}",
            changes: [
                "changed spec.routes[name=\"b\"].weight 2 3", "reordered spec.routes [\"a\",\"b\"] [\"b\",\"a\"]",
            ],
            kind: "example.com/v1 Unknown"
        ),
        Row(
            title: "nameless elements of the same place",
            before: "{spec: {routes: [{match: /, weight: 1}]}}",
            after: "{spec: {routes: [{match: /, weight: 2}]}}",
            changes: ["changed spec.routes[0].weight 1 2"],
            kind: "example.com/v1 Unknown"
        ),
        Row(
            title: "a mapping that becomes a scalar",
            before: "{spec: {a: {b: 1}}}",
            after: "{spec: {a: x}}",
            changes: ["changed spec.a {\"b\":1} x"],
            kind: "example.com/v1 Unknown"
        ),
        Row(
            title: "what only the server owns",
            before: "{metadata: {resourceVersion: \"1\", uid: u, generation: 1}, status: {phase: Running}}",
            after: "{metadata: {resourceVersion: \"2\", uid: v, generation: 2}, status: {phase: Failed}}",
            changes: []
        ),
        Row(
            title: "a default in a new element",
            before: "{spec: {containers: []}}",
            after: "{spec: {containers: [{name: a, image: x, imagePullPolicy: Always}]}}",
            manifest: "{spec: {containers: [{name: a, image: x}]}}",
            changes: ["added spec.containers[name=\"a\"] {\"image\":\"x\",\"name\":\"a\"}"]
        ),
        Row(
            title: "a default that changes is a change",
            before: "{spec: {containers: [{name: a, image: \"x:1\", imagePullPolicy: IfNotPresent}]}}",
            after: "{spec: {containers: [{name: a, image: x, imagePullPolicy: Always}]}}",
            manifest: "{spec: {containers: [{name: a, image: x}]}}",
            changes: [
                "changed spec.containers[name=\"a\"].image x:1 x",
                "changed spec.containers[name=\"a\"].imagePullPolicy IfNotPresent Always",
            ]
        ),
        Row(
            title: "what is written as text and stored as data",
            before: "{}",
            after: "{data: {a: Yg==}}",
            manifest: "{stringData: {a: b}}",
            changes: ["added data {\"a\":\"Yg==\"}"],
            kind: "example.com/v1 Unknown"
        ),
    ]

    @Test(arguments: rows)
    func changesAreFoundAndNoiseIsNot(_ row: Row) throws {
        let diff = try diff(row)
        #expect(Self.words(diff) == row.changes)
        #expect(diff.isEmpty == row.changes.isEmpty)
        #expect(diff.text.isEmpty == row.changes.isEmpty)
    }

    struct DroppedRow: Sendable, CustomTestStringConvertible {
        let title: String
        let applied: String
        let before: String
        let after: String
        let changes: [String]
        var testDescription: String { title }
    }

    @Test(arguments: [
        DroppedRow(
            title: "zeros and empty values that the server did not keep",
            applied: "{spec: {hostNetwork: false, dnsPolicy: '', tolerations: [], nodeSelector: {}}}",
            before: "{spec: {}}",
            after: "{spec: {hostNetwork: false, dnsPolicy: '', tolerations: [], nodeSelector: {}}}",
            changes: []
        ),
        DroppedRow(
            title: "in an element of a list",
            applied: "{spec: {containers: [{name: a, env: [{name: X, value: ''}], args: []}]}}",
            before: "{spec: {containers: [{name: a, env: [{name: X}]}]}}",
            after: "{spec: {containers: [{name: a, env: [{name: X, value: ''}], args: []}]}}",
            changes: []
        ),
        DroppedRow(
            title: "a zero that was not applied before",
            applied: "{spec: {}}",
            before: "{spec: {}}",
            after: "{spec: {hostNetwork: false}}",
            changes: ["added spec.hostNetwork false"]
        ),
        DroppedRow(
            title: "a zero where there is something",
            applied: "{spec: {hostNetwork: false}}",
            before: "{spec: {hostNetwork: true}}",
            after: "{spec: {hostNetwork: false}}",
            changes: ["changed spec.hostNetwork true false"]
        ),
        DroppedRow(
            title: "something that was taken out",
            applied: "{spec: {nodeName: a}}",
            before: "{spec: {}}",
            after: "{spec: {nodeName: a}}",
            changes: ["added spec.nodeName a"]
        ),
        DroppedRow(
            title: "a null that the server wrote",
            applied: "{spec: {nodeName: a}}",
            before: "{metadata: {creationTimestamp: null}, spec: {nodeName: a, overhead: null}}",
            after: "{spec: {nodeName: b}}",
            changes: ["changed spec.nodeName a b"]
        ),
    ])
    func whatAServerDropsIsNoise(_ row: DroppedRow) throws {
        var before = try object(row.before, "v1 Pod")
        let applied = LastApplied.recorded(in: try object(row.applied, "v1 Pod"))
        before["metadata", "annotations"] = applied["metadata", "annotations"]
        let after = try object(row.after, "v1 Pod")
        let diff = ObjectDiff(
            before: before,
            after: after,
            manifest: after,
            schema: CatalogRules().mergeSchema(apiVersion: "v1", kind: "Pod")
        )
        #expect(Self.words(diff) == row.changes)
    }

    @Test func `noise is there when it is asked for`() throws {
        for title in ["the order of a set is noise", "an amount spelt in another way is noise"] {
            let row = try #require(Self.rows.first { $0.title == title })
            #expect(try !diff(row, .init(showsNoise: true)).text.isEmpty)
        }
    }

    @Test func `what goes with an object that goes is not shown either`() throws {
        var before = try object("{spec: {containers: [{name: a, image: x}]}}", "v1 Pod")
        before = LastApplied.recorded(in: before)
        before["spec", "dnsPolicy"] = "ClusterFirst"
        let diff = ObjectDiff(before: before, after: nil)
        #expect(diff.text.contains("-    image: x\n") || diff.text.contains("-  - image: x\n"))
        #expect(!diff.text.contains("dnsPolicy"))
        #expect(ObjectDiff(before: before, after: nil, detail: .init(showsNoise: true)).text.contains("dnsPolicy"))
    }

    private struct Unreadable: Error {}

    private static func words(_ diff: ObjectDiff) -> [String] {
        diff.changes.map { change in
            ([change.sort.rawValue, change.place] + [change.before, change.after].compactMap { $0.map(text) })
                .joined(separator: " ")
        }
    }

    private static func text(_ value: Value) -> String { value.string ?? value.json() }

    private func diff(_ row: Row, _ detail: ObjectDiff.Detail = .init()) throws -> ObjectDiff {
        let kind = try object("{}", row.kind)
        return ObjectDiff(
            before: try object(row.before, row.kind),
            after: try object(row.after, row.kind),
            manifest: try row.manifest.map { try object($0, row.kind) },
            schema: CatalogRules().mergeSchema(apiVersion: kind.apiVersion, kind: kind.kind),
            detail: detail
        )
    }

    private func object(_ flow: String, _ kind: String) throws -> Object {
        let words = kind.split(separator: " ").map(String.init)
        let documents = YAMLStream.documents(in: Array(flow.utf8), file: "row")
        guard case .document(let document)? = documents.first else { throw Unreadable() }
        var object = Object(document.value)
        object.value["apiVersion"] = .string(words[0])
        object.value["kind"] = .string(words[1])
        object.name = "x"
        return object
    }
}
