// SPDX-License-Identifier: MIT

/// A choice of objects by their labels: requirements that must all hold.
package struct LabelSelector: Hashable, Sendable {
    /// What one requirement asks of the label at its key.
    package enum Condition: Hashable, Sendable {
        case exists
        case doesNotExist
        case isIn(Set<String>)
        /// Holds also when the label is missing.
        case isNotIn(Set<String>)
        case greaterThan(Int64)
        case lessThan(Int64)
    }

    /// One requirement.
    package struct Requirement: Hashable, Sendable {
        /// The label's key.
        package var key: String
        /// What is asked of its value.
        package var condition: Condition

        /// A requirement on the label at `key`.
        package init(key: String, _ condition: Condition) {
            self.key = key
            self.condition = condition
        }

        /// Whether `labels` satisfy the requirement.
        package func matches(_ labels: [String: String]) -> Bool {
            let value = labels[key]
            switch condition {
            case .exists: return value != nil
            case .doesNotExist: return value == nil
            case .isIn(let values): return value.map(values.contains) ?? false
            case .isNotIn(let values): return value.map { !values.contains($0) } ?? true
            case .greaterThan(let bound): return value.flatMap(Int64.init).map { $0 > bound } ?? false
            case .lessThan(let bound): return value.flatMap(Int64.init).map { $0 < bound } ?? false
            }
        }
    }

    /// Why a selector could not be read, in Kubernetes' words.
    package struct SyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
        /// The sentence.
        package let description: String

        init(_ description: String) { self.description = description }
    }

    /// All of them must hold; none selects everything.
    package var requirements: [Requirement]

    /// A selector of `requirements`; without any it selects everything.
    package init(_ requirements: [Requirement] = []) { self.requirements = requirements }

    /// The selector that `text` spells in kubectl's grammar (`a=b,c in (d,e),!f,g>5`); empty selects everything.
    package init(_ text: String) throws(SyntaxError) {
        var parser = LabelSelectorParser(text)
        requirements = try parser.requirements()
    }

    /// The selector of a mapping that names each label's value, as a Service has it.
    package init(matching labels: [String: String]) {
        requirements = labels.sorted { $0.key < $1.key }.map { Requirement(key: $0.key, .isIn([$0.value])) }
    }

    /// The selector of a `metav1.LabelSelector` tree with `matchLabels` and `matchExpressions`; an empty mapping selects
    /// everything. What callers make of an absent selector differs by field, so that is theirs to decide.
    package init(_ value: Value) throws(SyntaxError) {
        requirements = []
        for entry in value["matchLabels"]?.object ?? [:] {
            requirements.append(Requirement(key: entry.key, .isIn([entry.value.string ?? ""])))
        }
        for expression in value["matchExpressions"]?.array ?? [] {
            let key = expression["key"]?.string ?? ""
            let values = Set((expression["values"]?.array ?? []).compactMap(\.string))
            switch expression["operator"]?.string ?? "" {
            case "In": requirements.append(Requirement(key: key, .isIn(values)))
            case "NotIn": requirements.append(Requirement(key: key, .isNotIn(values)))
            case "Exists": requirements.append(Requirement(key: key, .exists))
            case "DoesNotExist": requirements.append(Requirement(key: key, .doesNotExist))
            case let other: throw SyntaxError("\"\(other)\" is not a valid label selector operator")
            }
        }
    }

    /// Whether every requirement holds for `labels`.
    package func matches(_ labels: [String: String]) -> Bool {
        requirements.allSatisfy { $0.matches(labels) }
    }

    /// The selector in kubectl's grammar, requirements in the order given, values sorted.
    package var description: String {
        requirements.map { requirement in
            let key = requirement.key
            switch requirement.condition {
            case .exists: return key
            case .doesNotExist: return "!\(key)"
            case .isIn(let values) where values.count == 1: return "\(key)=\(values.first ?? "")"
            case .isIn(let values): return "\(key) in (\(values.sorted().joined(separator: ",")))"
            case .isNotIn(let values) where values.count == 1: return "\(key)!=\(values.first ?? "")"
            case .isNotIn(let values): return "\(key) notin (\(values.sorted().joined(separator: ",")))"
            case .greaterThan(let bound): return "\(key)>\(bound)"
            case .lessThan(let bound): return "\(key)<\(bound)"
            }
        }
        .joined(separator: ",")
    }
}
