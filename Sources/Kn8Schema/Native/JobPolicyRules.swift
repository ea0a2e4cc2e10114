// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of when a Job gives up and when it is content.
enum JobPolicyRules {
    private static let actions = ["Count", "FailIndex", "FailJob", "Ignore"]
    private static let operators = ["In", "NotIn"]
    private static let statuses = ["False", "True", "Unknown"]

    private static func valid(_ values: [String]) -> String {
        "valid values: [\(values.map { "\"\($0)\"" }.joined(separator: " "))]"
    }

    static func checkFailure(_ policy: ValueMap, of job: ValueMap, _ rules: inout FieldRules) {
        let count = policy.list("rules").count
        if count > 20 { rules.tooMany("rules", count, 20) }
        let pods = job.map("template")?.map("spec") ?? [:]
        let names = (pods.list("containers") + pods.list("initContainers")).compactMap { $0["name"]?.string }
        rules.each(policy, "rules") { rules, rule, _ in
            let action = rule.text("action")
            if rule.isMissing("action") {
                rules.required("action", valid(actions))
            } else if action == "FailIndex" {
                if !job.has("backoffLimitPerIndex") {
                    rules.invalid("action", .string(action), "requires the backoffLimitPerIndex to be set")
                }
            } else {
                rules.choice(rule, "action", actions)
            }
            rules.inside(rule, "onExitCodes") { rules, codes in checkCodes(codes, names, &rules) }
            let conditions = rule.list("onPodConditions")
            if conditions.count > 20 { rules.tooMany("onPodConditions", conditions.count, 20) }
            rules.each(rule, "onPodConditions") { rules, condition, _ in
                rules.shape(condition, "type", .qualified, isRequired: true)
                if condition.isMissing("status") {
                    rules.required("status", valid(statuses))
                } else {
                    rules.choice(condition, "status", statuses)
                }
            }
            if rule.has("onExitCodes"), !conditions.isEmpty {
                rules.invalid(.here, "specifying both OnExitCodes and OnPodConditions is not supported")
            }
            if !rule.has("onExitCodes"), conditions.isEmpty {
                rules.invalid(.here, "specifying one of OnExitCodes and OnPodConditions is required")
            }
        }
    }

    private static func checkCodes(_ codes: ValueMap, _ names: [String], _ rules: inout FieldRules) {
        if codes.isMissing("operator") {
            rules.required("operator", valid(operators))
        } else {
            rules.choice(codes, "operator", operators)
        }
        if let name = codes.optionalText("containerName"), !names.contains(name) {
            let words = "must be one of the container or initContainer names in the pod template"
            rules.invalid("containerName", .string(name), words)
        }
        let values = codes.list("values")
        if values.isEmpty {
            rules.invalid("values", codes.shown("values"), "at least one value is required")
        } else if values.count > 255 {
            rules.tooMany("values", values.count, 255)
        }
        var seen: Set<Value> = []
        for (index, value) in values.enumerated() {
            if codes.text("operator") == "In", value == 0 {
                rules.invalid(.item("values", index), value, "must not be 0 for the In operator")
            }
            if !seen.insert(value).inserted { rules.duplicate(.item("values", index), value) }
        }
        let numbers = values.compactMap(\.int)
        if zip(numbers, numbers.dropFirst()).contains(where: >) {
            rules.invalid("values", .array(values), "must be ordered")
        }
    }

    static func checkSuccess(_ policy: ValueMap, of job: ValueMap, _ rules: inout FieldRules) {
        let count = policy.list("rules").count
        if count == 0 {
            rules.required("rules", "at least one rules must be specified when the successPolicy is specified")
        }
        if count > 20 { rules.tooMany("rules", count, 20) }
        let completions = job.number("completions")
        rules.each(policy, "rules") { rules, rule, _ in
            if !rule.has("succeededCount"), !rule.has("succeededIndexes") {
                rules.required(.here, "at least one of succeededCount or succeededIndexes must be specified")
            }
            var indexes: Int64?
            if let text = rule.optionalText("succeededIndexes") {
                if text.utf8.count > 65_536 { rules.tooLong("succeededIndexes", 65_536) }
                switch JobIndexes.count(text, below: completions ?? .max) {
                case .success(let count): indexes = count
                case .failure(let fault):
                    let words = "error parsing succeededIndexes: \(fault.words)"
                    rules.invalid("succeededIndexes", .string(text), words)
                    indexes = 0
                }
            }
            guard let wanted = rule.number("succeededCount") else { return }
            rules.notNegative(rule, "succeededCount")
            if let completions, wanted > completions {
                let words = "must be less than or equal to \(completions) (the number of specified completions)"
                rules.invalid("succeededCount", .int(wanted), words)
            }
            if let indexes, wanted > indexes {
                let words =
                    "must be less than or equal to \(indexes) (the number of indexes in the specified succeededIndexes "
                    + "field)"
                rules.invalid("succeededCount", .int(wanted), words)
            }
        }
    }
}

/// A list of a Job's indexes: `1,3-5`.
enum JobIndexes {
    /// Why a text is no such list.
    struct Fault: Error {
        let words: String
    }

    /// How many indexes `text` lists, all of them below `limit` and in ascending order.
    static func count(_ text: String, below limit: Int64) -> Result<Int64, Fault> {
        guard !text.isEmpty else { return .success(0) }
        var last: Int64?
        var total: Int64 = 0
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let ends = part.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count <= 2 else {
                return .failure(
                    Fault(words: "too long interval: \"\(part)\"")
                )
            }
            var numbers: [Int64] = []
            for end in ends {
                guard let number = Int64(end) else {
                    let words = "cannot convert string to integer for index: \"\(end)\""
                    return .failure(Fault(words: words))
                }
                guard number < limit else { return .failure(Fault(words: "too large index: \"\(end)\"")) }
                if let last = numbers.last ?? last, last >= number {
                    return .failure(Fault(words: "non-increasing order, previous: \(last), current: \(number)"))
                }
                numbers.append(number)
            }
            let (first, end) = (numbers.first ?? 0, numbers.last ?? 0)
            last = end
            total += end - first + 1
        }
        return .success(total)
    }
}
