// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8CEL
internal import Kn8Printers
internal import Kn8Value

/// What `wait --for` waits for, and whether an object is there yet (`kubernetes:kubectl/pkg/cmd/wait`).
enum AwaitedState {
    case created
    case deleted
    case condition(type: String, status: String)
    /// A value at a path; nil means any value.
    case path(JSONPath, value: String?)
    /// An expression of CEL over `object`.
    case rule(CELProgram)

    /// How far an object is.
    enum Progress {
        case reached
        case underWay
        /// It will not get there; why.
        case failed(String)
    }

    /// Reads what stands behind `--for`; the complaints are kubectl's.
    init(_ text: String) throws(CommandError) {
        switch text.lowercased() {
        case "delete":
            self = .deleted
            return
        case "create":
            self = .created
            return
        default: break
        }
        if text.hasPrefix("condition=") {
            let parts = text.dropFirst("condition=".count).split(
                separator: "=",
                maxSplits: 1,
                omittingEmptySubsequences: false
            )
            self = .condition(
                type: parts.first.map(String.init) ?? "",
                status: parts.count > 1 ? String(parts[1]) : "true"
            )
            return
        }
        if text.hasPrefix("cel=") {
            self = .rule(try AwaitedState.program(String(text.dropFirst("cel=".count))))
            return
        }
        guard text.hasPrefix("jsonpath=") else { throw CommandError("unrecognized condition: \"\(text)\"") }
        self = try AwaitedState.path(String(text.dropFirst("jsonpath=".count)))
    }

    private static func program(_ text: String) throws(CommandError) -> CELProgram {
        let environment = CELEnvironment.kubernetes.declaring("object", .dyn).declaring("self", .dyn)
        let program: CELProgram
        do throws(CELIssues) {
            program = try environment.compile(text)
        } catch {
            throw CommandError("cel expression cannot be used: \(error)")
        }
        guard [.bool, .dyn].contains(program.resultType) else {
            throw CommandError("cel expression must evaluate to a bool")
        }
        return program
    }

    private static func path(_ text: String) throws(CommandError) -> AwaitedState {
        let parts = pieces(of: text)
        guard parts.count <= 2, let expression = parts.first else {
            throw CommandError(
                "jsonpath wait format must be --for=jsonpath='{.status.readyReplicas}'=3 or "
                    + "--for=jsonpath='{.status.readyReplicas}'"
            )
        }
        guard !expression.isEmpty else { throw CommandError("jsonpath expression cannot be empty") }
        guard let path = JSONPath(expression), expression.hasPrefix("{") == expression.hasSuffix("}") else {
            throw CommandError(
                "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or "
                    + "'{.name1.name2}'"
            )
        }
        guard parts.count == 2 else { return .path(path, value: nil) }
        let quotes: Set<Character> = ["'", "\""]
        var value = Substring(parts[1])
        while let first = value.first, quotes.contains(first) { value = value.dropFirst() }
        while let last = value.last, quotes.contains(last) { value = value.dropLast() }
        guard !value.isEmpty else {
            throw CommandError(
                "jsonpath wait has to have a value after equal sign, like "
                    + "--for=jsonpath='{.status.readyReplicas}'=3"
            )
        }
        return .path(path, value: String(value))
    }

    // A single `=` separates, a double one is part of a filter.
    private static func pieces(of text: String) -> [String] {
        var pieces = [""]
        var rest = Substring(text)
        while let first = rest.first {
            if rest.hasPrefix("==") {
                pieces[pieces.count - 1] += "=="
                rest = rest.dropFirst(2)
                continue
            }
            rest = rest.dropFirst()
            if first == "=" { pieces.append("") } else { pieces[pieces.count - 1].append(first) }
        }
        return pieces
    }

    /// How far `object` is; nil is an object that is not there.
    func progress(of object: Object?) throws(CommandError) -> Progress {
        switch self {
        case .created: return object == nil ? .underWay : .reached
        case .deleted: return object == nil ? .reached : .underWay
        case .rule(let program):
            guard let object else { return .failed("") }
            let value = CELValue(json: object.value)
            // What is not there yet is an error of the expression, which time may mend.
            guard case .bool(true)? = try? program.evaluate(["object": value, "self": value]) else { return .underWay }
            return .reached
        case .condition(let type, let status):
            guard let object else { return .failed("") }
            return AwaitedState.progress(of: object, type, status)
        case .path(let path, let wanted):
            guard let object else { return .failed("") }
            let values = path.values(in: object.value)
            guard let first = values.first else { return .underWay }
            guard let wanted else { return .reached }
            guard values.count == 1 else {
                throw CommandError("given jsonpath expression matches more than one value")
            }
            switch first {
            case .object, .array:
                throw CommandError("jsonpath leads to a nested object or list which is not supported")
            case .string(let text): return text == wanted ? .reached : .underWay
            default: return first.json() == wanted ? .reached : .underWay
            }
        }
    }

    private static func progress(of object: Object, _ type: String, _ status: String) -> Progress {
        let conditions = object["status", "conditions"]?.array ?? []
        let generation = object.generation
        // What was said of an older spec does not count.
        func counts(_ condition: Value) -> Bool {
            let observed = condition["observedGeneration"]?.int ?? object["status", "observedGeneration"]?.int
            return observed.map { $0 >= generation } ?? true
        }
        if let condition = conditions.first(where: { $0["type"]?.string?.lowercased() == type.lowercased() }),
            counts(condition), condition["status"]?.string?.lowercased() == status.lowercased()
        {
            return .reached
        }
        guard status.lowercased() == "true" else { return .underWay }
        for condition in conditions where counts(condition) {
            let name = condition["type"]?.string ?? ""
            guard name.lowercased() != type.lowercased() else { continue }
            let reason = condition["reason"]?.string ?? ""
            let isOver =
                (["Failed", "Stalled"].contains(name) && condition["status"]?.string == "True")
                || (name == "Progressing" && reason == "ProgressDeadlineExceeded")
            guard isOver else { continue }
            let message = condition["message"]?.string ?? ""
            let words = [reason, message].filter { !$0.isEmpty }.joined(separator: ": ")
            return .failed("condition \(name) is \(condition["status"]?.string ?? "") (\(words))")
        }
        return .underWay
    }
}
