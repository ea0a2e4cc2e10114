// SPDX-License-Identifier: MIT

import Foundation
import Kn8API
import Kn8SQLite
@testable import Kn8Store
import Kn8Value
import Testing

/// What is in the file, when, and for how long.
struct StoreFileTests {
    private static let collection = StorageKey(group: "", plural: "configmaps")
    private static let kind = GroupVersionKind(group: "", version: "v1", kind: "ConfigMap")
    private static let policy = LockPolicy(timeoutMilliseconds: 0)

    private static func path() -> String {
        URL.temporaryDirectory.appending(path: "kn8-store-\(UUID().uuidString)/state.db").path
    }

    private static func open(_ path: String) throws -> ObjectStore { try ObjectStore(path: path, lock: policy) }

    private static func object(_ name: String, _ text: String = "", owner: String? = nil) -> Object {
        var object = Object(kind, namespace: "default", name: name)
        object["data", "text"] = .string(text)
        if let owner {
            object.ownerReferences = [
                OwnerReference(apiVersion: "v1", kind: "ConfigMap", name: owner, uid: owner, controller: true)
            ]
        }
        return object
    }

    private static func count(_ table: String, in path: String) throws -> Int64 {
        let connection = try Connection(path: path)
        let statement = try Statement("SELECT COUNT(*) FROM \(table)", on: connection)
        return try statement.step() ? statement.integer(at: 0) : 0
    }

    // The macro cannot take in a store.
    private static func sealed(_ store: inout ObjectStore) throws -> SealedWrites {
        let writes = store.seal()
        return try #require(writes)
    }

    private func expectTexts(_ store: inout ObjectStore, _ texts: [String]) throws {
        let found = try store.objects(in: Self.collection, scope: .all).map { $0["data", "text"]?.string }
        #expect(found == texts)
    }

