// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// What changes of objects come to: pure rules over the object before and after.
package enum ConsequenceRules {
    /// The consequences of the change from `before` (nil: there is none) to `after` (nil: it goes), the gravest first.
    package static func consequences(from before: Object?, to after: Object?) -> [Consequence] {
        var found: [Consequence] = []
        if let after {
            found += PrivilegeRules.consequences(from: before, to: after)
            if let before {
                found +=
                    replacement(before, after) + ScaleRules.consequences(from: before, to: after)
                    + DataRules.consequences(from: before, to: after)
                    + TrafficRules.consequences(from: before, to: after)
            }
        } else if let before {
            found += DataRules.consequences(ofDeleting: before) + TrafficRules.consequences(ofDeleting: before)
        }
        let order = Consequence.Sort.allCases
        return found.enumerated()
            .sorted {
                (order.firstIndex(of: $0.element.sort) ?? 0, $0.offset)
                    < (order.firstIndex(of: $1.element.sort) ?? 0, $1.offset)
            }
            .map(\.element)
    }

    /// What the refusal of a change means: a field that may not change can only be had by making the object anew.
    ///
    /// - Parameter isAcceptedAnew: Whether the server takes the same object when there is none of its name: then it is the
    ///   change that it refuses, and not the object.
    package static func consequence(ofRefusal error: APIError, isAcceptedAnew: Bool) -> Consequence? {
        guard isAcceptedAnew, error.reason == .invalid || error.reason == .forbidden else { return nil }
        let first = error.causes.first
        let more = error.causes.count > 1 ? " and \(error.causes.count - 1) more" : ""
        let reason = (first?.message ?? error.message) + more
        return Consequence(.recreate, reason, at: first.map { path(of: $0.field) } ?? FieldPath())
    }

    /// The path that the server spells `field`: dots between names, brackets around indices and odd keys.
    package static func path(of field: String) -> FieldPath {
        var path = FieldPath()
        var rest = Substring(field)
        while !rest.isEmpty {
            if rest.hasPrefix("[") {
                let inner = rest.dropFirst().prefix { $0 != "]" }
                path = Int(inner).map { path.index($0) } ?? path.key(String(inner))
                rest = rest.dropFirst(inner.count + 2)
            } else {
                let name = rest.prefix { $0 != "." && $0 != "[" }
                if !name.isEmpty { path = path.key(String(name)) }
                rest = rest.dropFirst(name.count)
            }
            if rest.hasPrefix(".") { rest = rest.dropFirst() }
        }
        return path
    }

    // MARK: Pods

    private static let templated: Set<String> = [
        "Deployment", "StatefulSet", "DaemonSet", "DeploymentConfig", "ReplicaSet", "ReplicationController",
    ]

    private static func replacement(_ before: Object, _ after: Object) -> [Consequence] {
        guard before["spec", "template"] != after["spec", "template"] else { return [] }
        if after.gvk.group == "serving.knative.dev", ["Service", "Configuration"].contains(after.kind) {
            let place = firstDifference(
                before["spec", "template"],
                after["spec", "template"],
                at: FieldPath(keys: "spec", "template")
            )
            return [Consequence(.restart, "a new Revision takes the place of the latest", at: place)]
        }
        guard templated.contains(after.kind) else { return [] }
        // The pods of these stay as they are until somebody deletes them.
        if ["ReplicaSet", "ReplicationController"].contains(after.kind) { return [] }
        if after["spec", "updateStrategy", "type"]?.string == "OnDelete" { return [] }
        let place = FieldPath(keys: "spec", "template")
        let first = firstDifference(before["spec", "template"], after["spec", "template"], at: place)
        return [Consequence(.restart, "the Pod template changes", at: first)]
    }

    private static func firstDifference(_ old: Value?, _ new: Value?, at path: FieldPath) -> FieldPath {
        guard path.steps.count < 32 else { return path }
        switch (old, new) {
        case (.object(let left), .object(let right)):
            let key = Set(left.keys).union(right.keys).sorted().first { left[$0] != right[$0] }
            return key.map { firstDifference(left[$0], right[$0], at: path.key($0)) } ?? path
        case (.array(let left), .array(let right)) where left.count == right.count:
            let index = left.indices.first { left[$0] != right[$0] }
            return index.map { firstDifference(left[$0], right[$0], at: path.index($0)) } ?? path
        default: return path
        }
    }
}
