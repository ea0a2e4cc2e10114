// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What the server sees to in a CertificateSigningRequest: who asks, and who says what of it
/// (`kubernetes:pkg/registry/certificates/certificates/strategy.go`, `…/pkg/apis/certificates/validation`).
enum SigningRequest {
    private static let final = ["Approved", "Denied", "Failed"]

    /// `request` with the user who makes it; once made, it asks for what it asked for.
    static func filled(_ request: Object, old: Object?, user: Value) -> Object {
        var result = request
        if let old {
            result["spec"] = old["spec"]
        } else {
            for field in ["username", "uid", "groups", "extra"] { result["spec", field] = user[field] }
        }
        return result
    }

    /// `new`, whose status alone differs from that of `old`, as it may be stored: an approval has no certificate to give,
    /// and nobody else approves or denies.
    static func judged(
        _ new: Object,
        replacing old: Object,
        isApproval: Bool,
        at now: Timestamp
    ) throws(APIError) -> Object {
        var result = new
        let before = old["status", "conditions"]?.array ?? []
        var conditions = new["status", "conditions"]?.array ?? []
        if isApproval {
            result["status"] = old["status"]
        } else {
            for type in ["Approved", "Denied"] { preserve(type, of: before, in: &conditions) }
        }
        for index in conditions.indices { date(&conditions[index], after: before, now) }
        result["status", "conditions"] = conditions.isEmpty ? nil : .array(conditions)
        let causes = causes(from: before, to: conditions, isApproval) + certificateCauses(from: old, to: result)
        guard causes.isEmpty else { throw .invalid(old.gvk, name: old.name, causes: causes) }
        return result
    }

    private static func all(_ type: String, in conditions: [Value]) -> [Int] {
        conditions.indices.filter { conditions[$0]["type"]?.string == type }
    }

    // When their number differs, that is refused.
    private static func preserve(_ type: String, of before: [Value], in conditions: inout [Value]) {
        let places = (all(type, in: before), all(type, in: conditions))
        guard places.0.count == places.1.count else { return }
        for (old, new) in zip(places.0, places.1) { conditions[new] = before[old] }
    }

    private static func date(_ condition: inout Value, after before: [Value], _ now: Timestamp) {
        func isMissing(_ field: String) -> Bool { condition[field]?.string == nil }
        if isMissing("lastUpdateTime") { condition["lastUpdateTime"] = .string(now.description) }
        guard isMissing("lastTransitionTime") else { return }
        let same = before.first { $0["type"] == condition["type"] && $0["status"] == condition["status"] }
        condition["lastTransitionTime"] = same?["lastTransitionTime"] ?? .string(now.description)
    }

    private static func causes(from before: [Value], to after: [Value], _ isApproval: Bool) -> [APIError.Cause] {
        var causes: [APIError.Cause] = []
        var seen: Set<String> = []
        for (index, condition) in after.enumerated() {
            let place = "status.conditions[\(index)]"
            let type = condition["type"]?.string ?? ""
            if final.contains(type), let status = condition["status"], status != "True" {
                causes.append(.unsupported("\(place).status", status, ["True"]))
            }
            let opposite = ["Approved": "Denied", "Denied": "Approved"][type]
            if let opposite, seen.contains(opposite) {
                let words = "Approved and Denied conditions are mutually exclusive"
                causes.append(.invalid("\(place).type", .string(type), words))
            }
            if !seen.insert(type).inserted { causes.append(.duplicate("\(place).type", .string(type))) }
        }
        for type in final {
            let counts = (all(type, in: before).count, all(type, in: after).count)
            if counts.1 < counts.0 {
                let words = "updates may not remove a condition of type \(type.goQuoted)"
                causes.append(.forbidden("status.conditions", words))
            }
            if counts.1 > counts.0, !isApproval, type != "Failed" {
                let words = "updates may not add a condition of type \(type.goQuoted)"
                causes.append(.forbidden("status.conditions", words))
            }
        }
        return causes
    }

    private static func certificateCauses(from old: Object, to new: Object) -> [APIError.Cause] {
        let (before, after) = (old["status", "certificate"]?.string ?? "", new["status", "certificate"]?.string ?? "")
        guard !before.isEmpty, before != after else { return [] }
        return [.forbidden("status.certificate", "updates may not modify existing certificate content")]
    }
}
