// SPDX-License-Identifier: MIT

import Foundation
import Kn8API
import Kn8Schema
import Kn8Server
import Kn8Store
import Kn8Value
import Testing

/// Writes that many make at once reach the file together, and nobody is told of one that does not.
struct SharedCommitTests {
    private static let configMap = Resource(
        GroupVersionKind(group: "", version: "v1", kind: "ConfigMap"),
        plural: "configmaps",
        hasStatus: false
    )

    private static func path() -> String {
        URL.temporaryDirectory.appending(path: "kn8-commits-\(UUID().uuidString)/state.db").path
    }

    private static func create(_ name: String, on server: EmbeddedServer) async throws(APIError) -> Object {
        let answer = try await server.carryOut(
            .create(Object(configMap.gvk, namespace: "default", name: name)),
            of: configMap,
            options: WriteOptions(),
            strictness: .ignore
        )
        return answer.object
    }

    private static func names(in path: String) throws -> Set<String> {
        var store = try ObjectStore(path: path, lock: LockPolicy(timeoutMilliseconds: 0))
        let objects = try store.objects(in: StorageKey(group: "", plural: "configmaps"), scope: .all)
        return Set(objects.map(\.name))
    }

    @Test func `what is acknowledged is in the file, with a revision of its own`() async throws {
        let path = Self.path()
        var revisions: [Int64] = []
        do {
            let server = try EmbeddedServer(path: path, time: FixedTime())
            revisions = try await withThrowingTaskGroup(of: [Int64].self) { group in
                for writer in 0..<16 {
                    group.addTask {
                        var mine: [Int64] = []
                        for number in 0..<10 {
                            let object = try await Self.create("m-\(writer)-\(number)", on: server)
                            let revision = try #require(Int64(object.resourceVersion))
                            #expect(server.durableRevision >= revision)
                            mine.append(revision)
                        }
                        return mine
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            let (changes, revision) = try server.progress(after: 4)
            #expect(changes.map(\.revision) == Array(5...164))
            #expect(revision == 164)
        }
        #expect(revisions.sorted() == Array(5...164))
        #expect(try Self.names(in: path).count == 160)
    }

    // Another store on the same file, which the lock would keep out, takes the revision that comes next.
    private func spoilTheNextCommit(of path: String) throws {
        try FileManager.default.removeItem(atPath: path + ".lock")
        var store = try ObjectStore(path: path, lock: LockPolicy(timeoutMilliseconds: 0))
        let namespace = Object(GroupVersionKind(group: "", version: "v1", kind: "Namespace"), name: "other")
        _ = try store.put(namespace, in: StorageKey(group: "", plural: "namespaces"))
    }

    @Test func `a commit that fails fails every write that it was to store, and no other`() async throws {
        let path = Self.path()
        var stored: Set<String> = []
        var told: Set<String> = []
        do {
            let server = try EmbeddedServer(path: path, time: FixedTime())
            let start = server.revision
            try spoilTheNextCommit(of: path)
            let answers = await withTaskGroup(of: (String, APIError?).self) { group in
                for number in 0..<32 {
                    group.addTask {
                        let name = "m-\(number)"
                        do throws(APIError) {
                            _ = try await Self.create(name, on: server)
                            return (name, nil)
                        } catch {
                            return (name, error)
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let failures = answers.compactMap(\.1)
            #expect(!failures.isEmpty)
            #expect(failures.allSatisfy { $0.reason == .internalError && $0.message.contains(path) })
            stored = Set(answers.filter { $0.1 == nil }.map(\.0))
            // A cache that may have seen what was taken back begins anew, one that sees only what is safe goes on.
            #expect(throws: APIError.self) { try server.changes(after: start) }
            stored.insert(try await Self.create("after", on: server).name)
            let (changes, revision) = try server.progress(after: start)
            told = Set(changes.map(\.last.name))
            #expect(revision == changes.last?.revision)
            let present = try await server.objects(of: Self.configMap, in: .all, options: ListOptions())
            #expect(Set(present.items.map(\.name)) == stored)
        }
        #expect(told == stored)
        try? FileManager.default.removeItem(atPath: path + ".lock")
        #expect(try Self.names(in: path) == stored)
    }

    @Test func `what is read is told when it is safe, and read again when it was taken back`() async throws {
        let path = Self.path()
        let server = try EmbeddedServer(path: path, time: FixedTime())
        try spoilTheNextCommit(of: path)
        let key = ObjectKey(namespace: "default", name: "phantom")
        let write = Task { try? await Self.create(key.name, on: server) }
        // Whether it comes before, with or after the write: what was never stored is never told of.
        for _ in 0..<200 {
            let (object, revision) = try await server.settled { () throws(APIError) in
                let found = try server.stored(key, of: Self.configMap)
                return (found.object, found.revision)
            }
            #expect(object == nil)
            #expect(server.durableRevision >= revision)
        }
        #expect(await write.value == nil)
    }
}
