// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// A `metav1.LabelSelector`: `matchLabels` and `matchExpressions`, all of which must hold.
struct LabelSelector: Sendable {
    private let labels: [ValueMap.Entry]
    private let expressions: [Value]

    /// The selector that `value` spells; an empty one selects everything.
    init(_ value: Value?) {
        labels = value?["matchLabels"]?.object.map(Array.init) ?? []
        expressions = value?["matchExpressions"]?.array ?? []
    }

    /// A selector of the plain form that Services have.
    init(matching labels: ValueMap) {
        self.labels = Array(labels)
        expressions = []
    }

    func selects(_ object: Object) -> Bool {
        let present = object["metadata", "labels"]?.object
        return labels.allSatisfy { present?[$0.key] == $0.value } && expressions.allSatisfy { holds($0, present) }
    }

    private func holds(_ expression: Value, _ labels: ValueMap?) -> Bool {
        guard let key = expression["key"]?.string else { return false }
        let value = labels?[key]
        let values = expression["values"]?.array ?? []
        return switch expression["operator"]?.string {
        case "In": value.map(values.contains) ?? false
        case "NotIn": value.map { !values.contains($0) } ?? true
        case "Exists": value != nil
        case "DoesNotExist": value == nil
        default: false
        }
    }
}
