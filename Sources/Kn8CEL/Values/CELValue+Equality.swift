// SPDX-License-Identifier: MIT

internal import Kn8Value

extension CELValue {
    /// Whether both are equal as the language sees it: numbers by value whatever their type, lists and maps deeply,
    /// values of different kinds never. Throws only when JSON is not what its shape declares, or when the values share
    /// so much that comparing them would not end.
    package func isEqual(to other: CELValue) throws(CELFailure) -> Bool {
        var steps = 0
        return try isEqual(to: other, steps: &steps)
    }

    /// As `isEqual(to:)`, and adds to `steps` one for each element compared; throws when they are `CELLimits.mostWork`.
    func isEqual(to other: CELValue, steps: inout Int) throws(CELFailure) -> Bool {
        switch (self, other) {
        case (.null, .null): return true
        case (.bool(let left), .bool(let right)): return left == right
        case (.int(let left), .int(let right)): return left == right
        case (.uint(let left), .uint(let right)): return left == right
        case (.double(let left), .double(let right)): return left == right
        case (.int(let left), .uint(let right)), (.uint(let right), .int(let left)): return left == right
        case (.int(let left), .double(let right)), (.double(let right), .int(let left)): return Double(left) == right
        case (.uint(let left), .double(let right)), (.double(let right), .uint(let left)):
            return Double(left) == right
        case (.string(let left), .string(let right)):
            steps += min(left.utf8.count, right.utf8.count) >> 6
            return left.hasSameScalars(as: right)
        case (.bytes(let left), .bytes(let right)): return left == right
        case (.duration(let left), .duration(let right)): return left == right
        case (.timestamp(let left), .timestamp(let right)): return left == right
        case (.type(let left), .type(let right)): return left.runtimeName == right.runtimeName
        case (.opaque(let left), .opaque(let right)): return left.isEqual(to: right)
        case (.optional(let left), .optional(let right)):
            switch (left, right) {
            case (nil, nil): return true
            case (let left?, let right?): return try left.isEqual(to: right, steps: &steps)
            default: return false
            }
        case (.list(let left), .list(let right)): return try Self.areEqual(left, right, steps: &steps)
        case (.map(let left), .map(let right)): return try Self.areEqual(left, right, steps: &steps)
        case (.object(let left), .object(let right)): return try Self.areEqual(left, right, steps: &steps)
        default: return false
        }
    }

    private static func step(_ steps: inout Int) throws(CELFailure) {
        steps += 1
        if steps > CELLimits.mostWork { throw .costLimit }
    }

    private static func areEqual(_ left: CELList, _ right: CELList, steps: inout Int) throws(CELFailure) -> Bool {
        guard left.count == right.count else { return false }
        switch left.semantics == .atomic ? right.semantics : left.semantics {
        case .atomic:
            for index in 0..<left.count {
                try step(&steps)
                guard try left.element(at: index).isEqual(to: right.element(at: index), steps: &steps) else {
                    return false
                }
            }
            return true
        case .set:
            return try areEqualSets(left, right, steps: &steps)
        case .map(let keys):
            for index in 0..<left.count {
                let mine = try left.element(at: index)
                var isFound = false
                for candidate in 0..<right.count where !isFound {
                    try step(&steps)
                    let theirs = try right.element(at: candidate)
                    guard try mine.hasSameKeys(keys, as: theirs) else { continue }
                    guard try mine.isEqual(to: theirs, steps: &steps) else { return false }
                    isFound = true
                }
                guard isFound else { return false }
            }
            return true
        }
    }

    private static func areEqualSets(_ left: CELList, _ right: CELList, steps: inout Int) throws(CELFailure) -> Bool {
        let members = try left.elements()
        let others = try right.elements()
        let keys = members.compactMap(CELKey.init)
        if keys.count == members.count { return Set(keys) == Set(others.compactMap(CELKey.init)) }
        for member in members {
            var isFound = false
            for other in others where !isFound {
                try step(&steps)
                isFound = try member.isEqual(to: other, steps: &steps)
            }
            guard isFound else { return false }
        }
        return true
    }

    private static func areEqual(_ left: CELMap, _ right: CELMap, steps: inout Int) throws(CELFailure) -> Bool {
        guard left.count == right.count else { return false }
        for position in 0..<left.count {
            try step(&steps)
            let (key, mine) = try left.entry(at: position)
            guard let theirs = try right.value(at: key), try mine.isEqual(to: theirs, steps: &steps) else {
                return false
            }
        }
        return true
    }

    // As Kubernetes does it: as many properties, null ones included; a declared one that holds null equals nothing; an
    // undeclared one that both have is compared as it stands.
    private static func areEqual(_ left: CELObject, _ right: CELObject, steps: inout Int) throws(CELFailure) -> Bool {
        guard left.shape.name == right.shape.name, left.json.count == right.json.count else { return false }
        for entry in left.json {
            try step(&steps)
            if let field = left.shape.declaredField(forKey: entry.key) {
                guard let theirs = right.present(field),
                    try field.shape.adapt(entry.value).isEqual(to: field.shape.adapt(theirs), steps: &steps)
                else { return false }
            } else if let theirs = right.json[entry.key], theirs != entry.value {
                return false
            }
        }
        return true
    }

    /// Whether both are objects or maps whose values at `keys` are equal; absent equals absent.
    func hasSameKeys(_ keys: [String], as other: CELValue) throws(CELFailure) -> Bool {
        for key in keys {
            switch (try property(key), try other.property(key)) {
            case (nil, nil): continue
            case (let mine?, let theirs?): guard try mine.isEqual(to: theirs) else { return false }
            default: return false
            }
        }
        return true
    }

    /// The value of the JSON property `key`, unescaped; nil when absent, or when this has no properties.
    private func property(_ key: String) throws(CELFailure) -> CELValue? {
        switch self {
        case .map(let map): return try map.value(named: key)
        case .object(let object):
            guard let field = object.shape.declaredField(forKey: key), let value = object.present(field) else {
                return nil
            }
            return try field.shape.adapt(value)
        default: return nil
        }
    }
}

extension CELShape {
    /// The field whose JSON key is `key`; nil when it is not declared or cannot be named.
    func declaredField(forKey key: String) -> Field? { CELFieldName.escaped(key).flatMap(field) }
}
