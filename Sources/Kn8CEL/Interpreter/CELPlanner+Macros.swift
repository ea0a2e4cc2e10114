// SPDX-License-Identifier: MIT

extension CELPlanner {
    mutating func planComprehension(_ loop: CELSyntax.Comprehension) throws(Refusal) -> Planned {
        let range = try plan(loop.range).step
        let names = [loop.variable] + (loop.second.map { [$0] } ?? [])
        return try withLocals(names) { planner, slots throws(Refusal) in
            var predicate: CELStep?
            if let id = loop.predicate { predicate = try planner.plan(id).step }
            var transform: CELStep?
            if let id = loop.transform { transform = try planner.plan(id).step }
            let walk = CELLoop(
                range: range,
                first: slots[0],
                second: slots.count > 1 ? slots[1] : nil,
                predicate: predicate,
                transform: transform
            )
            switch loop.kind {
            case .all: return Planned { frame throws(CELFailure) in try walk.quantify(frame, deciding: false) }
            case .exists: return Planned { frame throws(CELFailure) in try walk.quantify(frame, deciding: true) }
            case .existsOne: return Planned { frame throws(CELFailure) in try walk.existsOne(frame) }
            case .map, .filter: return Planned { frame throws(CELFailure) in try walk.list(frame) }
            case .transformMap: return Planned { frame throws(CELFailure) in try walk.map(frame, merging: false) }
            case .transformMapEntry: return Planned { frame throws(CELFailure) in try walk.map(frame, merging: true) }
            }
        }
    }

    mutating func planOptionalMap(
        _ target: CELSyntax.ID,
        _ variable: String,
        _ body: CELSyntax.ID,
        isFlat: Bool
    ) throws(Refusal) -> Planned {
        let target = try plan(target).step
        return try withLocals([variable]) { planner, slots throws(Refusal) in
            let body = try planner.plan(body).step
            let slot = slots[0]
            return Planned { frame throws(CELFailure) in
                let before = frame.cost
                guard case .optional(let inner) = try target(frame) else { throw .noSuchOverload }
                guard let inner else {
                    try frame.charge(2)
                    return .optional(nil)
                }
                // As written out with `hasValue`, `value` and `of`, which names the target twice.
                try frame.charge(frame.cost - before + (isFlat ? 2 : 3))
                frame.locals[slot] = inner
                let made = try body(frame)
                if !isFlat { return .optional(made) }
                guard case .optional = made else { throw .noSuchOverload }
                return made
            }
        }
    }
}
