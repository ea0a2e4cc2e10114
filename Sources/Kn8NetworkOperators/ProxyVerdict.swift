// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What has been found about one HTTPProxy (`contour:apis/projectcontour/v1/detailedconditions.go@v1.33.6`).
struct ProxyVerdict: Hashable, Sendable {
    /// One element of the condition's `errors` or `warnings`.
    struct Issue: Hashable, Sendable {
        let type: String
        let reason: String
        let message: String

        /// The element as a tree; a long message is cut where the CRD would refuse it.
        var value: Value {
            let text = message.utf8.count > 32760 ? String(message.unicodeScalars.prefix(8190)) : message
            return [
                "type": .string(type), "status": "True", "reason": .string(reason), "message": .string(text),
            ]
        }
    }

    private(set) var errors: [Issue] = []
    private(set) var warnings: [Issue] = []

    mutating func add(_ type: String, _ reason: String, _ message: String) {
        errors.append(Issue(type: type, reason: reason, message: message))
    }

    mutating func warn(_ type: String, _ reason: String, _ message: String) {
        warnings.append(Issue(type: type, reason: reason, message: message))
    }

    /// `valid`, `invalid` or `orphaned`.
    var currentStatus: String {
        if errors.isEmpty { return "valid" }
        return errors.contains { $0.type == "Orphaned" } ? "orphaned" : "invalid"
    }

    /// The condition's own message.
    var message: String {
        errors.isEmpty ? "Valid HTTPProxy" : "At least one error present, see Errors for details"
    }

    /// The status of an object of `generation` that so far has the status `present`. A condition that says the same as
    /// before keeps its time of transition; fields of the status that are no verdict stay.
    func status(generation: Int64, now: Timestamp, present: Value?) -> Value {
        var condition: Value = [
            "type": "Valid", "status": errors.isEmpty ? "True" : "False",
            "reason": errors.isEmpty ? "Valid" : "ErrorPresent", "message": .string(message),
            "observedGeneration": .int(generation),
        ]
        if !errors.isEmpty { condition["errors"] = .array(errors.map(\.value)) }
        if !warnings.isEmpty { condition["warnings"] = .array(warnings.map(\.value)) }
        var before = present?["conditions"]?[0]
        let time = before?["lastTransitionTime"]
        before?["lastTransitionTime"] = nil
        condition["lastTransitionTime"] =
            before == condition ? time ?? .string(now.description) : .string(now.description)
        var status = present ?? .emptyObject
        status["currentStatus"] = .string(currentStatus)
        status["description"] = .string(errors.first { $0.type == "Orphaned" }?.message ?? message)
        status["conditions"] = [condition]
        return status
    }
}
