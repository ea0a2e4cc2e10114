// SPDX-License-Identifier: MIT

import Foundation
import Kn8API
import Kn8Store
import Kn8Value
import Testing

struct ObjectStoreTests {
    private static let collection = StorageKey(group: "", plural: "configmaps")
    private static let kind = GroupVersionKind(group: "", version: "v1", kind: "ConfigMap")
    private static let policy = LockPolicy(timeoutMilliseconds: 0)

    /// A path in a folder of the test's own, which the store makes.
    private static func path() -> String {
        URL.temporaryDirectory.appending(path: "kn8-store-\(UUID().uuidString)/state.db").path
    }

    private static func object(_ name: String) -> Object { Object(kind, namespace: "default", name: name) }

    private func expectNames(_ objects: [Object], _ names: [String]) { #expect(objects.map(\.name) == names) }

    @Test func `what was written is there after the store is opened again`() throws {
        let path = Self.path()
        var first = try ObjectStore(path: path, lock: Self.policy)
        _ = try first.put(Self.object("a"), in: Self.collection)
        _ = try first.put(Self.object("b"), in: Self.collection)
        _ = try first.remove(Self.object("a").key, in: Self.collection)
        let revision = first.revision
        _ = consume first
        var second = try ObjectStore(path: path, lock: Self.policy)
        let found = second.revision
        #expect(found == revision)
        expectNames(try second.objects(in: Self.collection, scope: .all), ["b"])
        let kinds = try second.changes(after: 0).map(\.kind)
        #expect(kinds == [.added, .added, .deleted])
    }

    @Test func `a transaction that is rolled back leaves nothing`() throws {
        var store = try ObjectStore(path: Self.path(), lock: Self.policy)
        _ = try store.put(Self.object("kept"), in: Self.collection)
        try store.begin()
        _ = try store.put(Self.object("lost"), in: Self.collection)
        _ = try store.remove(Self.object("kept").key, in: Self.collection)
        store.rollback()
        expectNames(try store.objects(in: Self.collection, scope: .all), ["kept"])
        let revision = store.revision
        #expect(revision == 1)
    }

    @Test func `the file and its folder are the owner's alone`() throws {
        let path = Self.path()
        let store = try ObjectStore(path: path, lock: Self.policy)
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(path) == 0o600)
        #expect(try mode(URL(filePath: path).deletingLastPathComponent().path) == 0o700)
        let isNew = store.isNew
        #expect(isNew)
    }

    @Test func `a copy shares nothing with its origin from then on`() throws {
        var store = try ObjectStore(path: Self.path(), lock: Self.policy)
        _ = try store.put(Self.object("a"), in: Self.collection)
        var copy = try store.copy()
        _ = try copy.put(Self.object("b"), in: Self.collection)
        expectNames(try store.objects(in: Self.collection, scope: .all), ["a"])
        expectNames(try copy.objects(in: Self.collection, scope: .all), ["a", "b"])
        let (theirs, ours) = (copy.revision, store.revision)
        #expect(theirs == ours + 1)
    }

    @Test func `a place that cannot be written is named`() {
        #expect(throws: StoreError.self) { _ = try ObjectStore(path: "/proc/none/state.db", lock: Self.policy) }
    }
}
