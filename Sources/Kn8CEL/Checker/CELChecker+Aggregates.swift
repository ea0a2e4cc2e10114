// SPDX-License-Identifier: MIT

extension CELChecker {
    mutating func checkList(_ elements: [CELSyntax.ID], _ optionals: Set<Int>) -> CELType {
        var joined: CELType?
        for (position, element) in elements.enumerated() {
            check(element)
            joined = join(joined, member(element, isOptional: optionals.contains(position)), at: element)
        }
        return .list(joined ?? known.fresh())
    }

    mutating func checkMap(_ entries: [CELSyntax.Entry]) -> CELType {
        var keys: CELType?
        var values: CELType?
        for entry in entries {
            check(entry.key)
            keys = join(keys, type(entry.key), at: entry.key)
            check(entry.value)
            values = join(values, member(entry.value, isOptional: entry.isOptional), at: entry.value)
        }
        return .map(keys ?? known.fresh(), values ?? known.fresh())
    }

    /// The type of an element, inside its optional when it is written with `?`.
    private mutating func member(_ id: CELSyntax.ID, isOptional: Bool) -> CELType {
        let type = known.apply(self.type(id))
        guard isOptional else { return type }
        if let inner = type.unwrappedOptional { return inner }
        if !type.isDynOrError { reportMismatch(expected: .optional(type), found: type, at: id) }
        return type
    }

    private mutating func join(_ previous: CELType?, _ current: CELType, at id: CELSyntax.ID) -> CELType {
        guard let previous else { return current }
        if known.assign(previous, to: current) { return CELSubstitution.moreGeneral(previous, current) }
        return .dyn
    }

    mutating func checkMessage(_ name: String, _ fields: [CELSyntax.FieldEntry], _ id: CELSyntax.ID) -> CELType {
        var found: CELShape?
        for candidate in candidates(for: name) where found == nil {
            found = environment.objectTypes[candidate] ?? environment.options.objectType(candidate)
        }
        if found == nil {
            let isDeclared = candidates(for: name).contains {
                environment.variables[$0] != nil || environment.constants[$0] != nil
            }
            if isDeclared { report("'\(name)' is not a type", at: id) } else { reportUndeclared(name, at: id) }
        }
        for field in fields {
            check(field.value)
            guard let found else { continue }
            guard let declared = found.field(field.name) else {
                report("undefined field '\(field.name)'", offset: field.offset)
                continue
            }
            let given = member(field.value, isOptional: field.isOptional)
            if !known.assign(given, to: declared.shape.type) {
                report(
                    "expected type of field '\(field.name)' is '\(shown(declared.shape.type))' but provided type is "
                        + "'\(shown(given))'",
                    offset: field.offset
                )
            }
        }
        guard let found else { return .error }
        checked.references[id] = .message(found)
        return .object(found)
    }
}
