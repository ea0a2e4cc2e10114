// SPDX-License-Identifier: MIT

/// What cel-go's validators refuse in a checked tree (`cel-go:cel/validator.go`): literals of mixed types, and literal
/// durations, timestamps and patterns that are wrong.
struct CELValidator {
    let checked: CELChecked
    let options: CELEnvironment.Options
    let source: CELSource

    func issues() -> [CELIssue] {
        var found: [CELIssue] = []
        visit(checked.syntax.root, isExempt: false, &found)
        return found
    }

    private func visit(_ id: CELSyntax.ID, isExempt: Bool, _ found: inout [CELIssue]) {
        var isExempt = isExempt
        switch checked.syntax[id] {
        case .call(let name, let receiver, let arguments):
            if name == "format" { isExempt = true }
            if options.checksLiterals { judge(name, receiver, arguments, &found) }
        case .list(let elements, let optionals) where options.homogeneousAggregates && !isExempt:
            compare(
                elements.enumerated().map { position, element in
                    (element, optionals.contains(position))
                },
                &found
            )
        case .map(let entries) where options.homogeneousAggregates && !isExempt:
            compare(entries.map { ($0.key, false) }, &found)
            compare(entries.map { ($0.value, $0.isOptional) }, &found)
        default: break
        }
        for child in CELSyntax.children(of: checked.syntax[id]) { visit(child, isExempt: isExempt, &found) }
    }

    private func compare(_ members: [(id: CELSyntax.ID, isOptional: Bool)], _ found: inout [CELIssue]) {
        var expected: CELType?
        for member in members {
            let declared = checked.types[member.id]
            let type = member.isOptional ? declared.unwrappedOptional ?? declared : declared
            guard let first = expected else {
                expected = type
                continue
            }
            guard first != type else { continue }
            found.append(
                source.issue(
                    "expected type '\(first)' but found '\(type)'",
                    at: checked.syntax.offsets[member.id]
                )
            )
            return
        }
    }

    private func judge(
        _ name: String,
        _ receiver: CELSyntax.ID?,
        _ arguments: [CELSyntax.ID],
        _ found: inout [CELIssue]
    ) {
        let position = name == "matches" && receiver == nil ? 1 : 0
        guard arguments.indices.contains(position), case .literal(let value) = checked.syntax[arguments[position]]
        else { return }
        guard case .string(let text) = value else { return }
        let isValid: Bool
        switch name {
        case "duration": isValid = CELDuration(text) != nil
        case "timestamp": isValid = CELTimestamp(text) != nil
        case "matches": isValid = (try? MatchesFunction.compile(text)) != nil
        default: return
        }
        guard !isValid else { return }
        found.append(source.issue("invalid \(name) argument", at: checked.syntax.offsets[arguments[position]]))
    }
}
