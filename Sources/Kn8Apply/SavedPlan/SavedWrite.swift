// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// One write of a saved plan.
package struct SavedWrite: Hashable, Sendable {
    /// `create`, `update`, `patch` or `delete`.
    package var verb: String
    /// Group, version and kind.
    package var kind: GroupVersionKind
    /// The object.
    package var key: ObjectKey
    /// Who writes.
    package var manager: String
    /// The part of the object that is written; nil for all but the status.
    package var subresource: Subresource?
    /// The object, or the patch; null for a deletion. Its resource version is left out.
    package var body: Value
    /// `json`, `merge`, `strategic` or `apply`; empty when nothing is patched.
    package var patch = ""
    /// Whether a server-side apply takes fields from others.
    package var force = false
    /// What becomes of the dependents of what is deleted.
    package var propagation = DeleteOptions.Propagation.background
    /// How long the deleted object has to end; nil leaves it to the kind.
    package var gracePeriodSeconds: Int64?
    /// The uid that what is deleted must have; empty for any.
    package var uid = ""
    /// The version that the object must have; empty for any.
    package var resourceVersion = ""
    /// The write of the plan whose version that is; nil when it was there before.
    package var versionOf: Int?
    /// The secret values that `body` has not: where, in order.
    package var sealed: [String] = []
    /// What the secret values must come to; empty when there are none. See `PlanSeal`.
    package var seal = ""

    /// `write`, with its precondition taken out of the object.
    package init(_ write: ObjectWrite) {
        verb = write.verb
        kind = write.resource.gvk
        key = write.key
        manager = write.manager
        switch write.deed {
        case .create(let object): body = object.value
        case .update(let object, let part):
            (body, subresource) = (object.value, part)
            resourceVersion = object.resourceVersion
            body[path: ["metadata", "resourceVersion"]] = nil
        case .patch(let patch, let part):
            subresource = part
            (self.patch, body, force) = SavedWrite.parts(of: patch)
            if case .json = patch { takeVersion() }
        case .delete(let options):
            body = .null
            propagation = options.propagation
            gracePeriodSeconds = options.gracePeriodSeconds
            (uid, resourceVersion) = (options.uid, options.resourceVersion)
        }
    }

    private static func parts(of patch: Patch) -> (String, Value, Bool) {
        switch patch {
        case .json(let value): ("json", value, false)
        case .merge(let value): ("merge", value, false)
        case .strategic(let value): ("strategic", value, false)
        case .apply(let value, let force): ("apply", value, force)
        }
    }

    private static let versionPath: Value = "/metadata/resourceVersion"

    // A JSON patch that states the version, as kubectl's migration of managed fields does.
    private mutating func takeVersion() {
        guard var operations = body.array,
            let index = operations.firstIndex(where: { $0["path"] == SavedWrite.versionPath }),
            let version = operations[index]["value"]?.string
        else { return }
        resourceVersion = version
        operations[index]["value"] = nil
        body = .array(operations)
    }

    /// The write as a client takes it, of an object at `version`.
    package func write(of resource: Resource, version: String) -> ObjectWrite {
        var body = body
        let deed: ObjectWrite.Deed
        switch verb {
        case "create": deed = .create(Object(body))
        case "update":
            if !version.isEmpty { body[path: ["metadata", "resourceVersion"]] = .string(version) }
            deed = .update(Object(body), subresource)
        case "patch":
            if patch == "json", !version.isEmpty, let operations = body.array {
                body = .array(
                    operations.map { operation in
                        guard operation["path"] == SavedWrite.versionPath else { return operation }
                        var operation = operation
                        operation["value"] = .string(version)
                        return operation
                    }
                )
            }
            let change: Patch =
                switch patch {
                case "json": .json(body)
                case "merge": .merge(body)
                case "strategic": .strategic(body)
                default: .apply(body, force: force)
                }
            deed = .patch(change, subresource)
        default:
            deed = .delete(
                DeleteOptions(
                    propagation: propagation,
                    gracePeriodSeconds: gracePeriodSeconds,
                    uid: uid,
                    resourceVersion: version
                )
            )
        }
        return ObjectWrite(deed, to: key, of: resource, manager: manager)
    }
}

// MARK: JSON

extension SavedWrite {
    /// The write as the file has it.
    package var value: Value {
        var value: Value = [
            "verb": .string(verb), "apiVersion": .string(kind.apiVersion), "kind": .string(kind.kind),
            "name": .string(key.name),
        ]
        if !key.namespace.isEmpty { value["namespace"] = .string(key.namespace) }
        if !manager.isEmpty { value["fieldManager"] = .string(manager) }
        if let subresource { value["subresource"] = .string(subresource.rawValue) }
        if body != .null { value[patch.isEmpty ? "object" : "patch"] = body }
        if !patch.isEmpty { value["patchType"] = .string(patch) }
        if force { value["force"] = true }
        if verb == "delete" { value["propagationPolicy"] = .string(propagation.rawValue) }
        if let gracePeriodSeconds { value["gracePeriodSeconds"] = .int(gracePeriodSeconds) }
        if !uid.isEmpty { value["uid"] = .string(uid) }
        if let versionOf {
            value["resourceVersionOf"] = .int(Int64(versionOf))
        } else if !resourceVersion.isEmpty {
            value["resourceVersion"] = .string(resourceVersion)
        }
        if !seal.isEmpty {
            value["sealed"] = .array(sealed.map(Value.string))
            value["seal"] = .string(seal)
        }
        return value
    }

    /// The write that `value` tells of; nil when it tells of none that is known.
    package init?(_ value: Value) {
        func text(_ key: String) -> String { value[key]?.string ?? "" }
        verb = text("verb")
        patch = text("patchType")
        guard ["create", "update", "patch", "delete"].contains(verb), !text("kind").isEmpty, !text("name").isEmpty,
            verb != "patch" || ["json", "merge", "strategic", "apply"].contains(patch)
        else { return nil }
        kind = GroupVersionKind(apiVersion: text("apiVersion"), kind: text("kind"))
        key = ObjectKey(namespace: text("namespace"), name: text("name"))
        manager = text("fieldManager")
        subresource = Subresource(rawValue: text("subresource"))
        body = value["object"] ?? value["patch"] ?? .null
        force = value["force"] == true
        propagation = DeleteOptions.Propagation(rawValue: text("propagationPolicy")) ?? .background
        gracePeriodSeconds = value["gracePeriodSeconds"]?.int
        uid = text("uid")
        resourceVersion = text("resourceVersion")
        versionOf = value["resourceVersionOf"]?.int.map { Int(clamping: $0) }
        seal = text("seal")
        sealed = (value["sealed"]?.array ?? []).compactMap(\.string)
    }
}
