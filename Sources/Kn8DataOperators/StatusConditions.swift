// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The `conditions` list of a status: one condition a type, in the order in which the types first appeared.
struct StatusConditions {
    private var items: [Value]

    /// The conditions that `list` holds; none when it is no list.
    init(_ list: Value?) { items = list?.array ?? [] }

    /// The list as a status carries it.
    var value: Value { .array(items) }

    /// The condition `type`, or nil.
    func condition(_ type: String) -> Value? { items.first { $0["type"]?.string == type } }

    /// Whether condition `type` says `True`.
    func isTrue(_ type: String) -> Bool { condition(type)?["status"]?.string == "True" }

    /// Sets the condition `type`; its transition time moves to `now` only when its status changes.
    mutating func set(_ type: String, _ status: Bool, reason: String, message: String, at now: Timestamp) {
        set(type, status: status ? "True" : "False", reason: reason, message: message, at: now)
    }

    /// Sets the condition `type`, where `status` may be `Unknown` too; an empty reason or message is written
    /// only when `writingEmpty`.
    mutating func set(
        _ type: String,
        status: String,
        reason: String,
        message: String,
        at now: Timestamp,
        writingEmpty: Bool = false
    ) {
        let index = items.firstIndex { $0["type"]?.string == type }
        let before = index.map { items[$0] }
        let since = before?["status"]?.string == status ? before?["lastTransitionTime"] : nil
        var condition: Value = [
            "type": .string(type), "status": .string(status), "lastTransitionTime": since ?? .string(now.description),
        ]
        if writingEmpty || !reason.isEmpty { condition["reason"] = .string(reason) }
        if writingEmpty || !message.isEmpty { condition["message"] = .string(message) }
        if let index { items[index] = condition } else { items.append(condition) }
    }

    /// Takes away every condition whose type is not in `types`.
    mutating func keepOnly(_ types: Set<String>) {
        items.removeAll { !types.contains($0["type"]?.string ?? "") }
    }
}
