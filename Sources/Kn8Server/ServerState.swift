// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Schema
internal import Kn8Store
internal import Kn8Value

/// The server's rules and what they work on: never waits, never calls back, knows no lock.
struct ServerState: ~Copyable {
    static let namespaces = StorageKey(group: "", plural: "namespaces")
    static let definitions = StorageKey(group: "apiextensions.k8s.io", plural: "customresourcedefinitions")
    static let services = StorageKey(group: "", plural: "services")
    static let policies = StorageKey(
        group: "admissionregistration.k8s.io",
        plural: "validatingadmissionpolicies"
    )
    static let policyBindings = StorageKey(
        group: "admissionregistration.k8s.io",
        plural: "validatingadmissionpolicybindings"
    )
    static let quotas = StorageKey(group: "", plural: "resourcequotas")
    static let limitRanges = StorageKey(group: "", plural: "limitranges")

    var store: ObjectStore
    var kinds = KindRegistry()
    var identities: IdentitySource
    var watchers = WatcherTable()
    var addresses: Set<String>?  // cluster IPs in use; nil until first needed
    let rules: any AdmissionRules
    let time: any TimeSource
    private var knowsDefinitions = false
    private var announced: Int64  // the revision up to which watchers have been told
    var batchDepth = 0
    private(set) var epoch = 0  // counts the writes that were taken back
    private(set) var beginning: Int64 = 0  // no cache can be brought up to date from before this revision
    var commits = CommitQueue()
    private var isCautious = false  // since a commit failed, and until one succeeds
    var user: Value = ["username": "kn8"]  // who makes the present request
    var strictness = ValidationStrictness.strict  // of the present request
    var warnings: [String] = []  // what the present request is to be told

    init(
        store: consuming ObjectStore,
        rules: any AdmissionRules,
        time: any TimeSource,
        identities: IdentitySource
    ) throws(APIError) {
        announced = store.revision
        let isNew = store.isNew
        self.store = store
        self.rules = rules
        self.time = time
        self.identities = identities
        guard isNew else { return }
        try write { (state: inout ServerState) throws(APIError) in
            for name in ["default", "kube-node-lease", "kube-public", "kube-system"] {
                let gvk = GroupVersionKind(group: "", version: "v1", kind: "Namespace")
                _ = try state.create(Object(gvk, name: name), gvk: gvk, options: WriteOptions())
            }
        }
        try commit()
    }

    /// The same objects in a store of memory alone, under other rules.
    mutating func copy(rules: any AdmissionRules) throws(APIError) -> ServerState {
        let store: ObjectStore
        do {
            store = try self.store.copy()
        } catch {
            throw APIError(.internalError, message: error.description)
        }
        return try ServerState(store: store, rules: rules, time: time, identities: identities)
    }

    /// Runs a verb as part of the present transaction; when it fails, it alone is undone.
    mutating func write<Result>(
        _ verb: (inout ServerState) throws(APIError) -> Result
    ) throws(APIError) -> Result {
        if !store.isGathering { try attempt { (store: inout ObjectStore) throws(StoreError) in try store.begin() } }
        let before = store.revision
        do throws(APIError) {
            return try verb(&self)
        } catch {
            // Most refusals come before anything is written, and leave what is known as it is.
            if store.revision > before {
                store.undo(to: before)
                forgetDerived()
            }
            throw error
        }
    }

    /// What becomes of a verb. What it wrote is stored before anything else is done when that needs no file, when it may well
    /// fail, or when a batch has become very big.
    mutating func result<Success>(
        of verb: (inout ServerState) throws(APIError) -> Success
    ) -> Result<Success, APIError> {
        do throws(APIError) {
            let success = try write(verb)
            if batchDepth == 0 ? isCautious || !store.isKept : store.isFull { try commit() }
            return .success(success)
        } catch {
            return .failure(error)
        }
    }

    /// Stores the transaction, and waits for it; after an error nothing of it is there.
    mutating func commit() throws(APIError) {
        let before = store.durable
        defer { if store.durable > before { isCautious = false } }
        do throws(APIError) {
            try attempt { (store: inout ObjectStore) throws(StoreError) in try store.commit() }
        } catch {
            forgetDerived()
            throw error
        }
    }

    /// Undoes all that could not be stored. The writes that come are stored one by one, unseen until they are, so that readers
    /// have peace while nothing can be stored.
    mutating func takeBack() {
        store.takeBack()
        isCautious = true
        beginning = store.revision
        forgetDerived()
    }

    /// Drops what was derived from objects that a rollback has undone.
    mutating func forgetDerived() {
        epoch += 1
        addresses = nil
        kinds.reset()
        knowsDefinitions = false
    }

    mutating func attempt<Result>(
        _ body: (inout ObjectStore) throws(StoreError) -> Result
    ) throws(APIError) -> Result {
        do {
            return try body(&store)
        } catch {
            if case .compacted(let oldest) = error {
                throw APIError(.expired, message: "too old resource version: (\(oldest))")
            }
            throw APIError(.internalError, message: error.description)
        }
    }

    /// The kind that `gvk` names; `notFound` in kubectl's words when it is not served.
    mutating func kind(_ gvk: GroupVersionKind) throws(APIError) -> ServedKind {
        if let kind = try kindIfServed(gvk) { return kind }
        throw APIError(
            .notFound,
            message: "no matches for kind \"\(gvk.kind)\" in version \"\(gvk.apiVersion)\"",
            group: gvk.group,
            kind: gvk.kind
        )
    }

    mutating func kindIfServed(_ gvk: GroupVersionKind) throws(APIError) -> ServedKind? {
        if let kind = KindRegistry.builtin(gvk), !kind.isCustom { return kind }
        try learnDefinitions()
        return kinds[gvk]
    }

    /// Reads the definitions; only once, and only when somebody asks for a kind that is not built in.
    mutating func learnDefinitions() throws(APIError) {
        guard !knowsDefinitions else { return }
        knowsDefinitions = true
        for definition in try objects(ServerState.definitions, in: .all) {
            kinds.serve(definition)
            rules.learn(definition)
        }
    }

    mutating func object(_ key: ObjectKey, in collection: StorageKey) throws(APIError) -> Object? {
        try attempt { (store: inout ObjectStore) throws(StoreError) in try store.object(key, in: collection) }
    }

    mutating func objects(_ collection: StorageKey, in scope: Scope) throws(APIError) -> [Object] {
        try attempt { (store: inout ObjectStore) throws(StoreError) in try store.objects(in: collection, scope: scope) }
    }

    mutating func put(_ object: Object, in collection: StorageKey) throws(APIError) -> Object {
        try attempt { (store: inout ObjectStore) throws(StoreError) in try store.put(object, in: collection) }
    }

    /// Tells watchers what has become safe since the last time; returns those that lag and must be ended outside the lock.
    mutating func announce() -> [WatcherTable.Watcher] {
        guard store.durable > announced else { return [] }
        watchers.signal()
        let changes = watchers.isEmpty ? [] : (try? storedChanges(after: announced)) ?? []
        announced = store.durable
        return watchers.deliver(changes)
    }

    /// The writes after `revision` that are safe.
    mutating func storedChanges(after revision: Int64) throws(APIError) -> [StoredChange] {
        let changes = try attempt { (store: inout ObjectStore) throws(StoreError) in
            try store.changes(after: revision)
        }
        let durable = store.durable
        return changes.last.map { $0.revision <= durable } ?? true ? changes : changes.filter { $0.revision <= durable }
    }
}
