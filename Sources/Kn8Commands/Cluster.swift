// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply
internal import Kn8Controller
internal import Kn8DataOperators
internal import Kn8Merge
internal import Kn8NetworkOperators
internal import Kn8OpenShiftOperators
internal import Kn8PlatformOperators
internal import Kn8Printers
internal import Kn8Remote
internal import Kn8Schema
internal import Kn8Server
internal import Kn8Store
internal import Kn8Value
internal import Kn8WorkloadOperators
internal import Kn8YAML

/// The cluster that a command works on: the embedded server with its reconcilers, a server at the other end of a
/// connection, or what is tried out over one; and how its kinds are printed.
struct Cluster {
    private enum Backing {
        case embedded(EmbeddedServer)
        case remote(RemoteClient)
        case overlay(RemoteClient, OverlayServer)
    }

    private let backing: Backing
    let rules: CatalogRules
    private let time: any TimeSource
    private let user: String
    // Whether it is the local context, which has OpenShift's views.
    private let isLocal: Bool
    // The server, or what lets somebody hear of its writes.
    private let base: any APIClient

    // Under which the revision is noted that the reconcilers of this kn8 came to rest at.
    private static let settled = "settled by \(Kn8.version)"

    /// The server's contract.
    var client: any APIClient {
        DiscreetClient(isLocal ? OpenShiftView(base: base, user: user) : base, ledger: SecretLedger.current)
    }

    /// The number of the last write to the embedded server; 0 for any other.
    var revision: Int64 { server?.revision ?? 0 }

    /// The embedded server; nil when the cluster is another.
    var server: EmbeddedServer? { if case .embedded(let server) = backing { server } else { nil } }

    /// The client of a server in another process; nil for the embedded one, and for what is only tried out.
    var remote: RemoteClient? { if case .remote(let client) = backing { client } else { nil } }

    /// Whether it is a server in another process that has answered.
    var hasAnswered: Bool { remote?.hasAnswered ?? false }

    /// Whether it is a server in another process that nobody can reach, or no longer.
    var isGone: Bool { remote?.isGone ?? false }

    /// How many requests had best be under way at once. The embedded server answers at once, one after the other.
    var requestWidth: Int { remote == nil ? 1 : 32 }

    /// Opens the state at `path`, which is made when it is missing; `onWait` hears when another kn8 holds it, and
    /// `observer` of every write that is not the reconcilers'.
    init(
        path: String,
        user: String,
        time: any TimeSource,
        observer: (any WriteObserver)? = nil,
        onWait: @escaping @Sendable (_ holder: Int32?) -> Void
    ) throws(APIError) {
        let rules = CatalogRules()
        let lock = LockPolicy(timeoutMilliseconds: 30_000, onWait: onWait)
        let server = try EmbeddedServer(path: path, lock: lock, rules: rules, time: time)
        self.init(.embedded(server), server, rules, user: user, isLocal: true, time: time, observer: observer)
    }

    /// The server that `client` reaches; `isLocal` when it is another kn8 that serves the local context.
    init(
        _ client: RemoteClient,
        user: String,
        isLocal: Bool,
        time: any TimeSource,
        observer: (any WriteObserver)? = nil
    ) {
        self.init(
            .remote(client),
            client,
            CatalogRules(),
            user: user,
            isLocal: isLocal,
            time: time,
            observer: observer
        )
    }

    private init(
        _ backing: Backing,
        _ base: any APIClient,
        _ rules: CatalogRules,
        user: String,
        isLocal: Bool,
        time: any TimeSource,
        observer: (any WriteObserver)?
    ) {
        self.backing = backing
        self.rules = rules
        self.user = user
        self.isLocal = isLocal
        self.time = time
        self.base = observer.map { RecordingClient(base, observer: $0) } ?? base
    }

    /// The same cluster in memory; what is written there is forgotten. `observer` hears of it. Of another server it has
    /// what is asked for, fetched then.
    func copy(observer: (any WriteObserver)? = nil) throws(APIError) -> Cluster {
        let rules = CatalogRules(rules.catalog)
        switch backing {
        case .embedded(let server):
            let copy = try server.copy(rules: rules)
            return Cluster(.embedded(copy), copy, rules, user: user, isLocal: isLocal, time: time, observer: observer)
        case .remote(let client), .overlay(let client, _):
            let overlay = try OverlayServer(over: client, rules: rules, time: time)
            return Cluster(
                .overlay(client, overlay),
                overlay,
                rules,
                user: user,
                isLocal: isLocal,
                time: time,
                observer: observer
            )
        }
    }

