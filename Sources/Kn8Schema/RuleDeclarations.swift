// SPDX-License-Identifier: MIT

internal import Kn8CEL
internal import Kn8Value

/// What a CRD must heed in its rules (`kubernetes:apiext/apis/apiextensions/validation/validation.go`): their fields,
/// that they compile, and what they can cost.
struct RuleDeclarations {
    private static let mostRuleCost: UInt64 = 10_000_000
    private static let mostTotalCost: UInt64 = 100_000_000
    private static let reasons = [
        "FieldValueDuplicate", "FieldValueForbidden", "FieldValueInvalid", "FieldValueRequired",
    ]
    private static let deepest = 128

    private var violations: [Violation] = []
    private var total: UInt64 = 0
    private var expensive: [(path: FieldPath, cost: UInt64)] = []

    /// What is wrong with the rules of the `openAPIV3Schema` at `path`.
    static func violations(of schema: Value, at path: FieldPath) -> [Violation] {
        var check = RuleDeclarations()
        _ = check.walk(schema, Schema(openAPI: schema), path, cardinality: 1, uncorrelatable: nil, depth: 0)
        check.addTotal(path)
        return check.violations
    }

    /// Whether the node and all below it are free of faults other than those of expressions.
    private mutating func walk(
        _ raw: Value,
        _ schema: Schema,
        _ path: FieldPath,
        cardinality: UInt64?,
        uncorrelatable: FieldPath?,
        depth: Int
    ) -> Bool {
        guard depth < Self.deepest else { return true }
        var isSound = true
        let inner = Self.product(cardinality, of: raw)
        if let map = raw["additionalProperties"], map.object != nil, let child = schema.additional?.schema {
            let place = path.key("additionalProperties")
            isSound =
                walk(map, child, place, cardinality: inner, uncorrelatable: uncorrelatable, depth: depth + 1) && isSound
        }
        for entry in raw["properties"]?.object ?? ValueMap() {
            guard let child = schema.field(entry.key)?.schema else { continue }
            let place = path.key("properties").key(entry.key)
            isSound =
                walk(entry.value, child, place, cardinality: inner, uncorrelatable: uncorrelatable, depth: depth + 1)
                && isSound
        }
        if let items = raw["items"], let child = schema.items?.schema {
            let isKeyed = raw["x-kubernetes-list-type"]?.string == "map"
            let origin = isKeyed ? uncorrelatable : uncorrelatable ?? path
            isSound =
                walk(
                    items,
                    child,
                    path.key("items"),
                    cardinality: inner,
                    uncorrelatable: origin,
                    depth: depth + 1
                ) && isSound
        }
        let rules = (raw["x-kubernetes-validations"]?.array ?? []).map { CELRule($0) }
        if rules.isEmpty { return isSound }
        let place = path.key("x-kubernetes-validations")
        let before = violations.count
        for (index, rule) in rules.enumerated() { checkFields(rule, schema, place.index(index)) }
        guard violations.count == before, isSound else { return false }
        guard let shape = CELShape.shape(of: schema, isRoot: depth == 0 || schema.isEmbeddedResource) else {
            add(
                "Internal error: internal error: failed to construct type information for x-kubernetes-validations rules: "
                    + "unable to convert structural schema to CEL declarations",
                place
            )
            return true
        }
        for (index, rule) in rules.enumerated() {
            let compiled = CompiledRule(rule, schema, shape)
            let most = cardinality ?? (3 << 20) / (shape.smallestSize + 1)
            checkCompiled(compiled, place.index(index), cardinality: most, uncorrelatable)
        }
        return true
    }

    private mutating func checkFields(_ rule: CELRule, _ schema: Schema, _ path: FieldPath) {
        func shown(_ text: String) -> String { Value.string(text).json() }
        if rule.rule.trimmed.isEmpty {
            add("\(StructuralRules.shown(path.key("rule"))): Required value: rule is not specified", path)
        } else if !rule.message.isEmpty, rule.message.trimmed.isEmpty {
            add("Invalid value: \(shown(rule.message)): must be non-empty if specified", path.key("message"))
        } else if rule.message.trimmed.hasLineBreak {
            add("Invalid value: \(shown(rule.message)): must not contain line breaks", path.key("message"))
        } else if rule.rule.trimmed.hasLineBreak, rule.message.trimmed.isEmpty {
            add(
                "\(StructuralRules.shown(path.key("message"))): Required value: message must be specified if rule "
                    + "contains line breaks",
                path
            )
        }
        if !rule.messageExpression.isEmpty, rule.messageExpression.trimmed.isEmpty {
            add("Required value: messageExpression must be non-empty if specified", path.key("messageExpression"))
        }
        if let reason = rule.reason, !Self.reasons.contains(reason) {
            let list = Self.reasons.map { "\"\($0)\"" }.joined(separator: ", ")
            add("Unsupported value: \(shown(reason)): supported values: \(list)", path.key("reason"))
        }
        let place = path.key("fieldPath")
        let text = rule.fieldPath
        if text.isEmpty { return }
        if text.trimmed.isEmpty { add("Invalid value: \(shown(text)): must be non-empty if specified", place) }
        if text.hasLineBreak { add("Invalid value: \(shown(text)): must not contain line breaks", place) }
        if RuleFieldPath.steps(text, in: schema) == nil {
            add("Invalid value: \(shown(text)): must be a valid path", place)
        }
    }

