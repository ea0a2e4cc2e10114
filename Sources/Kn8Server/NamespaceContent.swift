// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Store
internal import Kn8Value

/// What still stands in the way of a namespace that is to go
/// (`kubernetes:pkg/controller/namespace/deletion/status_condition_utils.go`).
struct NamespaceContent {
    private var resources: [String: Int] = [:]  // by `RESOURCE.GROUP`
    private var finalizers: [String: Int] = [:]

    /// Counts `object`, which is still there.
    mutating func add(_ object: Object, in collection: StorageKey) {
        resources["\(collection.plural).\(collection.group)", default: 0] += 1
        for finalizer in object.finalizers { finalizers[finalizer, default: 0] += 1 }
    }

    /// The conditions that tell of it, as they stand at `now`; those of `old` that say the same keep their time.
    func conditions(after old: Value?, at now: Timestamp) -> Value {
        let all = [
            condition("DeletionDiscoveryFailure", "ResourcesDiscovered", "All resources successfully discovered"),
            condition(
                "DeletionGroupVersionParsingFailure",
                "ParsedGroupVersions",
                "All legacy kube types successfully parsed"
            ),
            condition(
                "DeletionContentFailure",
                "ContentDeleted",
                "All content successfully deleted, may be waiting on finalization"
            ),
            resources.isEmpty
                ? condition("ContentRemaining", "ContentRemoved", "All content successfully removed")
                : condition(
                    "ContentRemaining",
                    "SomeResourcesRemain",
                    "Some resources are remaining: \(Self.list(resources, "has"))",
                    holds: true
                ),
            finalizers.isEmpty
                ? condition(
                    "FinalizersRemaining",
                    "ContentHasNoFinalizers",
                    "All content-preserving finalizers finished"
                )
                : condition(
                    "FinalizersRemaining",
                    "SomeFinalizersRemain",
                    "Some content in the namespace has finalizers remaining: \(Self.list(finalizers, "in"))",
                    holds: true
                ),
        ]
        return .array(all.map { $0.dated(after: old?.array ?? [], at: now) })
    }

    private func condition(_ type: String, _ reason: String, _ message: String, holds: Bool = false) -> Value {
        [
            "type": .string("Namespace\(type)"), "status": holds ? "True" : "False", "reason": .string(reason),
            "message": .string(message),
        ]
    }

    private static func list(_ counts: [String: Int], _ word: String) -> String {
        counts.map { "\($0.key) \(word) \($0.value) resource instances" }.sorted().joined(separator: ", ")
    }
}

extension Value {
    // A condition with the time since which its status has been what it is.
    fileprivate func dated(after old: [Value], at now: Timestamp) -> Value {
        let before = old.first { $0["type"] == self["type"] && $0["status"] == self["status"] }
        var dated = self
        dated["lastTransitionTime"] = before?["lastTransitionTime"] ?? .string(now.description)
        return dated
    }
}