    /// Whether the reconcilers are kn8's to run: on the embedded server, or a copy of it.
    var hasReconcilers: Bool { server != nil }

    /// Fetches what `objects` would be compared with, by as few requests as are good and before it is asked for; an
    /// embedded server needs none of it. `namespace` is that of objects that name none.
    func readAhead(of objects: [Object], namespace: String) async {
        let client: RemoteClient
        switch backing {
        case .embedded: return
        case .remote(let remote), .overlay(let remote, _): client = remote
        }
        guard objects.count > 1, (try? await client.discoveredResources()) != nil else { return }
        await client.readAhead(
            objects.compactMap { object in
                guard let resource = client.knownResource(object.gvk)?.resource, !object.name.isEmpty else {
                    return nil
                }
                let place = object.namespace.isEmpty ? namespace : object.namespace
                return (resource, ObjectKey(namespace: resource.namespaced ? place : "", name: object.name))
            }
        )
    }

    /// What the schemas have against `object`, which has no text.
    func violations(of object: Value) -> [Violation] { rules.catalog.validate(object) }

    /// What makes the server refuse `object`, as far as schemas tell; a kind that is not served has no errors here.
    func errors(in object: Value) -> [Violation] { rules.catalog.errors(in: object) }

    /// What the schemas have against `object`, at its places in the text.
    func findings(in object: SourceObject) -> [Finding] {
        rules.catalog.validate(object.value).map(object.finding)
    }

    /// What a server as strict as `strictness` keeps of `object`: one that is not strict drops the fields that the kind does not
    /// have, and `console` tells of them when it warns. Another server knows better what it knows.
    func kept(of object: Value, _ strictness: ValidationStrictness, _ console: Console) -> Value {
        guard strictness != .strict, remote == nil else { return object }
        let (known, unknown) = rules.catalog.pruned(object)
        if strictness == .warn { unknown.forEach { console.say("Warning: \($0)") } }
        return known
    }

    /// How the fields of built-in kinds merge; nil for the others.
    var patchSchemas: PatchSchemas {
        { [rules] kind in rules.patchSchema(apiVersion: kind.apiVersion, kind: kind.kind) }
    }

    /// How lists and amounts of objects of `kind` compare; nil when nothing is known of the kind.
    func mergeSchema(of kind: GroupVersionKind) -> (any MergeSchema)? {
        rules.mergeSchema(apiVersion: kind.apiVersion, kind: kind.kind)
    }

    /// What may be done with objects of `resource`.
    func verbs(of resource: Resource) -> [String] {
        let kind = resource.gvk
        if let found = remote?.knownResource(kind) { return found.verbs }
        return rules.catalog.kind(group: kind.group, version: kind.version, kind: kind.kind)?.verbs
            ?? KindEntry.allVerbs
    }

    /// Where objects of `resource` keep how many replicas there are to be; nil when they cannot be scaled.
    func replicaPath(of resource: Resource) -> [String]? {
        let kind = resource.gvk
        guard let entry = rules.catalog.kind(group: kind.group, version: kind.version, kind: kind.kind) else {
            return remote?.knownResource(kind)?.hasScale == true ? ["spec", "replicas"] : nil
        }
        if let custom = rules.catalog.customResource(for: entry) {
            guard let scale = custom.version(kind.version)?.scale else { return nil }
            let path = scale["specReplicasPath"]?.string ?? ".spec.replicas"
            return path.split(separator: ".").map(String.init)
        }
        return entry.hasScale ? ["spec", "replicas"] : nil
    }

    /// The columns that `resource` is printed in.
    func columns(of resource: Resource) -> [Column] {
        if let columns = BuiltInColumns.columns(of: resource.gvk) { return columns }
        let kind = resource.gvk
        guard let entry = rules.catalog.kind(group: kind.group, version: kind.version, kind: kind.kind),
            let version = rules.catalog.customResource(for: entry)?.version(kind.version),
            !version.printerColumns.isEmpty
        else { return [.objectName, .age] }
        return [.objectName]
            + version.printerColumns.map {
                Column(custom: $0.name, type: $0.type, jsonPath: $0.jsonPath, isWide: $0.priority != 0)
            }
    }

