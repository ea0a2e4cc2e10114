// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Merge

/// What must hold for any objects, tried on a thousand made at random from a seed.
@Suite struct PatchLawTests {
    private static let rounds: [UInt64] = Array(0..<1_000)

    @Test func `the patch between two objects turns the one into the other`() throws {
        for seed in Self.rounds {
            var maker = WorkloadMaker(seed: seed)
            let (before, after) = (maker.object(), maker.object())
            let schema = SpeltSchema.workload
            let strategic = StrategicMergePatch.difference(from: before, to: after, schema: schema)
            let patched = try StrategicMergePatch.applied(strategic, to: before, schema: schema)
            #expect(
                patched == after,
                "seed \(seed): \(strategic.json())\n\(before.json())\n\(after.json())\n\(patched.json())"
            )
            let merge = MergePatch.difference(from: before, to: after)
            #expect(MergePatch.applied(merge, to: before) == after, "seed \(seed)")
        }
    }

    @Test func `there is no patch between equals`() {
        for seed in Self.rounds {
            var maker = WorkloadMaker(seed: seed)
            let object = maker.object()
            let none = StrategicMergePatch.difference(from: object, to: object, schema: SpeltSchema.workload)
            #expect(none == .emptyObject, "seed \(seed)")
            let unmoved = StrategicMergePatch.difference(
                original: object,
                modified: object,
                current: object,
                schema: SpeltSchema.workload
            )
            #expect(unmoved == .emptyObject, "seed \(seed)")
        }
    }

    @Test func `an apply of three sets what is stated, removes what no longer is, and keeps what others wrote`() throws
    {
        for seed in Self.rounds {
            var maker = WorkloadMaker(seed: seed)
            let (original, modified) = (maker.object(), maker.object())
            var current = original
            current[path: ["metadata", "labels"]] = ["other": .string("kept")]
            current[path: ["spec", "paused"]] = .bool(true)
            let patch = StrategicMergePatch.difference(
                original: original,
                modified: modified,
                current: current,
                schema: SpeltSchema.workload
            )
            var expected = modified
            expected[path: ["metadata", "labels"]] = ["other": .string("kept")]
            expected[path: ["spec", "paused"]] = .bool(true)
            let result = try StrategicMergePatch.applied(patch, to: current, schema: SpeltSchema.workload)
            #expect(
                result == expected,
                "seed \(seed): \(patch.json())\n\(current.json())\n\(modified.json())\n\(result.json())"
            )
        }
    }
}

extension PatchLawTests {
    @Test func `a custom object's apply keeps what others wrote and removes what is no longer stated`() {
        for seed in Self.rounds {
            var maker = WorkloadMaker(seed: seed)
            let (original, modified) = (maker.object(), maker.object())
            var current = original
            current[path: ["metadata", "labels"]] = ["other": .string("kept")]
            current[path: ["spec", "paused"]] = .bool(true)
            let patch = ThreeWayPatch(original: original, modified: modified, current: current, schema: nil)
            var expected = modified
            expected[path: ["metadata", "labels"]] = ["other": .string("kept")]
            expected[path: ["spec", "paused"]] = .bool(true)
            guard case .merge(let change) = patch else {
                #expect(expected == current, "seed \(seed)")
                continue
            }
            #expect(MergePatch.applied(change, to: current) == expected, "seed \(seed): \(change.json())")
        }
    }

    @Test func `others' fields, elements and finalizers survive any apply, and a second apply does nothing`() throws {
        let schema = SpeltSchema.workload
        for seed in Self.rounds {
            var maker = WorkloadMaker(seed: seed)
            let (original, modified) = (maker.object(), maker.object())
            var current = original
            current[path: ["spec", "paused"]] = .bool(true)
            let sidecar: Value = ["name": "sidecar", "image": "proxy"]
            current[path: ["spec", "containers"]] = .array(
                (current[path: ["spec", "containers"]]?.array ?? []) + [sidecar]
            )
            current[path: ["metadata", "finalizers"]] = .array(
                (current[path: ["metadata", "finalizers"]]?.array ?? []) + ["other/kept"]
            )
            let patch = ThreeWayPatch(original: original, modified: modified, current: current, schema: schema)
            guard case .strategic(let change) = patch else {
                #expect(patch == .none, "seed \(seed)")
                continue
            }
            let result = try StrategicMergePatch.applied(change, to: current, schema: schema)
            // What leaves the manifest as a whole list takes the others' elements with it, as with kubectl.
            if modified[path: ["spec", "containers"]] != nil || original[path: ["spec", "containers"]] == nil {
                #expect(result[path: ["spec", "containers"]]?.array?.contains(sidecar) == true, "seed \(seed)")
            }
            if modified[path: ["metadata", "finalizers"]] != nil || original[path: ["metadata", "finalizers"]] == nil {
                #expect(
                    result[path: ["metadata", "finalizers"]]?.array?.contains("other/kept") == true,
                    "seed \(seed): \(change.json())"
                )
            }
            #expect(result[path: ["spec", "paused"]] == true, "seed \(seed)")
            let again = ThreeWayPatch(original: modified, modified: modified, current: result, schema: schema)
            var settled = result
            if case .strategic(let more) = again {
                settled = try StrategicMergePatch.applied(more, to: result, schema: schema)
            }
            #expect(settled == result, "seed \(seed): \(again)\n\(result.json())")
        }
    }
}

/// Objects in the shape of `SpeltSchema.workload`, made from a seed.
private struct WorkloadMaker {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    private mutating func next(_ bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(bound))
    }

    private mutating func some<T>(of choices: [T]) -> [T] {
        var rest = choices.filter { _ in true }
        var picked: [T] = []
        while !rest.isEmpty, next(3) > 0 { picked.append(rest.remove(at: next(rest.count))) }
        return picked
    }

    private mutating func text() -> Value { .string(["1", "2", "3"][next(3)]) }

    mutating func object() -> Value {
        var containers: [Value] = []
        for name in some(of: ["a", "b", "c", "d"]) {
            var container: Value = ["name": .string(name), "image": text()]
            var env: [Value] = []
            for key in some(of: ["X", "Y", "Z"]) { env.append(["name": .string(key), "value": text()]) }
            if !env.isEmpty { container["env"] = .array(env) }
            var arguments: [Value] = []
            for _ in 0..<next(3) { arguments.append(text()) }
            if next(2) == 0 { container["args"] = .array(arguments) }
            containers.append(container)
        }
        var spec: Value = ["replicas": .int(Int64(next(3))), "selector": ["app": text()]]
        if !containers.isEmpty { spec["containers"] = .array(containers) }
        var volumes: [Value] = []
        for name in some(of: ["v", "w"]) {
            volumes.append(
                next(2) == 0
                    ? ["name": .string(name), "emptyDir": .emptyObject]
                    : ["name": .string(name), "secret": ["secretName": text()]]
            )
        }
        if !volumes.isEmpty { spec["volumes"] = .array(volumes) }
        spec["strategy"] =
            next(2) == 0
            ? ["type": .string("Recreate")] : ["type": .string("RollingUpdate"), "rollingUpdate": ["max": text()]]
        var metadata: Value = ["name": .string("o")]
        let finalizers = some(of: ["f", "g", "h"]).map(Value.string)
        if !finalizers.isEmpty { metadata["finalizers"] = .array(finalizers) }
        return ["metadata": metadata, "spec": spec]
    }
}
