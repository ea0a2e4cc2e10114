// SPDX-License-Identifier: MIT

package import Kn8Value

/// What a reconciler or a printer may ask of a cluster.
package protocol ObjectReader: Sendable {
    /// The object at `key`, or nil when there is none.
    func object(_ key: ObjectKey, of resource: Resource) async throws(APIError) -> Object?

    /// The objects in `scope` that `options` select, ordered by key.
    func objects(of resource: Resource, in scope: Scope, options: ListOptions) async throws(APIError) -> ObjectList
}

/// What may be written to a cluster. Every method returns the object as stored, or as it would be under dry run.
package protocol ObjectWriter: Sendable {
    /// Stores a new object; `alreadyExists` when the name is taken.
    func create(_ object: Object, of resource: Resource, options: WriteOptions) async throws(APIError) -> Object

    /// Replaces a stored object. With a `resourceVersion` in `object` it must be the stored one (`conflict`); a
    /// replacement that changes nothing is not written.
    func update(
        _ object: Object,
        of resource: Resource,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object

    /// Changes a stored object by `patch`; one that changes nothing is not written.
    func patch(
        _ key: ObjectKey,
        of resource: Resource,
        with patch: Patch,
        subresource: Subresource?,
        options: WriteOptions
    ) async throws(APIError) -> Object

    /// Deletes the object, or marks it when finalizers hold it; `notFound` when there is none.
    func delete(_ key: ObjectKey, of resource: Resource, options: DeleteOptions) async throws(APIError) -> Object
}

/// What may be watched in a cluster.
package protocol ObjectWatcher: Sendable {
    /// The changes after `resourceVersion` (empty: from now), in order, until the task is cancelled.
    ///
    /// The stream is bounded; a reader that falls too far behind gets `expired` and must list anew.
    func changes(
        of resource: Resource,
        in scope: Scope,
        after resourceVersion: String,
        options: ListOptions
    ) async throws(APIError) -> AsyncThrowingStream<WatchEvent, any Error>
}

/// What a cluster says of the kinds it serves.
package protocol ResourceDiscovery: Sendable {
    /// Every served resource, in discovery's order; several versions of a kind are several resources, preferred first.
    func resources() async throws(APIError) -> [Resource]

    /// The resource that serves `gvk`, or nil when the cluster serves no such kind.
    func resource(for gvk: GroupVersionKind) async throws(APIError) -> Resource?
}

/// Everything kn8 asks of a cluster; the embedded server and the remote client both answer to it.
package typealias APIClient = ObjectReader & ObjectWriter & ObjectWatcher & ResourceDiscovery

/// The objects of one answer.
package struct ObjectList: Hashable, Sendable {
    /// The objects, ordered by key.
    package var items: [Object]
    /// The state of the collection the answer is a snapshot of; a watch may go on from it.
    package var resourceVersion: String
    /// Where the next page begins; empty when these are the last of them.
    package var continueToken: String
    /// How many objects come after this page; nil when that is not known.
    package var remaining: Int64?

    /// A snapshot of `items` at `resourceVersion`; the whole of it unless a token says where it goes on.
    package init(items: [Object], resourceVersion: String, continueToken: String = "", remaining: Int64? = nil) {
        self.items = items
        self.resourceVersion = resourceVersion
        self.continueToken = continueToken
        self.remaining = remaining
    }
}

/// Which objects a list or a watch selects.
package struct ListOptions: Hashable, Sendable {
    /// A label selector in kubectl's grammar; empty selects all.
    package var labelSelector: String
    /// A field selector in kubectl's grammar; empty selects all.
    package var fieldSelector: String
    /// The most objects that one answer may have; 0 for all of them.
    package var limit: Int
    /// Where to go on, from the answer before; empty begins anew.
    package var continueToken: String

    /// Both selectors, of which empty ones select all, and the page that is asked for.
    package init(labelSelector: String = "", fieldSelector: String = "", limit: Int = 0, continueToken: String = "") {
        self.labelSelector = labelSelector
        self.fieldSelector = fieldSelector
        self.limit = limit
        self.continueToken = continueToken
    }
}

/// How a write is carried out.
package struct WriteOptions: Hashable, Sendable {
    /// Whether to answer without storing.
    package var dryRun: Bool
    /// Who writes, as `managedFields` name it.
    package var fieldManager: String
    /// What a server in another process makes of fields that it does not know. The embedded one refuses them.
    package var fieldValidation: FieldValidation

    /// A write by `fieldManager`.
    package init(
        dryRun: Bool = false,
        fieldManager: String = "kn8",
        fieldValidation: FieldValidation = .strict
    ) {
        self.dryRun = dryRun
        self.fieldManager = fieldManager
        self.fieldValidation = fieldValidation
    }
}

/// What a server makes of fields that it does not know, and of fields that are set twice; the words of its API.
package enum FieldValidation: String, Hashable, Sendable {
    /// It drops them.
    case ignore = "Ignore"
    /// It drops them and warns.
    case warn = "Warn"
    /// It refuses the write.
    case strict = "Strict"
}

/// How a deletion is carried out.
package struct DeleteOptions: Hashable, Sendable {
    /// What becomes of the dependents.
    package enum Propagation: String, Hashable, Sendable {
        case background = "Background"
        case foreground = "Foreground"
        case orphan = "Orphan"
    }

    /// Whether to answer without deleting.
    package var dryRun: Bool
    /// What becomes of the dependents.
    package var propagation: Propagation
    /// How many seconds the object has to end in; nil leaves it to the kind.
    package var gracePeriodSeconds: Int64?
    /// Delete only the object of this uid; empty for any.
    package var uid: String
    /// Delete only this state of the object; empty for any.
    package var resourceVersion: String

    /// A deletion; dependents go in the background unless told otherwise.
    package init(
        dryRun: Bool = false,
        propagation: Propagation = .background,
        gracePeriodSeconds: Int64? = nil,
        uid: String = "",
        resourceVersion: String = ""
    ) {
        self.dryRun = dryRun
        self.propagation = propagation
        self.gracePeriodSeconds = gracePeriodSeconds
        self.uid = uid
        self.resourceVersion = resourceVersion
    }
}

/// A part of an object with its own URL.
package enum Subresource: String, Hashable, Sendable {
    case status
    case scale
    /// Of a CertificateSigningRequest: whether it is approved or denied.
    case approval
    /// Of a pod: the containers added to look into it.
    case ephemeralcontainers
    /// Of a pod: what its containers get of the node.
    case resize
}

/// A change to a stored object.
package enum Patch: Hashable, Sendable {
    /// RFC 6902.
    case json(Value)
    /// RFC 7386.
    case merge(Value)
    /// Strategic merge patch, for built-in kinds only.
    case strategic(Value)
    /// Server-side apply: what the field manager of the options states, and nothing else. With `force`, fields that others
    /// own are taken from them; without, they are a `conflict`. An object that is missing is created.
    case apply(Value, force: Bool)
}

/// One change of a watch.
package struct WatchEvent: Hashable, Sendable {
    /// What happened.
    package enum Kind: String, Hashable, Sendable {
        case added = "ADDED"
        case modified = "MODIFIED"
        case deleted = "DELETED"
    }

    /// What happened.
    package var kind: Kind
    /// The object after the change; for a deletion, its last state.
    package var object: Object

    /// A change of `object`.
    package init(_ kind: Kind, _ object: Object) {
        self.kind = kind
        self.object = object
    }
}

/// Where the time comes from, so that tests and one-shot runs can have their own.
package protocol TimeSource: Sendable {
    /// The present moment.
    func now() -> Timestamp
}
