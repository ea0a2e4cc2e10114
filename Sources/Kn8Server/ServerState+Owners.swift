// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Merge
internal import Kn8Value

extension ServerState {
    /// How writes to `subresource` of a kind move the ownership of fields; nil when nothing is known of the kind.
    func management(of kind: ServedKind, subresource: Subresource?) -> FieldManagement? {
        let (version, name) = (kind.resource.gvk.apiVersion, kind.resource.gvk.kind)
        guard let schema = rules.mergeSchema(apiVersion: version, kind: name) else { return nil }
        var ignored: [String] = []
        switch subresource {
        case nil where kind.resource.hasStatus: ignored = ["status"]
        case .status, .approval: ignored = ["spec"]
        default: break
        }
        return FieldManagement(
            schema,
            apiVersion: version,
            subresource: subresource?.rawValue ?? "",
            ignored: FieldSet(ignored.map { [.field($0)] })
        )
    }

    /// What `managedFields` of a new object are: all of it is its creator's, but for what the server fills in when it
    /// stores it. Nil when nothing is known of the kind.
    func firstOwners(of object: Object, _ given: Object, _ kind: ServedKind, _ options: WriteOptions) -> Value? {
        guard let management = management(of: kind, subresource: nil) else { return nil }
        let asked = given["metadata", "managedFields"]
        let owners = ManagedFields.isReset(asked) ? ManagedFields() : ManagedFields(asked) ?? ManagedFields()
        var written = object.value
        for path in ServerState.allocated(kind) where given.value[path: path] == nil { written[path: path] = nil }
        return management.update(
            live: .emptyObject,
            new: written,
            owners: owners,
            manager: options.fieldManager,
            time: time.now().description,
            isCreation: true
        ).value
    }

    // Written by the storage of a kind, after the fields have got their owner.
    private static func allocated(_ kind: ServedKind) -> [[String]] {
        guard !kind.isCustom, kind.resource.gvk.group.isEmpty else { return [] }
        return switch kind.resource.gvk.kind {
        case "Service": ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"].map { ["spec", $0] }
        case "Namespace": [["spec", "finalizers"]]
        default: []
        }
    }

    /// The entries after a write of the status: those that own nothing of it are as they were, and not taken apart. Nil when
    /// there are none, or so many that the oldest are merged.
    private func statusOwners(
        _ new: Object,
        over old: Object,
        _ management: FieldManagement,
        _ options: WriteOptions
    ) -> [Value]? {
        let list = old["metadata", "managedFields"]?.array ?? []
        guard !list.isEmpty, list.count < ManagedFields.updaterLimit else { return nil }
        let touched = list.filter { $0["fieldsV1"]?["f:status"] != nil }
        guard let owners = ManagedFields(.array(touched), isStored: true) else { return nil }
        let changed = management.update(
            live: old["status"].map { ["status": $0] } ?? .emptyObject,
            new: new["status"].map { ["status": $0] } ?? .emptyObject,
            owners: owners,
            manager: options.fieldManager,
            time: time.now().description,
            isCreation: true
        )
        func key(_ entry: Value) -> [String] {
            ["operation", "time", "manager", "apiVersion", "subresource"].map { entry[$0]?.string ?? "" }
        }
        let entries = list.filter { $0["fieldsV1"]?["f:status"] == nil } + (changed.value?.array ?? [])
        return entries.map { (key: key($0), entry: $0) }
            .sorted { $0.key.lexicographicallyPrecedes($1.key) }
            .map(\.entry)
    }

    /// `new` with its owners after it has replaced `old`, whose owners it has now.
    ///
    /// - Parameters:
    ///   - requested: The `managedFields` that the request states: they are taken when they are understood, and forgotten
    ///     when they are empty; through a subresource they count for nothing.
    ///   - owners: What they are, when that is known already.
    func tracked(
        _ new: Object,
        over old: Object,
        _ kind: ServedKind,
        subresource: Subresource?,
        requested: Value?,
        owners: ManagedFields?,
        options: WriteOptions
    ) -> Object {
        let present = old["metadata", "managedFields"]
        let isAsked = subresource == nil && requested != nil && requested != present
        if new == old, owners == nil, !isAsked { return new }
        var result = new
        if var owners {
            if new == old {
                owners = owners.keepingTimes(of: ManagedFields(present, isStored: true) ?? ManagedFields())
            }
            result["metadata", "managedFields"] = owners.value
            return result
        }
        guard let management = management(of: kind, subresource: subresource) else { return new }
        if subresource == .status, let list = statusOwners(new, over: old, management, options) {
            result["metadata", "managedFields"] = .array(list)
            return result
        }
        var base = isAsked ? nil : ManagedFields(present, isStored: true)
        if isAsked {
            base = ManagedFields.isReset(requested) ? ManagedFields() : ManagedFields(requested)
            if base?.isEmpty != false, !ManagedFields.isReset(requested) {
                base = ManagedFields(present, isStored: true)
            }
        }
        result["metadata", "managedFields"] =
            management.update(
                live: old.value,
                new: new.value,
                owners: base ?? ManagedFields(),
                manager: options.fieldManager,
                time: time.now().description
            ).value
        return result
    }
}
