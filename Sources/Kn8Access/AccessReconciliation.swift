// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// What it takes to make a stored role or binding have what another states, without taking away what it has beside that
/// (`kubernetes:component-helpers/auth/rbac/reconciliation`).
package struct AccessReconciliation: Hashable, Sendable {
    /// The write it takes.
    package enum Operation: String, Hashable, Sendable {
        case none
        case create
        case update
        /// A binding's role cannot change: it is deleted and made anew.
        case recreate
    }

    /// What is taken away.
    package struct Removals: OptionSet, Sendable {
        /// The bits.
        package let rawValue: Int
        /// Which removals, as bits.
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// Rules, and selectors of aggregation, that are not stated.
        package static let permissions = Removals(rawValue: 1)
        /// Subjects that are not stated.
        package static let subjects = Removals(rawValue: 2)
    }

    /// The object as it is to be.
    package private(set) var object: Object
    /// The write that makes it so.
    package private(set) var operation: Operation = .none
    /// Whether the stored object has opted out, so that nothing is written.
    package private(set) var isProtected = false
    /// The stated rules that were missing.
    package private(set) var missingRules: [PolicyRule] = []
    /// The rules that were there beside the stated ones.
    package private(set) var extraRules: [PolicyRule] = []
    /// The stated subjects that were missing.
    package private(set) var missingSubjects: [Value] = []
    /// The subjects that were there beside the stated ones.
    package private(set) var extraSubjects: [Value] = []

    /// Takes over the object as it was stored.
    mutating func adopt(_ stored: Object) { object = stored }

    /// What it takes to make `existing` (nil: nothing) have what `expected` states; both are of one of the four kinds.
    package init(_ expected: Object, over existing: Object?, removing: Removals = []) {
        let isBinding = expected.kind.hasSuffix("Binding")
        guard let existing else {
            object = expected
            operation = .create
            if isBinding {
                missingSubjects = Self.subjects(of: expected)
            } else {
                missingRules = PolicyRule.rules(of: expected)
            }
            return
        }
        object = existing
        isProtected = existing.annotations[DefaultAccess.updateAnnotation] == "false"
        if isBinding, RoleReference(of: expected) != RoleReference(of: existing) {
            object = expected
            operation = .recreate
            return
        }
        object.annotations = expected.annotations.merging(existing.annotations) { $1 }
        object.labels = expected.labels.merging(existing.labels) { $1 }
        if object.annotations != existing.annotations || object.labels != existing.labels { operation = .update }
        if isBinding {
            reconcileSubjects(expected, existing, removing)
        } else {
            reconcileRules(expected, existing, removing)
            reconcileAggregation(expected, existing, removing)
        }
    }

    private mutating func reconcileRules(_ expected: Object, _ existing: Object, _ removing: Removals) {
        let stated = PolicyRule.rules(of: expected)
        let present = PolicyRule.rules(of: existing)
        // What gathers its rules has more of them than anybody states.
        if expected["aggregationRule"]?.object == nil || existing["aggregationRule"]?.object == nil {
            extraRules = PolicyRule.missing(from: stated, of: present)
        }
        missingRules = PolicyRule.missing(from: present, of: stated)
        if removing.contains(.permissions) {
            guard !missingRules.isEmpty || !extraRules.isEmpty else { return }
            object["rules"] = expected["rules"] ?? .array([])
        } else {
            guard !missingRules.isEmpty else { return }
            object["rules"] = .array((existing["rules"]?.array ?? []) + missingRules.map(\.value))
        }
        operation = .update
    }

    private mutating func reconcileAggregation(_ expected: Object, _ existing: Object, _ removing: Removals) {
        func selectors(_ object: Object) -> [Value] {
            object["aggregationRule", "clusterRoleSelectors"]?.array ?? []
        }
        let (stated, present) = (selectors(expected), selectors(existing))
        let missing = stated.filter { !present.contains($0) }
        let extra = present.filter { !stated.contains($0) }
        if expected["aggregationRule"]?.object == nil {
            guard existing["aggregationRule"]?.object != nil else { return }
            object["aggregationRule"] = nil
        } else if removing.contains(.permissions) {
            guard !missing.isEmpty || !extra.isEmpty else { return }
            object["aggregationRule"] = expected["aggregationRule"]
        } else {
            guard !missing.isEmpty else { return }
            object["aggregationRule", "clusterRoleSelectors"] = .array(present + missing)
        }
        operation = .update
    }

    private mutating func reconcileSubjects(_ expected: Object, _ existing: Object, _ removing: Removals) {
        let (stated, present) = (Self.subjects(of: expected), Self.subjects(of: existing))
        missingSubjects = stated.filter { !present.contains($0) }
        extraSubjects = present.filter { !stated.contains($0) }
        if removing.contains(.subjects) {
            guard !missingSubjects.isEmpty || !extraSubjects.isEmpty else { return }
            object["subjects"] = .array(stated)
        } else {
            guard !missingSubjects.isEmpty else { return }
            object["subjects"] = .array(present + missingSubjects)
        }
        operation = .update
    }

    /// The subjects with the API group that the server fills in.
    private static func subjects(of binding: Object) -> [Value] {
        (binding["subjects"]?.array ?? []).map { subject in
            var subject = subject
            let isOfGroup = ["User", "Group"].contains(subject["kind"]?.string ?? "")
            if isOfGroup, (subject["apiGroup"]?.string ?? "").isEmpty {
                subject["apiGroup"] = .string(AccessKinds.group)
            }
            if !isOfGroup, subject["apiGroup"]?.string == "" { subject["apiGroup"] = nil }
            return subject
        }
    }
}
