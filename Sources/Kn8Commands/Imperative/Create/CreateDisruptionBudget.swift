// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct CreateDisruptionBudget: Generator {
    static let configuration = CommandConfiguration(
        commandName: "poddisruptionbudget",
        abstract: "Create a PodDisruptionBudget",
        discussion: "Example: 'kn8 create pdb web --selector=app=web --min-available=50%'.",
        aliases: ["pdb"]
    )

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions

    @Option(help: "The pods it is for, by their labels")
    var selector = ""

    @Option(
        name: .customLong("min-available"),
        parsing: .unconditional,
        help: "How many pods, or what percentage, must be there"
    )
    var minAvailable = ""

    @Option(
        name: .customLong("max-unavailable"),
        parsing: .unconditional,
        help: "How many pods, or what percentage, may be missing"
    )
    var maxUnavailable = ""

    var failure: String? { "failed to create poddisruptionbudgets: " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        guard !selector.isEmpty else { throw CommandError("a selector must be specified") }
        guard !minAvailable.isEmpty || !maxUnavailable.isEmpty else {
            throw CommandError("one of min-available or max-unavailable must be specified")
        }
        guard minAvailable.isEmpty || maxUnavailable.isEmpty else {
            throw CommandError("min-available and max-unavailable cannot be both specified")
        }
        var object = Object(
            "policy/v1",
            "PodDisruptionBudget",
            name,
            [
                "spec": [:],
                "status": [
                    "currentHealthy": 0, "desiredHealthy": 0, "disruptionsAllowed": 0, "expectedPods": 0,
                ],
            ]
        )
        if !minAvailable.isEmpty { object["spec", "minAvailable"] = try count(minAvailable, "min-available") }
        if !maxUnavailable.isEmpty { object["spec", "maxUnavailable"] = try count(maxUnavailable, "max-unavailable") }
        object["spec", "selector"] = try LabelSelector.tree(of: selector)
        return object
    }

    private func count(_ text: String, _ flag: String) throws(CommandError) -> Value {
        let digits = text.hasSuffix("%") ? text.dropLast() : Substring(text)
        guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
            throw CommandError("invalid format specified for \(flag)")
        }
        return text.hasSuffix("%") ? .string(text) : Int64(text).map(Value.int) ?? .string(text)
    }
}

extension LabelSelector {
    /// The `metav1.LabelSelector` that `text` in kubectl's grammar stands for.
    static func tree(of text: String) throws(CommandError) -> Value {
        let selector: LabelSelector
        do throws(SyntaxError) {
            selector = try LabelSelector(text)
        } catch {
            throw CommandError(error.description)
        }
        var labels: Value = .emptyObject
        var expressions: [Value] = []
        for requirement in selector.requirements {
            let key = Value.string(requirement.key)
            switch requirement.condition {
            case .isIn(let values) where values.count == 1: labels[requirement.key] = .string(values.first ?? "")
            case .isIn(let values):
                expressions.append(["key": key, "operator": "In", "values": values.sorted().value])
            case .isNotIn(let values):
                guard text.contains("notin") else {
                    throw CommandError("\"!=\" is not a valid label selector operator")
                }
                expressions.append(["key": key, "operator": "NotIn", "values": values.sorted().value])
            case .exists: expressions.append(["key": key, "operator": "Exists"])
            case .doesNotExist: expressions.append(["key": key, "operator": "DoesNotExist"])
            case .greaterThan: throw CommandError("\"gt\" is not a valid label selector operator")
            case .lessThan: throw CommandError("\"lt\" is not a valid label selector operator")
            }
        }
        var tree: Value = .emptyObject
        if labels != .emptyObject { tree["matchLabels"] = labels }
        if !expressions.isEmpty { tree["matchExpressions"] = .array(expressions) }
        return tree
    }
}
