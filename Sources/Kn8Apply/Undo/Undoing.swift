// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// Takes back what a command wrote, object by object, the last one first.
package struct Undoing: Sendable {
    private let client: any APIClient
    private let force: Bool
    /// The uids of restored objects by those that they had.
    private var uids: [String: String] = [:]
    /// What the command made itself, which goes without being asked for.
    private var own: Set<String> = []

    /// An undo that writes through `client`.
    ///
    /// - Parameter force: Whether what others changed since is set back as well.
    package init(client: any APIClient, force: Bool = false) {
        self.client = client
        self.force = force
    }

    /// Takes `record` back as far as it goes; `progress` hears of each object at once.
    ///
    /// - Throws: What keeps the whole from being tried, never the refusal of one object.
    package mutating func undo(_ record: UndoRecord, progress: (UndoResult) -> Void) async throws(APIError) {
        let steps = UndoStep.steps(of: record)
        own = Set(steps.filter { $0.before == nil }.compactMap { $0.after?.uid })
        for step in steps {
            do throws(APIError) {
                if let result = try await undo(step) { progress(result) }
            } catch {
                if error.reason == .internalError { throw error }
                progress(
                    UndoResult(
                        deed: .kept,
                        resource: try? await client.resource(for: step.kind),
                        kind: step.kind,
                        key: step.key,
                        reason: error.message
                    )
                )
            }
        }
    }

    private mutating func undo(_ step: UndoStep) async throws(APIError) -> UndoResult? {
        var result = UndoResult(deed: .unchanged, kind: step.kind, key: step.key)
        guard let resource = try await client.resource(for: step.kind) else {
            guard step.before != nil else { return result }
            throw Applier.noMatches(for: step.kind)
        }
        result.resource = resource
        let live = try await client.object(step.key, of: resource)
        (result.before, result.after) = (live, live)
        var step = step
        if step.isUnsure, let reason = settle(&step, live) {
            if !reason.isEmpty { (result.deed, result.reason) = (.kept, reason) }
            return result
        }
        switch (step.before, step.after) {
        case (nil, nil): return result
        case (nil, let after?): try await delete(after, live, resource, &result)
        case (let before?, nil): try await restore(before, live, step, resource, &result)
        case (let before?, let after?): try await revert(before, after, live, step, resource, &result)
        }
        guard result.deed != .kept, result.deed != .unchanged else { return result }
        result.losses = LossRules.losses(of: (step.before, step.after))
        if result.deed == .reverted { result.losses += LossRules.losses(ofUndoing: (result.before, result.after)) }
        return result
    }

    /// Finds out what became of a write whose outcome was not told; nil when that is clear now, else why nothing is
    /// done, which is empty when nothing need be.
    private func settle(_ step: inout UndoStep, _ live: Object?) -> String? {
        switch (step.before, live) {
        case (nil, nil): return ""
        case (let before?, let live?) where before.resourceVersion == live.resourceVersion: return ""
        case (_, nil):
            step.after = nil
            return nil
        case (_, let live?):
            guard force else {
                return "the command ended before it could tell whether this was written; see for yourself, and use "
                    + "--force to put back what was there"
            }
            step.after = live
            return nil
        }
    }

    // MARK: What was made

    private func delete(
        _ after: Object,
        _ live: Object?,
        _ resource: Resource,
        _ result: inout UndoResult
    ) async throws(APIError) {
        guard let live else { return }
        guard live.uid == after.uid else { return result.keep("it has been deleted and made anew since") }
        guard !live.isBeingDeleted else { return result.keep("it is being deleted already") }
        if !force {
            let changed = Undoing.changedFields(from: after, to: live)
            guard changed.isEmpty else {
                return result.keep("it has been changed since (\(changed.joined(separator: ", ")))")
            }
            let others = await Contents.of(live, in: client).filter { !own.contains($0.1.uid) && isOfPeople($0.1) }
            if let first = others.first {
                let more = others.count > 1 ? " and \(others.count - 1) more" : ""
                return result.keep("it holds what came later: \(first.0.printedName)/\(first.1.name)\(more)")
            }
        }
        _ = try await client.delete(live.key, of: resource, options: DeleteOptions(uid: live.uid))
        result.deed = .deleted
        result.after = nil
    }

    /// Whether somebody else than a controller wrote `object`.
    private func isOfPeople(_ object: Object) -> Bool {
        guard object.ownerReferences.isEmpty else { return false }
        let managers = (object["metadata", "managedFields"]?.array ?? []).compactMap { $0["manager"]?.string }
        return managers.isEmpty
            || !managers.allSatisfy { $0.hasPrefix("kn8-") || Undoing.controllers.contains($0) }
    }

    /// The programs of a cluster that write by themselves.
    private static let controllers: Set<String> = [
        "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubelet",
    ]

    /// What a cluster fills in after an object was made, by kind.
    private static let filledIn: [String: [[String]]] = [
        "PersistentVolume": [["spec", "claimRef"]],
        "PersistentVolumeClaim": [["spec", "volumeName"]],
        "Pod": [["spec", "nodeName"]],
        "ServiceAccount": [["secrets"], ["imagePullSecrets"]],
    ]

    /// The fields of `live` that are not as they were made, apart from those that the cluster sets by itself.
    private static func changedFields(from after: Object, to live: Object) -> [String] {
        var (old, new) = (after.value, live.value)
        for path in filledIn[live.kind] ?? [] {
            old[path: path] = nil
            new[path: path] = nil
        }
        let writable = new.object?.keys.filter { !["metadata", "status", "apiVersion"].contains($0) } ?? []
        return writable.filter { old[$0] != new[$0] }
    }

    // MARK: What was deleted

    private mutating func restore(
        _ before: Object,
        _ live: Object?,
        _ step: UndoStep,
        _ resource: Resource,
        _ result: inout UndoResult
    ) async throws(APIError) {
        if let live {
            // What goes with a Namespace may be made again by the cluster itself.
            if live.uid == before.uid, !live.isBeingDeleted { return }
            if step.isContent, !live.isBeingDeleted { return }
            return result.keep(
                live.isBeingDeleted
                    ? "its deletion waits for finalizers and cannot be called off" : "it has been made anew since"
            )
        }
        result.after = try await recreate(before, step, resource)
        result.deed = .restored
    }

    /// Makes `before` anew, under a new uid.
    private mutating func recreate(
        _ before: Object,
        _ step: UndoStep,
        _ resource: Resource
    ) async throws(APIError) -> Object {
        var object = before
        for field in ["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink"] {
            object["metadata", field] = nil
        }
        object["metadata", "deletionTimestamp"] = nil
        object["metadata", "deletionGracePeriodSeconds"] = nil
        object["status"] = nil
        object.ownerReferences = object.ownerReferences.map { owner in
            var owner = owner
            owner.uid = uids[owner.uid] ?? owner.uid
            return owner
        }
        // A claim is bound anew, and a Service may get another address when somebody has taken its own.
        if object.gvk.group.isEmpty, object.kind == "PersistentVolume" { object["spec", "claimRef"] = nil }
        let manager = step.manager.isEmpty ? "kn8-undo" : step.manager
        let stored = try await client.create(object, of: resource, options: WriteOptions(fieldManager: manager))
        uids[before.uid] = stored.uid
        return stored
    }

    // MARK: What was changed

    private mutating func revert(
        _ before: Object,
        _ after: Object,
        _ live: Object?,
        _ step: UndoStep,
        _ resource: Resource,
        _ result: inout UndoResult
    ) async throws(APIError) {
        guard let live else { return result.keep("it has been deleted since") }
        // The command itself may have made it anew.
        guard live.uid == before.uid || live.uid == after.uid else {
            return result.keep("it has been deleted and made anew since")
        }
        let reversal = Reversal(of: live.value, before: before.value, after: after.value, force: force)
        guard reversal.conflicts.isEmpty || force else {
            let fields = reversal.conflicts.prefix(3).map(\.description).joined(separator: ", ")
            let more = reversal.conflicts.count > 3 ? " and \(reversal.conflicts.count - 3) more" : ""
            return result.keep("others have changed the same fields since: \(fields)\(more)")
        }
        guard reversal.value != live.value else { return }
        var stored: Object
        do throws(APIError) {
            stored = try await client.update(
                Object(reversal.value),
                of: resource,
                subresource: nil,
                options: WriteOptions(fieldManager: step.manager.isEmpty ? "kn8-undo" : step.manager)
            )
        } catch {
            // What could be changed only by making it anew can be put back only so.
            guard error.reason == .invalid, before.uid != after.uid else { throw error }
            _ = try await client.delete(live.key, of: resource, options: DeleteOptions(uid: live.uid))
            result.after = try await recreate(before, step, resource)
            result.deed = .restored
            return
        }
        if step.isApply { stored = try await handBack(stored, before, after, live, resource) }
        result.deed = .reverted
        result.after = stored
    }

    /// Gives the fields to those who owned them before a server-side apply, if nobody else has written since: otherwise
    /// the next one would meet its own undo as a stranger.
    private func handBack(
        _ stored: Object,
        _ before: Object,
        _ after: Object,
        _ live: Object,
        _ resource: Resource
    ) async throws(APIError) -> Object {
        func owners(_ object: Object, ofStatus: Bool) -> [Value] {
            (object["metadata", "managedFields"]?.array ?? []).filter { ($0["subresource"] == "status") == ofStatus }
        }
        guard owners(after, ofStatus: false) == owners(live, ofStatus: false) else { return stored }
        let list = owners(before, ofStatus: false) + owners(stored, ofStatus: true)
        guard !list.isEmpty else { return stored }
        let patch: Value = [
            ["op": "replace", "path": "/metadata/managedFields", "value": .array(list)],
            ["op": "replace", "path": "/metadata/resourceVersion", "value": .string(stored.resourceVersion)],
        ]
        return try await client.patch(
            stored.key,
            of: resource,
            with: .json(patch),
            subresource: nil,
            options: WriteOptions(fieldManager: "kn8-undo")
        )
    }
}

extension UndoResult {
    fileprivate mutating func keep(_ reason: String) {
        deed = .kept
        self.reason = reason
    }
}
