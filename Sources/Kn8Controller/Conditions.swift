// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// `status.conditions`: one condition a type, ordered by type, so that equal states are written equally.
package struct Conditions: Hashable, Sendable {
    private var byType: [String: Condition] = [:]

    /// The conditions of a `status.conditions` value; none of anything else.
    package init(_ value: Value? = nil) {
        for element in value?.array ?? [] {
            if let condition = Condition(element) { byType[condition.type] = condition }
        }
    }

    /// The conditions that `object` has now.
    package init(of object: Object) { self.init(object["status", "conditions"]) }

    /// The condition of `type`; nil when there is none.
    package subscript(type: String) -> Condition? { byType[type] }

    /// Whether the condition of `type` is there and `True`.
    package func isTrue(_ type: String) -> Bool { byType[type]?.isTrue ?? false }

    /// Puts `condition` in the place of the one of its type; the transition time moves to `now` only with the status.
    package mutating func set(_ condition: Condition, now: Timestamp) {
        var condition = condition
        if let present = byType[condition.type], present.status == condition.status,
            !present.lastTransitionTime.isEmpty
        {
            condition.lastTransitionTime = present.lastTransitionTime
        } else {
            condition.lastTransitionTime = now.description
        }
        byType[condition.type] = condition
    }

    /// Takes the condition of `type` out.
    package mutating func remove(_ type: String) { byType[type] = nil }

    /// The conditions as a list, ordered by type.
    package var value: Value { .array(byType.keys.sorted().compactMap { byType[$0]?.value }) }
}
