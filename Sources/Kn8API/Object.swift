// SPDX-License-Identifier: MIT

package import Kn8Value

/// An API object: a tree, with names for the fields that every kind has. Fields nobody names stay in the tree.
package struct Object: Hashable, Sendable {
    /// The whole tree; always a mapping.
    package var value: Value

    /// The object of `value`; a value that is no mapping counts as an empty one.
    package init(_ value: Value) {
        if case .object = value { self.value = value } else { self.value = .emptyObject }
    }

    /// A new object of `gvk`, without spec or status; an empty `namespace` writes none.
    package init(_ gvk: GroupVersionKind, namespace: String = "", name: String, labels: [String: String] = [:]) {
        value = ["apiVersion": .string(gvk.apiVersion), "kind": .string(gvk.kind), "metadata": ["name": .string(name)]]
        if !namespace.isEmpty { self.namespace = namespace }
        if !labels.isEmpty { self.labels = labels }
    }

    /// The value at a path of mapping keys, nil when any step is missing; setting nil removes the last key.
    package subscript(_ keys: String...) -> Value? {
        get { value[path: keys] }
        set { value[path: keys] = newValue }
    }

    /// The `apiVersion` field; empty when absent.
    package var apiVersion: String { value["apiVersion"]?.string ?? "" }
    /// The `kind` field; empty when absent.
    package var kind: String { value["kind"]?.string ?? "" }
    /// Group, version and kind as the object states them.
    package var gvk: GroupVersionKind { GroupVersionKind(apiVersion: apiVersion, kind: kind) }

    /// `metadata.name`; empty when absent.
    package var name: String {
        get { text("name") }
        set { value[path: ["metadata", "name"]] = .string(newValue) }
    }
    /// `metadata.namespace`; empty when absent, and removed when set to empty.
    package var namespace: String {
        get { text("namespace") }
        set { value[path: ["metadata", "namespace"]] = newValue.isEmpty ? nil : .string(newValue) }
    }
    /// `metadata.uid`; empty when the object was never stored.
    package var uid: String { text("uid") }
    /// `metadata.resourceVersion`; empty when the object was never stored.
    package var resourceVersion: String {
        get { text("resourceVersion") }
        set { value[path: ["metadata", "resourceVersion"]] = newValue.isEmpty ? nil : .string(newValue) }
    }
    /// `metadata.generation`; 0 when absent.
    package var generation: Int64 { value["metadata"]?["generation"]?.int ?? 0 }
    /// `metadata.creationTimestamp`; nil when the object was never stored.
    package var creationTimestamp: Timestamp? { Timestamp(text("creationTimestamp")) }
    /// Whether deletion has begun and waits for finalizers.
    package var isBeingDeleted: Bool { value["metadata"]?["deletionTimestamp"]?.string != nil }
    /// Namespace and name.
    package var key: ObjectKey { ObjectKey(namespace: namespace, name: name) }

    /// `metadata.labels`; setting an empty mapping removes the field.
    package var labels: [String: String] {
        get { strings("labels") }
        set { setStrings("labels", newValue) }
    }
    /// `metadata.annotations`; setting an empty mapping removes the field.
    package var annotations: [String: String] {
        get { strings("annotations") }
        set { setStrings("annotations", newValue) }
    }
    /// `metadata.finalizers`; setting an empty list removes the field.
    package var finalizers: [String] {
        get { (value["metadata"]?["finalizers"]?.array ?? []).compactMap(\.string) }
        set {
            value[path: ["metadata", "finalizers"]] = newValue.isEmpty ? nil : .array(newValue.map(Value.string))
        }
    }
    /// `metadata.ownerReferences`; setting an empty list removes the field.
    package var ownerReferences: [OwnerReference] {
        get { (value["metadata"]?["ownerReferences"]?.array ?? []).compactMap(OwnerReference.init) }
        set {
            value[path: ["metadata", "ownerReferences"]] = newValue.isEmpty ? nil : .array(newValue.map(\.value))
        }
    }
    /// The owner marked as controller; nil when there is none.
    package var controller: OwnerReference? { ownerReferences.first(where: \.controller) }

    /// A reference to this stored object as the controlling owner of another.
    package var asController: OwnerReference {
        OwnerReference(apiVersion: apiVersion, kind: kind, name: name, uid: uid, controller: true)
    }

    /// Changes several fields of `metadata` at once, which is made when it is missing.
    package mutating func changeMetadata(_ change: (inout ValueMap) -> Void) {
        var metadata = value["metadata"]?.object ?? ValueMap()
        value["metadata"] = .null  // one owner while it is changed
        change(&metadata)
        value["metadata"] = .object(metadata)
    }

    private func text(_ field: String) -> String { value["metadata"]?[field]?.string ?? "" }

    private func strings(_ field: String) -> [String: String] {
        guard let map = value["metadata"]?[field]?.object else { return [:] }
        return Dictionary(
            map.compactMap { entry in entry.value.string.map { (entry.key, $0) } },
            uniquingKeysWith: { $1 }
        )
    }

    private mutating func setStrings(_ field: String, _ strings: [String: String]) {
        let map = ValueMap(strings.map { ($0.key, Value.string($0.value)) })
        value[path: ["metadata", field]] = strings.isEmpty ? nil : .object(map)
    }
}

/// One element of `metadata.ownerReferences`.
package struct OwnerReference: Hashable, Sendable {
    /// The owner's `apiVersion`.
    package var apiVersion: String
    /// The owner's kind.
    package var kind: String
    /// The owner's name, in the dependent's namespace or cluster-scoped.
    package var name: String
    /// The owner's uid; a dependent whose owner has another uid is an orphan.
    package var uid: String
    /// Whether the owner is the one that manages the dependent.
    package var controller: Bool

    /// A reference to the named owner.
    package init(apiVersion: String, kind: String, name: String, uid: String, controller: Bool) {
        self.apiVersion = apiVersion
        self.kind = kind
        self.name = name
        self.uid = uid
        self.controller = controller
    }

    /// The reference that `value` spells; nil when kind, name or uid is missing.
    package init?(_ value: Value) {
        guard let kind = value["kind"]?.string, let name = value["name"]?.string, let uid = value["uid"]?.string
        else { return nil }
        self.init(
            apiVersion: value["apiVersion"]?.string ?? "",
            kind: kind,
            name: name,
            uid: uid,
            controller: value["controller"]?.bool ?? false
        )
    }

    /// The reference as a tree; a controller also blocks foreground deletion, as Kubernetes' own controllers ask.
    package var value: Value {
        var value: Value = [
            "apiVersion": .string(apiVersion), "kind": .string(kind), "name": .string(name), "uid": .string(uid),
        ]
        if controller {
            value["controller"] = true
            value["blockOwnerDeletion"] = true
        }
        return value
    }
}
