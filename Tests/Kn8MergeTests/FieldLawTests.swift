// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Merge

/// What must hold of server-side apply for any objects.
@Suite struct FieldLawTests {
    private static let rounds: [UInt64] = Array(0..<300)
    private static let management = FieldManagement(SpeltMergeSchema.gadget, apiVersion: "v1")

    private func applied(
        _ config: Value,
        by manager: String,
        to state: (object: Value, owners: ManagedFields) = (.emptyObject, ManagedFields()),
        force: Bool = true,
        time: String = "1"
    ) throws -> (object: Value, owners: ManagedFields) {
        try Self.management.apply(
            live: state.object,
            config: config,
            owners: state.owners,
            manager: manager,
            force: force,
            time: time
        )
    }

    @Test func `applying twice changes nothing`() throws {
        for seed in Self.rounds {
            var maker = GadgetMaker(seed: seed)
            let first = try applied(maker.gadget(), by: "a")
            let config = maker.gadget()
            let once = try applied(config, by: "b", to: first)
            let twice = try applied(config, by: "b", to: once, force: false, time: "2")
            #expect(twice == once, "seed \(seed)")
        }
    }

    @Test func `managers of different fields never meet`() throws {
        for seed in Self.rounds {
            var maker = GadgetMaker(seed: seed)
            let (left, right) = (maker.gadget(half: 0), maker.gadget(half: 1))
            let first = try applied(left, by: "a", force: false)
            let second = try applied(right, by: "b", to: first, force: false)
            let again = try applied(maker.gadget(half: 0), by: "a", to: second, force: false)
            #expect(again.owners.entries.count == 2, "seed \(seed)")
            let alone = try applied(Self.bare, by: "a", to: second, force: false)
            #expect(alone.object == (try applied(right, by: "b")).object, "seed \(seed)")
        }
    }

    private static let bare: Value = ["metadata": ["name": "g"]]

    @Test func `what is no longer stated is released and gone`() throws {
        for seed in Self.rounds {
            var maker = GadgetMaker(seed: seed)
            let first = try applied(maker.gadget(), by: "a")
            let second = try applied(maker.gadget(), by: "b", to: first)
            let third = try applied(Self.bare, by: "b", to: second)
            #expect(!third.owners.entries.contains { $0.owner.manager == "b" }, "seed \(seed)")
            let gone = try applied(Self.bare, by: "a", to: third)
            #expect(gone.owners.isEmpty && gone.object == Self.bare, "seed \(seed): \(gone.object.json())")
        }
    }

    @Test func `every write is somebody's`() throws {
        for seed in Self.rounds {
            var maker = GadgetMaker(seed: seed)
            var state = try applied(maker.gadget(), by: "a")
            for (index, manager) in ["b", "c", "a", "d"].enumerated() {
                if index % 2 == 0 {
                    state = try applied(maker.gadget(), by: manager, to: state)
                } else {
                    let new = maker.gadget()
                    let owners = Self.management.update(
                        live: state.object,
                        new: new,
                        owners: state.owners,
                        manager: manager,
                        time: "\(index)"
                    )
                    state = (new, owners)
                }
                let leaves = Self.management.stated(in: state.object).leaves.subtracting(FieldManagement.unowned)
                if !state.owners.isEmpty {
                    #expect(
                        leaves.isSubset(of: state.owners.all),
                        "seed \(seed): \(leaves.subtracting(state.owners.all))"
                    )
                }
                #expect(ManagedFields(state.owners.value) == state.owners, "seed \(seed)")
            }
        }
    }

    @Test func `sets obey the laws of sets`() {
        for seed in Self.rounds {
            var maker = GadgetMaker(seed: seed)
            let a = Self.management.stated(in: maker.gadget())
            let b = Self.management.stated(in: maker.gadget())
            #expect(a.union(b) == b.union(a))
            #expect(a.intersection(b) == b.intersection(a))
            #expect(a.subtracting(b).union(a.intersection(b)) == a)
            #expect(a.subtracting(b).intersection(b).isEmpty)
            #expect(a.union(b).count == a.count + b.count - a.intersection(b).count)
            #expect(FieldSet(fieldsV1: a.fieldsV1) == a)
        }
    }
}

/// Makes objects that share some fields and elements, from a seed.
struct GadgetMaker {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9e37_79b9_7f4a_7c15 &+ 0x1234_5678_9abc_def1 }

    private mutating func pick(_ count: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(count))
    }

    /// An object; with `half` 0 or 1 of names that the other half never uses.
    mutating func gadget(half: Int? = nil) -> Value {
        func name(_ index: Int) -> String { "\(half.map { "h\($0)" } ?? "")n\(index)" }
        var object: Value = ["metadata": ["name": "g"]]
        for index in 0..<4 where pick(2) == 0 {
            object[path: ["metadata", "labels", name(index)]] = .string(String(pick(2)))
        }
        let elements = (0..<4).filter { _ in pick(2) == 0 }
        if !elements.isEmpty {
            let texts = elements.map { Value.string(name($0)) }
            object[path: ["spec", "set"]] = .array(pick(2) == 0 ? texts : texts.reversed())
            object[path: ["spec", "list"]] = .array(
                elements.map { index in
                    var element: Value = ["key": .string(name(index)), "id": .int(Int64(index % 2))]
                    if pick(2) == 0 { element["on"] = .bool(pick(2) == 0) }
                    if pick(2) == 0 { element[path: ["value", name(pick(3))]] = .string(String(pick(2))) }
                    return element
                }
            )
        }
        for index in 0..<3 where pick(2) == 0 {
            object[path: ["spec", "free", name(index), "deep"]] = pick(2) == 0 ? .int(Int64(pick(2))) : [1, 2]
        }
        if half != 1, pick(2) == 0 { object[path: ["spec", "text"]] = .string(String(pick(2))) }
        if half != 0, pick(2) == 0 { object[path: ["spec", "whole", name(pick(2))]] = 1 }
        return object
    }
}
