// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Value
import Testing

@testable import Kn8Apply

/// A plan in a file: what it holds, what it must not hold, and when it is refused.
struct SavedPlanTests {
    private static let secrets = Resource(GroupVersionKind(group: "", version: "v1", kind: "Secret"), plural: "secrets")
    private static let maps = Resource(
        GroupVersionKind(group: "", version: "v1", kind: "ConfigMap"),
        plural: "configmaps"
    )

    private static func tape(_ password: String) throws -> PlanTape {
        let tape = PlanTape()
        let key = ObjectKey(namespace: "shop", name: "db")
        let secret = Object(
            [
                "apiVersion": "v1", "kind": "Secret", "metadata": ["name": "db", "namespace": "shop"],
                "stringData": ["password": .string(password), "user": "root"],
            ]
        )
        tape.didRead(key, of: secrets, nil)
        let create = ObjectWrite(.create(secret), to: key, of: secrets, manager: "kubectl")
        tape.didWrite(try tape.willWrite(create, before: nil, contents: [], cluster: "c"), after: secret)
        let refused = try tape.willWrite(create, before: secret, contents: [], cluster: "c")
        tape.didFail(refused, .alreadyExists(secrets, name: "db"))
        var map = Object(maps.gvk, namespace: "shop", name: "m")
        map["metadata", "uid"] = "u1"
        map["metadata", "resourceVersion"] = "7"
        tape.didRead(map.key, of: maps, map)
        var next = map
        next["metadata", "resourceVersion"] = "8"
        let update = ObjectWrite(.update(map, nil), to: map.key, of: maps)
        tape.didWrite(try tape.willWrite(update, before: map, contents: [], cluster: "c"), after: next)
        let patch: Value = [["op": "replace", "path": "/metadata/resourceVersion", "value": "8"]]
        let second = ObjectWrite(.patch(.json(patch), nil), to: map.key, of: maps)
        let number = try tape.willWrite(second, before: next, contents: [], cluster: "c")
        next["metadata", "resourceVersion"] = "9"
        tape.didWrite(number, after: next)
        // What changes nothing is no write.
        tape.didWrite(try tape.willWrite(update, before: next, contents: [], cluster: "c"), after: next)
        return tape
    }

    private static func plan(_ password: String) throws -> SavedPlan {
        try SavedPlan(
            tape: tape(password),
            cluster: "c",
            making: ["files": ["web.yaml"]],
            report: [:],
            madeBy: "1.0",
            time: Timestamp(seconds: 0)
        )
    }

    @Test func `a plan is read as it was written`() throws {
        let plan = try Self.plan("hunter2")
        let again = try SavedPlan.read(Array(plan.text().utf8))
        #expect(again.writes == plan.writes && again.reads == plan.reads && again.cluster == "c")
        #expect(try again.text() == plan.text())
        #expect(plan.reads.map(\.key.name) == ["db", "m"])
        #expect(plan.reads.map(\.resourceVersion) == ["", "7"])
        // The refused write is not there, and the version that a write makes is named by the write.
        #expect(plan.writes.map(\.verb) == ["create", "update", "patch"])
        #expect(plan.writes.map(\.resourceVersion) == ["", "7", ""])
        #expect(plan.writes.map(\.versionOf) == [nil, nil, 1])
        let write = try #require(again.writes.last).write(of: Self.maps, version: "42")
        guard case .patch(.json(let operations), nil) = write.deed else { return #expect(Bool(false)) }
        #expect(operations[0]?["value"] == "42")
    }

    @Test func `no secret value is in a plan`() throws {
        var plan = try Self.plan("hunter2")
        let text = try plan.text()
        #expect(!text.contains("hunter2") && !text.contains("root"))
        #expect(plan.sealedWrites.map(\.sealed) == [["stringData.password", "stringData.user"]])
        // Other values are told from the same ones, and the same ones are put back.
        var other = try SavedPlan.read(Array(text.utf8))
        #expect(try other.unseal(from: Self.tape("hunter3")).map(\.key.name) == ["db"])
        #expect(try plan.unseal(from: Self.tape("hunter2")).isEmpty)
        #expect(plan.writes.first?.body["stringData"] == ["password": "hunter2", "user": "root"])
        // Two plans of the same values have nothing in common that tells so.
        let twin = try Self.plan("hunter2")
        #expect(twin.sealedWrites.first?.seal != other.sealedWrites.first?.seal)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let old: String
        let new: String
        let fault: SavedPlan.Fault
    }

    static let rows = [
        Row(testDescription: "a write", old: #""verb": "update""#, new: #""verb": "delete""#, fault: .changed),
        Row(testDescription: "the cluster", old: #""cluster": "c""#, new: #""cluster": "d""#, fault: .changed),
        Row(testDescription: "a version", old: #""uid": "u1""#, new: #""uid": "u2""#, fault: .changed),
        Row(testDescription: "the format", old: #""kn8plan": 1"#, new: #""kn8plan": 2"#, fault: .unknownVersion(2)),
        Row(testDescription: "what it is", old: #""kn8plan": 1"#, new: #""plan": 1"#, fault: .unreadable),
        Row(testDescription: "its end", old: "\n}\n", new: "\n", fault: .unreadable),
    ]

    @Test(arguments: rows) func `a plan that was changed is refused`(row: Row) throws {
        let text = try Self.plan("hunter2").text()
        try #require(text.contains(row.old))
        let changed = text.replacing(row.old, with: row.new)
        #expect(throws: row.fault) { try SavedPlan.read(Array(changed.utf8)) }
    }
}