    /// Gathers the writes made until `commitBatch` into one transaction; another server has none.
    func beginBatch() throws(APIError) { try server?.beginBatch() }

    /// Stores the writes since `beginBatch`; after an error none of them is.
    func commitBatch() throws(APIError) { try server?.commitBatch() }

    /// Carries `work` out in one transaction, which makes many writes cheap; what was written stays when it throws. Another
    /// server has no transactions.
    func batch<Result>(_ work: () async throws -> Result) async throws -> Result {
        guard let server else { return try await work() }
        try server.beginBatch()
        let result: Result
        do {
            result = try await work()
        } catch {
            try server.commitBatch()
            throw error
        }
        try server.commitBatch()
        return result
    }

    /// Notes all Secrets of the embedded server, so that copies of their values in other objects are known for what they are.
    /// Elsewhere it would cost a request, and rights that nobody needs otherwise.
    func noteSecrets() async {
        guard server != nil else { return }
        let kind = GroupVersionKind(group: "", version: "v1", kind: "Secret")
        guard let secrets = try? await client.resource(for: kind) else { return }
        _ = try? await client.objects(of: secrets, in: .all, options: ListOptions())
    }

    /// All reconcilers that kn8 has.
    static var reconcilers: [any Reconciler] {
        WorkloadOperators.all + NetworkOperators.all + DataOperators.all + PlatformOperators.all
            + OpenShiftOperators.all
    }

    /// Runs the reconcilers until nothing is left to do, in one transaction, and says what could not be reconciled. Another
    /// server has its own.
    ///
    /// Where they ended with nothing left to do, and nothing was written since, there is nothing to run for.
    func settle(_ session: Session) async throws {
        guard let server, try server.noted(Cluster.settled) != server.revision else { return }
        try server.beginBatch()
        let report: RunReport
        do {
            report = try await Controllers(Self.reconcilers, client: server, clock: time) { !Interruption.isRequested }
                .runToQuiescence()
        } catch {
            try server.commitBatch()
            throw error
        }
        try server.commitBatch()
        if report.isAtRest { try server.note(Cluster.settled, server.revision) }
        guard !report.failures.isEmpty else { return }
        // A reconciler may quote what it read, which no command has.
        await noteSecrets()
        report.failures.forEach { session.console.say("Warning: \($0)") }
    }
}

extension Session {
    /// The cluster that `target` names. What is written to it can be undone, unless `journal` is another's.
    func cluster(at target: TargetOptions, journal: UndoJournal? = nil) throws -> Cluster {
        let choice = try ContextChoice(target, in: self)
        let observer = journal ?? self.journal(in: choice.undoFolder(environment: environment))
        switch choice {
        case .local(let state): return try localCluster(state: state, journal: observer)
        case .served(let socket, let state):
            secretKey.use(state: state)
            return Cluster(
                remoteClient(ServerConnection(unixSocket: socket), target.connection),
                user: LocalSession.user(in: self, state: state),
                isLocal: true,
                time: time,
                observer: observer
            )
        case .remote(let connection):
            return Cluster(
                remoteClient(connection, target.connection),
                user: connection.context,
                isLocal: false,
                time: time,
                observer: observer
            )
        }
    }

    /// The embedded server with the state at `path`, whoever else serves it.
    func localCluster(state path: String, journal: UndoJournal? = nil) throws -> Cluster {
        let console = console
        secretKey.use(state: path)
        let user = LocalSession.user(in: self, state: path)
        let observer = journal ?? self.journal(in: UndoFolder(state: path))
        return try Cluster(path: path, user: user, time: time, observer: observer) { holder in
            let process = holder.map { " (process \($0))" } ?? ""
            console.say("Waiting for another kn8\(process) to finish with \(path)")
        }
    }

    private func journal(in folder: UndoFolder?) -> UndoJournal? {
        folder.map { UndoJournal(in: $0, command: command, time: time) }
    }
}
