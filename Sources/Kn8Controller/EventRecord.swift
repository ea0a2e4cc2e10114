// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// A Kubernetes Event: what was said about which object. The name follows from both, so that the same thing said again
/// finds the first record.
struct EventRecord: Sendable {
    static let kind = GroupVersionKind(group: "", version: "v1", kind: "Event")

    let type: EventType
    let reason: String
    let message: String
    let subject: Object
    let component: String

    var key: ObjectKey {
        let identity = [subject.gvk.description, subject.uid, type.rawValue, reason, message].joined(separator: "\n")
        return ObjectKey(
            namespace: subject.namespace.isEmpty ? "default" : subject.namespace,
            name: "\(subject.name).\(StableHash.hex(of: identity))"
        )
    }

    /// The object to store: a new one, or `present` counted up.
    func object(after present: Object?, now: Timestamp) -> Object {
        if var again = present {
            again["count"] = .int((again["count"]?.int ?? 1) + 1)
            again["lastTimestamp"] = .string(now.description)
            return again
        }
        var event = Object(Self.kind, namespace: key.namespace, name: key.name)
        var reference: Value = [
            "apiVersion": .string(subject.apiVersion), "kind": .string(subject.kind), "name": .string(subject.name),
        ]
        if !subject.namespace.isEmpty { reference["namespace"] = .string(subject.namespace) }
        if !subject.uid.isEmpty { reference["uid"] = .string(subject.uid) }
        event["involvedObject"] = reference
        event["type"] = .string(type.rawValue)
        event["reason"] = .string(reason)
        event["message"] = .string(message)
        event["count"] = 1
        event["firstTimestamp"] = .string(now.description)
        event["lastTimestamp"] = .string(now.description)
        event["source"] = ["component": .string(component)]
        event["reportingComponent"] = .string(component)
        event["reportingInstance"] = ""
        return event
    }
}
