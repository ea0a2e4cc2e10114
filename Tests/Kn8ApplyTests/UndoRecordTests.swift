// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Value
import Testing

@testable import Kn8Apply

/// What a record of a command holds, and in which order it is taken back.
struct UndoRecordTests {
    private static func resource(_ kind: String, namespaced: Bool = true) -> Resource {
        Resource(
            GroupVersionKind(group: "", version: "v1", kind: kind),
            plural: kind.lowercased() + "s",
            namespaced: namespaced
        )
    }

    private static func object(
        _ kind: String,
        _ name: String,
        namespace: String = "shop",
        version: String = "1"
    ) -> Object {
        var object = Object(resource(kind).gvk, namespace: namespace, name: name)
        object["metadata", "resourceVersion"] = .string(version)
        object["status"] = ["phase": "Active"]
        return object
    }

    private static let namespaces = resource("Namespace", namespaced: false)
    private static let maps = resource("ConfigMap")

    /// Writes, each with what was there before, what came of it, and what went with it.
    private static func lines() -> [Value] {
        let record = UndoRecord(id: 7, time: Timestamp(seconds: 60), command: "apply", cluster: "c", undoes: 3)
        let new = object("ConfigMap", "new")
        let shop = object("Namespace", "shop", namespace: "")
        let inside = object("ConfigMap", "inside")
        let delete = ObjectWrite(.delete(DeleteOptions()), to: shop.key, of: namespaces)
        return [record.heading]
            + UndoRecord.lines(before: ObjectWrite(.create(new), to: new.key, of: maps), number: 0, nil, contents: [])
            + [UndoRecord.line(after: new, number: 0)]
            + UndoRecord.lines(before: delete, number: 1, shop, contents: [(maps, inside)])
            + [UndoRecord.line(after: nil, number: 1)]
            + UndoRecord.lines(
                before: ObjectWrite(.patch(.apply(new.value, force: true), nil), to: new.key, of: maps, manager: "me"),
                number: 2,
                new,
                contents: []
            )
            + [UndoRecord.line(after: object("ConfigMap", "new", version: "2"), number: 2)]
            + UndoRecord.lines(before: ObjectWrite(.create(new), to: new.key, of: maps), number: 3, new, contents: [])
            + [UndoRecord.line(refused: .alreadyExists, number: 3)]
            + UndoRecord.lines(
                before: ObjectWrite(.update(new, nil), to: shop.key, of: maps),
                number: 4,
                new,
                contents: []
            )
            + [UndoRecord.line(after: new, number: 4, isUnchanged: true)]
    }

    private static func bytes(_ lines: [Value]) -> [UInt8] { Array(lines.map { $0.json() + "\n" }.joined().utf8) }

    @Test func `a record is read as it was written`() throws {
        let record = try #require(UndoRecord(lines: Self.bytes(Self.lines())))
        #expect(record.id == 7 && record.command == "apply" && record.cluster == "c" && record.undoes == 3)
        #expect(record.time == Timestamp(seconds: 60) && record.undoneBy == nil)
        #expect(record.entries.map(\.verb) == ["create", "delete", "patch", "create", "update"])
        #expect(record.entries.map(\.isApply) == [false, false, true, false, false])
        #expect(record.entries[1].contents.map(\.name) == ["inside"])
        #expect(record.entries[3].outcome == .refused && record.entries[4].outcome == .unchanged)
        // The status is nobody's to put back.
        guard case .made(let after?) = record.entries[0].outcome else { return #expect(Bool(false)) }
        #expect(after["status"] == nil)
        let marked = Self.bytes(Self.lines() + [UndoRecord.line(undoneBy: 9)])
        #expect(UndoRecord(lines: marked)?.undoneBy == 9)
    }

    @Test func `objects are taken back once each, the last first, and contents after their Namespace`() throws {
        let record = try #require(UndoRecord(lines: Self.bytes(Self.lines())))
        let steps = UndoStep.steps(of: record)
        #expect(steps.map(\.key.name) == ["shop", "inside", "new"])
        #expect(steps.map(\.isContent) == [false, true, false])
        // Made and then changed: in all, made.
        #expect(steps[2].before == nil && steps[2].after?.resourceVersion == "2")
        #expect(steps[2].isApply && steps[2].manager == "me")
    }

    @Test func `what waits for finalizers counts as deleted`() throws {
        let shop = Self.object("Namespace", "shop", namespace: "")
        var going = shop
        going["metadata", "deletionTimestamp"] = "2026-01-01T00:00:00Z"
        let delete = ObjectWrite(.delete(DeleteOptions()), to: shop.key, of: Self.namespaces)
        let lines =
            [UndoRecord(id: 1, time: Timestamp(seconds: 0), command: "delete", cluster: "c").heading]
            + UndoRecord.lines(before: delete, number: 0, shop, contents: [])
            + [UndoRecord.line(after: going, number: 0)]
        let record = try #require(UndoRecord(lines: Self.bytes(lines)))
        #expect(UndoStep.steps(of: record).map { $0.after == nil && $0.before == shop } == [true])
    }

    @Test(arguments: 0..<11) func `a record that breaks off is good up to there`(count: Int) throws {
        let lines = Self.lines()
        let whole = Self.bytes(Array(lines.prefix(count)))
        let torn = whole + Array(lines[count].json().utf8.dropLast(3))
        let (one, other) = (UndoRecord(lines: whole), UndoRecord(lines: torn))
        #expect((one == nil) == (count == 0) && (other == nil) == (count == 0))
        #expect(one?.entries.map(\.outcome) == other?.entries.map(\.outcome))
        #expect(one?.entries.last?.outcome == .unknown || count != 2)
    }

    @Test(arguments: ["", "{}", "[]", "{\"kn8undo\":2,\"id\":1}", "\u{0}", "{\"kn8undo\":1,\"id\":1,\"time\":\"x\"}"])
    func `what is no record is none`(text: String) {
        #expect(UndoRecord(lines: Array(text.utf8)) == nil)
    }
}
