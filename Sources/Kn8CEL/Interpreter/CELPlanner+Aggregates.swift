// SPDX-License-Identifier: MIT

internal import Kn8Value

extension CELPlanner {
    mutating func planList(_ elements: [CELSyntax.ID], _ optionals: Set<Int>) throws(Refusal) -> Planned {
        var planned: [Planned] = []
        for element in elements { planned.append(try plan(element)) }
        if optionals.isEmpty {
            let constants = planned.compactMap(\.constant)
            if constants.count == planned.count { return Planned(constant: .list(of: constants)) }
        }
        let steps = planned.map(\.step)
        return Planned { frame throws(CELFailure) in
            var values: [CELValue] = []
            values.reserveCapacity(steps.count)
            for (position, step) in steps.enumerated() {
                let value = try step(frame)
                if optionals.contains(position) {
                    guard case .optional(let inner) = value else { throw .notOptional(value) }
                    if let inner { values.append(inner) }
                } else {
                    values.append(value)
                }
            }
            try frame.charge(10)
            try frame.chargeCopies(values.count)
            return .list(of: values)
        }
    }

    mutating func planMap(_ entries: [CELSyntax.Entry]) throws(Refusal) -> Planned {
        var keys: [Planned] = []
        var values: [Planned] = []
        for entry in entries {
            keys.append(try plan(entry.key))
            values.append(try plan(entry.value))
        }
        let optionals = entries.map(\.isOptional)
        let constantKeys = keys.compactMap(\.constant)
        let constantValues = values.compactMap(\.constant)
        if constantKeys.count == keys.count, constantValues.count == values.count, !optionals.contains(true),
            constantKeys.allSatisfy({ CELKey($0) != nil }),
            Set(constantKeys.compactMap(CELKey.init)).count == keys.count
        {
            return Planned(constant: .map(CELMap(Array(zip(constantKeys, constantValues)))))
        }
        let steps = zip(keys, values).map { (key: $0.step, value: $1.step) }
        return Planned { frame throws(CELFailure) in
            var pairs: [(CELValue, CELValue)] = []
            pairs.reserveCapacity(steps.count)
            for (position, step) in steps.enumerated() {
                let key = try step.key(frame)
                let value = try step.value(frame)
                guard CELKey(key) != nil else {
                    throw CELFailure("unsupported key type: \(key.type.runtimeName)")
                }
                if optionals[position] {
                    guard case .optional(let inner) = value else { throw .notOptional(value) }
                    guard let inner else { continue }
                    pairs.append((key, inner))
                } else {
                    pairs.append((key, value))
                }
            }
            try frame.charge(30)
            try frame.chargeCopies(pairs.count)
            return .map(CELMap(pairs))
        }
    }

    mutating func planMessage(_ fields: [CELSyntax.FieldEntry], _ id: CELSyntax.ID) throws(Refusal) -> Planned {
        guard case .message(let shape)? = checked.references[id] else { return failing("unknown type") }
        var steps: [(key: String, step: CELStep, isOptional: Bool)] = []
        for field in fields {
            guard let declared = shape.field(field.name) else { return failing("no such field '\(field.name)'") }
            steps.append((declared.key, try plan(field.value).step, field.isOptional))
        }
        return Planned { [steps] frame throws(CELFailure) in
            var json = ValueMap()
            for (key, step, isOptional) in steps {
                let value = try step(frame)
                if isOptional {
                    guard case .optional(let inner) = value else { throw .notOptional(value) }
                    if let inner { json[key] = try inner.json() }
                } else {
                    json[key] = try value.json()
                }
            }
            try frame.charge(40)
            return .object(CELObject(json, shape: shape))
        }
    }
}

extension CELFailure {
    fileprivate static func notOptional(_ value: CELValue) -> CELFailure {
        CELFailure("cannot initialize optional entry from non-optional value \(value.type.runtimeName)")
    }
}
