// SPDX-License-Identifier: MIT

package import Kn8Value

/// One element of `status.conditions`.
package struct Condition: Hashable, Sendable {
    /// The aspect, for example `Ready`.
    package var type: String
    /// `True`, `False` or `Unknown`.
    package var status: String
    /// The machine word; empty writes no field.
    package var reason: String
    /// The sentence; empty writes no field.
    package var message: String
    /// The generation that was judged; nil writes no field.
    package var observedGeneration: Int64?
    /// When `status` last changed; `Conditions.set` sees to it.
    package var lastTransitionTime: String
    /// Fields this type does not name, such as `severity` or `lastUpdateTime`.
    package var more: ValueMap

    /// A condition of `type` with any status text.
    package init(
        _ type: String,
        status: String,
        reason: String = "",
        message: String = "",
        observedGeneration: Int64? = nil,
        more: ValueMap = [:]
    ) {
        self.type = type
        self.status = status
        self.reason = reason
        self.message = message
        self.observedGeneration = observedGeneration
        lastTransitionTime = ""
        self.more = more
    }

    /// A condition of `type` that holds or does not.
    package init(
        _ type: String,
        _ holds: Bool,
        reason: String = "",
        message: String = "",
        observedGeneration: Int64? = nil
    ) {
        self.init(
            type,
            status: holds ? "True" : "False",
            reason: reason,
            message: message,
            observedGeneration: observedGeneration
        )
    }

    /// The condition that `value` spells; nil without a `type`.
    package init?(_ value: Value) {
        guard let map = value.object, let type = map["type"]?.string else { return nil }
        self.init(
            type,
            status: map["status"]?.string ?? "Unknown",
            reason: map["reason"]?.string ?? "",
            message: map["message"]?.string ?? "",
            observedGeneration: map["observedGeneration"]?.int
        )
        lastTransitionTime = map["lastTransitionTime"]?.string ?? ""
        var rest = map
        for key in ["type", "status", "reason", "message", "observedGeneration", "lastTransitionTime"] {
            rest[key] = nil
        }
        more = rest
    }

    /// Whether the status is `True`.
    package var isTrue: Bool { status == "True" }

    /// The condition as a tree.
    package var value: Value {
        var map = more
        map["type"] = .string(type)
        map["status"] = .string(status)
        if !reason.isEmpty { map["reason"] = .string(reason) }
        if !message.isEmpty { map["message"] = .string(message) }
        if let observedGeneration { map["observedGeneration"] = .int(observedGeneration) }
        if !lastTransitionTime.isEmpty { map["lastTransitionTime"] = .string(lastTransitionTime) }
        return .object(map)
    }
}
