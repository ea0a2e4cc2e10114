// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The conditions of one Knative object and how `Ready` follows from the others
/// (`knative/pkg:apis/condition_set.go`, `knative/pkg:reconciler/reconcile_common.go`).
struct ConditionSet {
    private let dependents: [String]
    private let before: [String: Value]
    private var conditions: [String: Value]
    private let now: Timestamp

    /// The conditions of `object` as a reconcile starts with them: missing ones are unknown, and so is `Ready` when the
    /// object's generation is a new one. `Ready` depends on `dependents`; every other condition is for information.
    init(of object: Object, dependents: [String], now: Timestamp) {
        self.dependents = dependents
        self.now = now
        var found: [String: Value] = [:]
        for condition in object["status", "conditions"]?.array ?? [] {
            if let type = condition["type"]?.string { found[type] = condition }
        }
        before = found
        conditions = found
        let wasReady = found["Ready"]?["status"]?.string == "True"
        if found["Ready"] == nil { set("Ready", "Unknown", "", "") }
        for type in dependents where found[type] == nil { set(type, wasReady ? "True" : "Unknown", "", "") }
        if !Knative.isObserved(object) {
            set("Ready", "Unknown", "NewObservedGenFailure", "unsuccessfully observed a new generation")
        }
    }

    /// The list for the status, sorted by type; a condition that is as it was keeps its time.
    var value: Value {
        .array(
            conditions.sorted { $0.key < $1.key }.map { type, condition in
                guard let old = before[type], ConditionSet.timeless(old) == ConditionSet.timeless(condition) else {
                    return condition
                }
                return old
            }
        )
    }

    /// What `type` says: `True`, `False` or `Unknown`.
    func status(_ type: String) -> String { conditions[type]?["status"]?.string ?? "Unknown" }

    /// `type` is true; `Ready` follows from what the others say.
    mutating func markTrue(_ type: String, reason: String = "", message: String = "") {
        set(type, "True", reason, message)
        let rest = conditions.filter { $0.key != "Ready" && $0.value["severity"] == nil }
        func newest(_ status: String) -> Value? {
            rest.filter { $0.value["status"]?.string == status }.max { lhs, rhs in
                let left = lhs.value["lastTransitionTime"]?.string ?? ""
                let right = rhs.value["lastTransitionTime"]?.string ?? ""
                return left == right ? lhs.key > rhs.key : left < right
            }?.value
        }
        if let cause = newest("False") ?? newest("Unknown") {
            set(
                "Ready",
                cause["status"]?.string ?? "Unknown",
                cause["reason"]?.string ?? "",
                cause["message"]?.string ?? ""
            )
        } else {
            set("Ready", rest.count < dependents.count ? "Unknown" : "True", "", "")
        }
    }

    /// `type` is false, and with it `Ready` if it depends on it.
    mutating func markFalse(_ type: String, reason: String, message: String) {
        set(type, "False", reason, message)
        if dependents.contains(type) { set("Ready", "False", reason, message) }
    }

    /// `type` is not known; `Ready` neither, unless something it depends on is false.
    mutating func markUnknown(_ type: String, reason: String = "", message: String = "") {
        set(type, "Unknown", reason, message)
        if dependents.contains(where: { status($0) == "False" }) {
            if status("Ready") != "False" { set("Ready", "False", reason, message) }
        } else if dependents.contains(type) || type == "Ready" {
            set("Ready", "Unknown", reason, message)
        }
    }

    /// `type` says what `condition` of a child says; nothing when the child has none.
    mutating func mark(_ type: String, as condition: Value?) {
        guard let condition, let status = condition["status"]?.string else { return }
        let reason = condition["reason"]?.string ?? ""
        let message = condition["message"]?.string ?? ""
        switch status {
        case "True": markTrue(type)
        case "False": markFalse(type, reason: reason, message: message)
        default: markUnknown(type, reason: reason, message: message)
        }
    }

    /// `Ready` itself, of a kind in which it depends on nothing.
    mutating func markReady(_ status: String, reason: String = "", message: String = "") {
        set("Ready", status, reason, message)
    }

    private mutating func set(_ type: String, _ status: String, _ reason: String, _ message: String) {
        var condition: Value = [
            "type": .string(type), "status": .string(status), "lastTransitionTime": .string(now.description),
        ]
        if type != "Ready", !dependents.contains(type) { condition["severity"] = "Info" }
        if !reason.isEmpty { condition["reason"] = .string(reason) }
        if !message.isEmpty { condition["message"] = .string(message) }
        if let present = conditions[type], ConditionSet.timeless(present) == ConditionSet.timeless(condition) { return }
        conditions[type] = condition
    }

    private static func timeless(_ condition: Value) -> Value {
        var condition = condition
        condition["lastTransitionTime"] = nil
        return condition
    }
}