    @Test func `of a transaction the file has the last state of each object`() throws {
        let path = Self.path()
        var store = try Self.open(path)
        _ = try store.put(Self.object("old", "1"), in: Self.collection)
        try store.begin()
        for text in ["1", "2", "3"] { _ = try store.put(Self.object("new", text), in: Self.collection) }
        for text in ["2", "3"] { _ = try store.put(Self.object("old", text), in: Self.collection) }
        _ = try store.put(Self.object("passing"), in: Self.collection)
        _ = try store.remove(Self.object("passing").key, in: Self.collection)
        try store.commit()
        let revision = store.revision
        _ = consume store
        #expect(try Self.count("log", in: path) == 4)
        var again = try Self.open(path)
        try expectTexts(&again, ["3", "3"])
        let changes = try again.changes(after: 1)
        #expect(
            changes.map { "\($0.kind.rawValue) \($0.object.name)" } == ["ADDED new", "MODIFIED old", "DELETED passing"]
        )
        let found = again.revision
        #expect(found == revision)
        #expect(changes.map(\.object.resourceVersion) == changes.map { String($0.revision) })
    }

    @Test func `an object that is deleted and made anew in one transaction is there`() throws {
        let path = Self.path()
        var store = try Self.open(path)
        _ = try store.put(Self.object("a", "1", owner: "x"), in: Self.collection)
        try store.begin()
        _ = try store.remove(Self.object("a").key, in: Self.collection)
        _ = try store.put(Self.object("a", "2", owner: "y"), in: Self.collection)
        try store.commit()
        _ = consume store
        var again = try Self.open(path)
        try expectTexts(&again, ["2"])
        #expect(try again.dependents(of: "x").isEmpty)
        #expect(try again.dependents(of: "y").map(\.key.name) == ["a"])
    }

    @Test func `writes after a mark are undone within a transaction`() throws {
        let path = Self.path()
        var store = try Self.open(path)
        _ = try store.put(Self.object("a", "1", owner: "x"), in: Self.collection)
        try store.begin()
        _ = try store.put(Self.object("b", "1", owner: "x"), in: Self.collection)
        let mark = store.revision
        _ = try store.put(Self.object("a", "2", owner: "y"), in: Self.collection)
        _ = try store.put(Self.object("c", "1", owner: "x"), in: Self.collection)
        _ = try store.remove(Self.object("b").key, in: Self.collection)
        store.undo(to: mark)
        #expect(try store.dependents(of: "x").map(\.key.name) == ["a", "b"])
        try store.commit()
        _ = consume store
        var again = try Self.open(path)
        try expectTexts(&again, ["1", "1"])
        #expect(try again.dependents(of: "x").map(\.key.name) == ["a", "b"])
        #expect(try again.dependents(of: "y").isEmpty)
    }

    @Test func `a transaction without a write does not touch the file`() throws {
        let path = Self.path()
        var store = try Self.open(path)
        _ = try store.put(Self.object("a"), in: Self.collection)
        func size() throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
        }
        let before = try size()
        try store.begin()
        try store.commit()
        #expect(try size() == before)
    }

    @Test func `a transaction that is very big says so`() throws {
        var store = try Self.open(Self.path())
        try store.begin()
        for text in 0..<ObjectStore.logLimit {
            let isFull = store.isFull
            #expect(!isFull)
            _ = try store.put(Self.object("a", "\(text)"), in: Self.collection)
        }
        var isFull = store.isFull
        #expect(isFull)
        try store.commit()
        isFull = store.isFull
        #expect(!isFull)
        try expectTexts(&store, ["\(ObjectStore.logLimit - 1)"])
    }

    @Test func `what is present stays when the log is trimmed, and what is not goes`() throws {
        let path = Self.path()
        var store = try Self.open(path)
        _ = try store.put(Self.object("old", "kept"), in: Self.collection)
        _ = try store.put(Self.object("late", "1"), in: Self.collection)
        func write(_ rounds: Range<Int>, to store: inout ObjectStore) throws {
            for round in rounds {
                try store.begin()
                for index in 0..<500 { _ = try store.put(Self.object("a\(index)", "\(round)"), in: Self.collection) }
                try store.commit()
            }
        }
        try write(0..<24, to: &store)
        _ = try store.put(Self.object("late", "2"), in: Self.collection)
        #expect(try Self.count("objects", in: path) == 502)
        #expect(try Self.count("log", in: path) < 11_000)
        // What came before a change is kept as long as the change.
        #expect(try Self.count("log WHERE name='late'", in: path) == 2)
        try write(24..<46, to: &store)
        _ = consume store
        #expect(try Self.count("log", in: path) < 11_000)
        #expect(try Self.count("log WHERE name='late'", in: path) == 1)
        var again = try Self.open(path)
        #expect(throws: StoreError.self) { try again.changes(after: 0) }
        #expect(try again.object(Self.object("old").key, in: Self.collection)?["data", "text"] == "kept")
        #expect(try again.object(Self.object("late").key, in: Self.collection)?["data", "text"] == "2")
        #expect(try again.object(Self.object("a499").key, in: Self.collection)?["data", "text"] == "45")
    }

    @Test func `a change read from the file tells what was before, however old that is`() throws {
        let path = Self.path()
        var store = try Self.open(path)
        for name in ["a", "b", "c"] { _ = try store.put(Self.object(name, "1"), in: Self.collection) }
        _ = try store.put(Self.object("a", "2"), in: Self.collection)
        let mark = store.revision
        _ = try store.put(Self.object("a", "3"), in: Self.collection)
        _ = try store.put(Self.object("a", "4"), in: Self.collection)
        _ = try store.remove(Self.object("b").key, in: Self.collection)
        _ = try store.put(Self.object("b", "5"), in: Self.collection)
        _ = try store.put(Self.object("c", "6"), in: Self.collection)
        func told(_ changes: [StoredChange]) -> [String] {
            changes.map { change in
                let before = change.previous?["data", "text"]?.string ?? "nothing"
                return "\(change.kind.rawValue) \(change.object.name): \(before), "
                    + (change.object["data", "text"]?.string ?? "")
            }
        }
        let wanted = [
            "MODIFIED a: 2, 3", "MODIFIED a: 3, 4", "DELETED b: 1, 1", "ADDED b: nothing, 5", "MODIFIED c: 1, 6",
        ]
        #expect(told(try store.changes(after: mark)) == wanted)
        _ = consume store
        var again = try Self.open(path)
        #expect(told(try again.changes(after: mark)) == wanted)
    }

    @Test func `a copy keeps the moment that it was made at`() throws {
        let path = Self.path()
        var store = try Self.open(path)
        for name in ["a", "b"] { _ = try store.put(Self.object(name, "1", owner: "x"), in: Self.collection) }
        _ = consume store
        var origin = try Self.open(path)  // nothing of it is decoded yet
        var copy = try origin.copy()
        _ = try origin.put(Self.object("a", "2", owner: "y"), in: Self.collection)
        _ = try origin.remove(Self.object("b").key, in: Self.collection)
        try expectTexts(&copy, ["1", "1"])
        #expect(try copy.dependents(of: "x").map(\.key.name) == ["a", "b"])
        _ = try copy.put(Self.object("c", "3", owner: "x"), in: Self.collection)
        var second = try copy.copy()
        try expectTexts(&second, ["1", "1", "3"])
        #expect(try second.dependents(of: "x").map(\.key.name) == ["a", "b", "c"])
        try expectTexts(&origin, ["2"])
    }

    @Test func `pages follow each other`() throws {
        var store = try Self.open(Self.path())
        for name in ["c", "a", "e", "b", "d"] { _ = try store.put(Self.object(name), in: Self.collection) }
        _ = try store.remove(Self.object("b").key, in: Self.collection)
        _ = try store.put(Self.object("b"), in: Self.collection)
        var names: [String] = []
        var after: ObjectKey?
        repeat {
            let page = try store.objects(in: Self.collection, scope: .all, after: after, limit: 2)
            names += page.objects.map(\.name)
            after = page.following == 0 ? nil : page.objects.last?.key
        } while after != nil
        #expect(names == ["a", "b", "c", "d", "e"])
    }

    @Test func `a file of the first layout is taken over`() throws {
        let path = Self.path()
        try FileManager.default.createDirectory(
            at: URL(filePath: path).deletingLastPathComponent(),
            withIntermediateDirectories: true
        )
        let connection = try Connection(path: path)
        try connection.execute(
            """
            CREATE TABLE meta(key TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE objects(resource TEXT, namespace TEXT, name TEXT, revision INTEGER NOT NULL,
              json BLOB NOT NULL, PRIMARY KEY(resource, namespace, name));
            CREATE INDEX byNamespace ON objects(namespace, resource);
            CREATE TABLE log(revision INTEGER PRIMARY KEY, resource TEXT NOT NULL, kind TEXT NOT NULL, json BLOB NOT NULL);
            CREATE TABLE owners(uid TEXT, resource TEXT, namespace TEXT, name TEXT,
              PRIMARY KEY(uid, resource, namespace, name)) WITHOUT ROWID;
            CREATE INDEX byDependent ON owners(resource, namespace, name);
            INSERT INTO meta VALUES('version', 1), ('revision', 9);
            INSERT INTO objects VALUES('/configmaps', 'default', 'a', 7,
              '{"metadata":{"name":"a","namespace":"default","resourceVersion":"7"},"data":{"text":"1"}}');
            INSERT INTO log VALUES(8, '/configmaps', 'ADDED', '{}'), (9, '/configmaps', 'DELETED', '{}');
            INSERT INTO owners VALUES('x', '/configmaps', 'default', 'a');
            """
        )
        _ = consume connection
        for _ in 0..<2 {
            var store = try Self.open(path)
            let revision = store.revision
            #expect(revision == 9)
            try expectTexts(&store, ["1"])
            #expect(try store.dependents(of: "x").map(\.key.name) == ["a"])
            #expect(throws: StoreError.self) { try store.changes(after: 8) }
            #expect(try store.changes(after: 9).isEmpty)
        }
    }

    @Test func `a file of the second layout is taken over, and its history let go of`() throws {
        let path = Self.path()
        var store = try Self.open(path)
        for name in ["a", "b"] { _ = try store.put(Self.object(name, "1", owner: "x"), in: Self.collection) }
        _ = try store.put(Self.object("a", "2", owner: "x"), in: Self.collection)
        _ = try store.remove(Self.object("b").key, in: Self.collection)
        _ = consume store
        let connection = try Connection(path: path)
        try connection.execute(
            "ALTER TABLE log DROP COLUMN previous; UPDATE meta SET value=2 WHERE key='version'; PRAGMA user_version=2"
        )
        _ = consume connection
        for _ in 0..<2 {
            var store = try Self.open(path)
            let revision = store.revision
            #expect(revision == 4)
            try expectTexts(&store, ["2"])
            #expect(try store.dependents(of: "x").map(\.key.name) == ["a"])
            #expect(throws: StoreError.self) { try store.changes(after: 3) }
            #expect(try store.changes(after: 4).isEmpty)
        }
        #expect(try Self.count("log", in: path) == 1)
    }

    @Test func `a file of a later layout is refused`() throws {
        let path = Self.path()
        _ = try Self.open(path)
        let connection = try Connection(path: path)
        try connection.execute("UPDATE meta SET value=99 WHERE key='version'; PRAGMA user_version=99")
        #expect(throws: StoreError.corrupt(path: path, reason: "its version is 99, this kn8 reads 3")) {
            _ = try Self.open(path)
        }
    }

    @Test func `a note is beside the objects`() throws {
        let path = Self.path()
        var store = try Self.open(path)
        try store.note("seen", 3)
        let revision = store.revision
        #expect(revision == 0)
        _ = consume store
        let again = try Self.open(path)
        #expect(try again.noted("seen") == 3)
        #expect(try again.noted("unseen") == nil)
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let path: String
        let words: String
    }

    @Test(arguments: [
        Row(
            testDescription: "below something that is no folder",
            path: "/dev/null/kn8/state.db",
            words: "the folder /dev/null for the cluster file /dev/null/kn8/state.db cannot be made: not a directory; "
                + "name another file with --state or KN8_STATE"
        ),
        Row(
            testDescription: "where no folder can be made",
            path: "/proc/kn8/state.db",
            words: "the folder /proc/kn8 for the cluster file /proc/kn8/state.db cannot be made: no such file or "
                + "directory; name another file with --state or KN8_STATE"
        ),
        Row(
            testDescription: "where no file can be made",
            path: "/proc/self/state.db",
            words: "the cluster file /proc/self/state.db cannot be opened for writing: no such file or directory; name "
                + "another file with --state or KN8_STATE"
        ),
    ])
    func `a place that cannot be written is named, with what to do`(_ row: Row) {
        do {
            _ = try Self.open(row.path)
            Issue.record("opened")
        } catch {
            #expect("\(error)" == row.words)
        }
    }

    @Test func `writes are sealed, stored and settled while others are made`() throws {
        let path = Self.path()
        var store = try Self.open(path)
        try store.begin()
        _ = try store.put(Self.object("a", "1", owner: "x"), in: Self.collection)
        do {
            let first = try Self.sealed(&store)
            _ = try store.put(Self.object("a", "2", owner: "y"), in: Self.collection)
            _ = try store.put(Self.object("b", "1", owner: "x"), in: Self.collection)
            try first.store()
            #expect(try Self.count("log", in: path) == 1)
            store.settle(first)
        }
        let settled = store.durable
        #expect(settled == 1)
        #expect(try store.dependents(of: "x").map(\.key.name) == ["b"])
        #expect(try store.dependents(of: "y").map(\.key.name) == ["a"])
        do {
            let second = try Self.sealed(&store)
            try second.store()
            store.settle(second)
        }
        #expect(try store.changes(after: 0).map(\.revision) == [1, 2, 3])
        _ = consume store
        var again = try Self.open(path)
        try expectTexts(&again, ["2", "1"])
        #expect(try again.dependents(of: "y").map(\.key.name) == ["a"])
    }

    @Test func `what cannot be stored is taken back, and its revisions are not given out again`() throws {
        let path = Self.path()
        var store = try Self.open(path)
        _ = try store.put(Self.object("a", "1", owner: "x"), in: Self.collection)
        try store.begin()
        _ = try store.put(Self.object("a", "2", owner: "y"), in: Self.collection)
        try Connection(path: path).execute(
            "CREATE TRIGGER spoilt BEFORE INSERT ON log BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END"
        )
        do {
            let writes = try Self.sealed(&store)
            _ = try store.put(Self.object("b"), in: Self.collection)
            #expect(throws: StoreError.self) { try writes.store() }
        }
        store.takeBack()
        try expectTexts(&store, ["1"])
        #expect(try store.dependents(of: "x").map(\.key.name) == ["a"])
        try Connection(path: path).execute("DROP TRIGGER spoilt")
        #expect(try store.put(Self.object("c"), in: Self.collection).resourceVersion == "5")
        #expect(try store.changes(after: 1).map(\.revision) == [5])
        _ = consume store
        var again = try Self.open(path)
        try expectTexts(&again, ["1", ""])
    }

    @Test func `an object is not forgotten before its last state is in the file`() throws {
        var store = try Self.open(Self.path())
        try store.begin()
        for number in 0...ObjectStore.decodedLimit {
            _ = try store.put(Self.object("a\(number)", "1"), in: Self.collection)
        }
        let writes = try Self.sealed(&store)
        _ = try store.put(Self.object("a0", "2"), in: Self.collection)
        try writes.store()
        store.settle(writes)
        #expect(try store.object(Self.object("a0").key, in: Self.collection)?["data", "text"] == "2")
        #expect(try store.object(Self.object("a1").key, in: Self.collection)?["data", "text"] == "1")
    }
}