    private mutating func checkCompiled(
        _ rule: CompiledRule,
        _ path: FieldPath,
        cardinality: UInt64,
        _ uncorrelatable: FieldPath?
    ) {
        let place = path.key("rule")
        let cost = rule.cost.saturatingProduct(cardinality)
        if cost > Self.mostRuleCost {
            add("Forbidden: \(Self.excess("estimated rule cost", cost, Self.mostRuleCost))", place)
        }
        observe(cost, place)
        if let fault = rule.fault { add("Invalid value: \(rule.rule.json): \(fault)", place) }
        let messagePlace = path.key("messageExpression")
        if let fault = rule.messageFault {
            add("Invalid value: \(rule.rule.json): \(fault)", messagePlace)
        } else if rule.messageProgram != nil {
            if rule.messageCost > Self.mostRuleCost {
                let words = Self.excess("estimated messageExpression cost", rule.messageCost, Self.mostRuleCost)
                add("Forbidden: \(words)", messagePlace)
            }
            observe(rule.messageCost, messagePlace)
        }
        if rule.usesOldSelf {
            guard let uncorrelatable else { return }
            add(
                "Invalid value: \(Value.string(rule.rule.rule).json()): oldSelf cannot be used on the uncorrelatable "
                    + "portion of the schema within \(StructuralRules.shown(uncorrelatable))",
                place
            )
        } else if let isOptional = rule.rule.optionalOldSelf, rule.fault == nil {
            add(
                "Invalid value: \(isOptional): may not be set if oldSelf is not used in rule",
                path.key("optionalOldSelf")
            )
        }
    }

    private mutating func add(_ message: String, _ path: FieldPath) {
        violations.append(Violation(rule: "crd/rule", message: message, path: path))
    }

    private mutating func observe(_ cost: UInt64, _ path: FieldPath) {
        total = total.saturatingSum(cost)
        guard cost >= Self.mostTotalCost / 100 else { return }
        expensive.append((path, cost))
        expensive.sort { $0.cost > $1.cost }
        expensive = Array(expensive.prefix(4))
    }

    private mutating func addTotal(_ path: FieldPath) {
        guard total > Self.mostTotalCost else { return }
        for rule in expensive {
            add(
                "Forbidden: contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema",
                rule.path
            )
        }
        let words = Self.excess(
            "x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema",
            total,
            Self.mostTotalCost
        )
        add("Forbidden: \(words)", path)
    }

    /// How many of the children of `raw` there can be; nil when nothing bounds that.
    private static func product(_ cardinality: UInt64?, of raw: Value) -> UInt64? {
        guard let cardinality else { return nil }
        func times(_ key: String) -> UInt64? {
            raw[key]?.int.map { cardinality.saturatingProduct(UInt64(max($0, 0))) }
        }
        switch raw["type"]?.string {
        case "object": return raw["additionalProperties"] == nil ? cardinality : times("maxProperties")
        case "array": return times("maxItems")
        default: return cardinality
        }
    }

    private static func excess(_ name: String, _ cost: UInt64, _ limit: UInt64) -> String {
        let factor = Double(cost) / Double(limit)
        let words =
            if factor > 100 {
                "more than 100x"
            } else {
                decimal(factor, places: factor < 1.5 ? 6 : 1) + "x"
            }
        return
            "\(name) exceeds budget by factor of \(words) (try simplifying the rule, or adding maxItems, maxProperties, "
            + "and maxLength where arrays, maps, and strings are declared)"
    }

    private static func decimal(_ number: Double, places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = Int((number * scale).rounded(.toNearestOrEven))
        let fraction = String(scaled % Int(scale))
        return "\(scaled / Int(scale))." + String(repeating: "0", count: max(0, places - fraction.utf8.count))
            + fraction
    }
}
