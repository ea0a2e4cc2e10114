// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Printers
import Kn8Value
import Testing

struct TableTests {
    @Test(arguments: [
        (-2, "<invalid>"), (-1, "0s"), (0, "0s"), (119, "119s"), (120, "2m"), (200, "3m20s"), (600, "10m"),
        (10_799, "179m"), (10_800, "3h"), (18_720, "5h12m"), (28_800, "8h"), (172_799, "47h"), (172_800, "2d"),
        (180_000, "2d2h"), (691_200, "8d"), (63_071_999, "729d"), (63_072_000, "2y"), (70_000_000, "2y80d"),
        (252_288_000, "8y"),
    ])
    func durationsReadAsKubectlPrintsThem(_ seconds: Int64, _ want: String) {
        #expect(HumanDuration.text(seconds: seconds) == want)
    }

    @Test func `columns are elastic and the last cell is not padded`() {
        let table = TextTable(header: ["NAME", "AGE"], rows: [["a-long-name", "5s"], ["b", "10s"]])
        #expect(table.text == "NAME          AGE\na-long-name   5s\nb             10s\n")
    }

    @Test func `a cell shows its first line`() {
        #expect(TextTable(header: [], rows: [["x", "one\ntwo"]]).text == "x     one...\n")
    }

    @Test func `a terminal obeys no cell`() {
        let table = TextTable(header: [], rows: [["\u{1B}[2J", "x"], ["b", "\u{1B}]0;t\u{07}\nmore"]])
        #expect(table.text == "^[[2J   x\nb       ^[]0;t^G...\n")
    }

    struct PathRow: Sendable, CustomTestStringConvertible {
        let path: String
        let want: [Value]
        var testDescription: String { path }
    }

    static let tree: Value = [
        "spec": ["hosts": ["a", "b"], "a.b": 1],
        "status": ["conditions": [["type": "Ready", "status": "True"], ["type": "Other", "status": "False"]]],
    ]

    static let paths = [
        PathRow(path: ".spec.hosts[0]", want: ["a"]),
        PathRow(path: ".spec.hosts[-1]", want: ["b"]),
        PathRow(path: ".spec.hosts[9]", want: []),
        PathRow(path: ".spec.hosts[*]", want: ["a", "b"]),
        PathRow(path: "{.spec.hosts}", want: [["a", "b"]]),
        PathRow(path: #"spec['a\.b']"#, want: [1]),
        PathRow(path: #".spec.a\.b"#, want: [1]),
        PathRow(path: ".spec.missing.deeper", want: []),
        PathRow(path: #".status.conditions[?(@.type=="Ready")].status"#, want: ["True"]),
        PathRow(path: ".status.conditions[?(@.type == 'Other')].status", want: ["False"]),
        PathRow(path: ".status.conditions[?(@.status)].type", want: ["Ready", "Other"]),
    ]

    @Test(arguments: paths)
    func pathsLeadToValues(_ row: PathRow) throws {
        #expect(try #require(JSONPath(row.path)).values(in: TableTests.tree) == row.want)
    }

    @Test(arguments: [".a[", ".a[x]", ".a[?(@.b=!1)]"])
    func brokenPathsAreRefused(_ text: String) {
        #expect(JSONPath(text) == nil)
    }

    struct CellRow: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let object: Value
        let want: [String]
    }

    static let cells = [
        CellRow(
            testDescription: "a Deployment without status",
            object: [
                "apiVersion": "apps/v1", "kind": "Deployment", "metadata": ["name": "web"], "spec": ["replicas": 3],
            ],
            want: ["web", "0/3", "0", "0", "<unknown>"]
        ),
        CellRow(
            testDescription: "a Service with a node port",
            object: [
                "apiVersion": "v1", "kind": "Service",
                "metadata": ["name": "s", "creationTimestamp": "2026-01-01T00:00:00Z"],
                "spec": ["type": "NodePort", "clusterIP": "10.0.0.1", "ports": [["port": 80, "nodePort": 30080]]],
            ],
            want: ["s", "NodePort", "10.0.0.1", "<none>", "80:30080/TCP", "60s"]
        ),
        CellRow(
            testDescription: "a Pod whose container cannot start",
            object: [
                "apiVersion": "v1", "kind": "Pod", "metadata": ["name": "p"], "spec": ["containers": [["name": "c"]]],
                "status": [
                    "phase": "Running",
                    "containerStatuses": [
                        ["ready": false, "restartCount": 2, "state": ["waiting": ["reason": "CrashLoopBackOff"]]]
                    ],
                ],
            ],
            want: ["p", "0/1", "CrashLoopBackOff", "2", "<unknown>"]
        ),
        CellRow(
            testDescription: "a budget with one side",
            object: [
                "apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "metadata": ["name": "b"],
                "spec": ["minAvailable": "50%"],
            ],
            want: ["b", "50%", "N/A", "0", "<unknown>"]
        ),
    ]

    @Test(arguments: cells)
    func cellsAreTheServers(_ row: CellRow) throws {
        let object = Object(row.object)
        let now = try #require(Timestamp("2026-01-01T00:01:00Z"))
        let columns = try #require(BuiltInColumns.columns(of: object.gvk)).filter { !$0.isWide }
        #expect(columns.map { $0.cell(object, now) } == row.want)
    }

    @Test func `a custom column of the wrong type is blank and a date becomes an age`() throws {
        let columns = [
            Column(custom: "Hosts", type: "string", jsonPath: ".spec.hosts", isWide: false),
            Column(custom: "Count", type: "integer", jsonPath: ".spec.hosts[0]", isWide: false),
            Column(custom: "Age", type: "date", jsonPath: ".metadata.creationTimestamp", isWide: false),
        ]
        let object = Object([
            "metadata": ["name": "x", "creationTimestamp": "2026-01-01T00:00:00Z"], "spec": ["hosts": ["a"]],
        ])
        let now = try #require(Timestamp("2026-01-01T00:00:05Z"))
        #expect(columns.map { $0.cell(object, now) } == [#"["a"]"#, "", "5s"])
    }

    @Test func `a described Secret shows sizes only`() {
        let secret = Object([
            "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "s"], "data": ["password": "aHVudGVyMg=="],
        ])
        let text = ObjectDescription.text(of: secret, events: [], now: Timestamp(seconds: 0))
        #expect(text.contains("password:  7 bytes"))
        #expect(!text.contains("aHVudGVyMg"))
    }

    @Test func `a described object names its fields in words`() {
        let object = Object([
            "apiVersion": "v1", "kind": "Thing", "metadata": ["name": "s", "labels": ["a": "b"]],
            "spec": ["clusterIP": "1.2.3.4", "list": [["x": 1], "y"]],
        ])
        #expect(
            ObjectDescription.text(of: object, events: [], now: Timestamp(seconds: 0)) == """
                Name:         s
                Labels:       a=b
                Annotations:  <none>
                API Version:  v1
                Kind:         Thing
                Spec:
                  Cluster IP:  1.2.3.4
                  List:
                    X:  1
                    y
                Events:       <none>

                """
        )
    }
}
