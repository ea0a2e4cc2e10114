// SPDX-License-Identifier: MIT

/// The loop of a macro. What a round costs is what the loop would cost as cel-go writes it out, with its accumulator.
struct CELLoop: Sendable {
    let range: CELStep
    let first: Int
    let second: Int?
    let predicate: CELStep?
    let transform: CELStep?

    private enum Walk {
        case list(CELList)
        case map(CELMap)

        var count: Int {
            switch self {
            case .list(let list): list.count
            case .map(let map): map.count
            }
        }
    }

    private func walk(_ frame: CELFrame) throws(CELFailure) -> Walk {
        switch try range(frame) {
        case .list(let list): .list(list)
        case .map(let map): .map(map)
        case let other: throw CELFailure("got '\(other.goTypeName)', expected iterable type")
        }
    }

    private func bind(_ walk: Walk, _ position: Int, _ frame: CELFrame) throws(CELFailure) {
        switch (walk, second) {
        case (.list(let list), nil): frame.locals[first] = try list.element(at: position)
        case (.list(let list), let second?):
            frame.locals[first] = .int(Int64(position))
            frame.locals[second] = try list.element(at: position)
        case (.map(let map), nil): frame.locals[first] = map.key(at: position)
        case (.map(let map), let second?):
            let (key, value) = try map.entry(at: position)
            frame.locals[first] = key
            frame.locals[second] = value
        }
    }

    private func test(_ frame: CELFrame) throws(CELFailure) -> Bool {
        guard let predicate else { return true }
        guard case .bool(let flag) = try predicate(frame) else { throw .noSuchOverload }
        return flag
    }

    /// `all` (deciding on false) and `exists` (deciding on true).
    func quantify(_ frame: CELFrame, deciding: Bool) throws(CELFailure) -> CELValue {
        let walk = try walk(frame)
        let conditionCost: UInt64 = deciding ? 3 : 2
        var failure: CELFailure?
        var isDecided = false
        for position in 0..<walk.count {
            try frame.charge(conditionCost)
            if isDecided { break }
            do throws(CELFailure) {
                try bind(walk, position, frame)
                try frame.charge(1)
                isDecided = try test(frame) == deciding
            } catch {
                if error.kind == .costLimit { throw error }
                if failure == nil { failure = error }
            }
        }
        try frame.charge(1)
        if isDecided { return .bool(deciding) }
        if let failure { throw failure }
        return .bool(!deciding)
    }

    func existsOne(_ frame: CELFrame) throws(CELFailure) -> CELValue {
        let walk = try walk(frame)
        var count = 0
        for position in 0..<walk.count {
            try bind(walk, position, frame)
            let isTrue = try test(frame)
            if isTrue {
                try frame.charge(2)
                count += 1
            }
        }
        try frame.charge(2)
        return .bool(count == 1)
    }

    /// `map`, `filter` and `transformList`; without a transform the elements themselves.
    func list(_ frame: CELFrame) throws(CELFailure) -> CELValue {
        let walk = try walk(frame)
        var result: [CELValue] = []
        for position in 0..<walk.count {
            try bind(walk, position, frame)
            guard try test(frame) else { continue }
            if let transform {
                result.append(try transform(frame))
                try frame.charge(12)
            } else if let element = frame.locals[first] {
                result.append(element)
                try frame.charge(13)
            }
            try frame.chargeCopies(1)
        }
        try frame.charge(1)
        return .list(of: result)
    }

    /// `transformMap`, and `transformMapEntry` when `merging`.
    func map(_ frame: CELFrame, merging: Bool) throws(CELFailure) -> CELValue {
        let walk = try walk(frame)
        var pairs: [(CELValue, CELValue)] = []
        var seen: Set<CELKey> = []
        func insert(_ key: CELValue, _ value: CELValue) throws(CELFailure) {
            guard let normal = CELKey(key) else { throw CELFailure("unsupported key type: \(key.type.runtimeName)") }
            guard seen.insert(normal).inserted else {
                throw CELFailure("insert failed: key \(key.keyText) already exists")
            }
            try frame.chargeCopies(1)
            pairs.append((key, value))
        }
        for position in 0..<walk.count {
            try bind(walk, position, frame)
            guard try test(frame) else { continue }
            guard let transform, let key = frame.locals[first] else { throw .noSuchOverload }
            let made = try transform(frame)
            try frame.charge(merging ? 2 : 3)
            if merging {
                guard case .map(let entries) = made else { throw .noSuchOverload }
                for index in 0..<entries.count {
                    let (key, value) = try entries.entry(at: index)
                    try insert(key, value)
                }
            } else {
                try insert(key, made)
            }
        }
        try frame.charge(1)
        return .map(CELMap(pairs))
    }
}

extension CELValue {
    /// The Go type that cel-go's messages name.
    fileprivate var goTypeName: String {
        switch self {
        case .null: "types.Null"
        case .bool: "types.Bool"
        case .int: "types.Int"
        case .uint: "types.Uint"
        case .double: "types.Double"
        case .string: "types.String"
        case .bytes: "types.Bytes"
        case .duration: "types.Duration"
        case .timestamp: "types.Timestamp"
        case .optional: "*types.Optional"
        case .type: "*types.Type"
        default: "types.\(type.runtimeName)"
        }
    }
}
