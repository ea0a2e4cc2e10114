// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

/// A command that makes one object from options, as kubectl's generators do (`kubernetes:kubectl/pkg/cmd/create`).
protocol Generator: Kn8Command {
    /// The names given, of which there is to be one.
    var names: [String] { get }
    var creation: CreationOptions { get }
    /// The command as hints name it, for example `secret tls`.
    static var words: String { get }
    /// What kubectl puts before a refusal, for example `failed to create deployment: `; nil for the server's words.
    var failure: String? { get }
    /// Whether objects of the kind live in namespaces.
    static var isNamespaced: Bool { get }

    /// The object called `name`, without a namespace. `client` looks up what options refer to.
    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object
}

extension Generator {
    static var isNamespaced: Bool { true }
    static var words: String { configuration.commandName ?? "" }

    func run(in session: Session) async throws -> ExitStatus {
        guard let name = names.first, names.count == 1 else {
            throw CommandError(
                "exactly one NAME is required, got \(names.count)\nSee 'kn8 create \(Self.words) -h' for help and "
                    + "examples"
            )
        }
        let target = creation.target
        let mode = try creation.change.mode
        var printer = try creation.change.printer(session)
        let options = try creation.change.writing(as: "kubectl-create")
        var opened: Cluster?
        var object = try await object(name, in: session) {
            let cluster = try opened ?? session.cluster(at: target)
            opened = cluster
            return cluster.client
        }
        if Self.isNamespaced, let namespace = target.namespace { object.namespace = namespace }
        if creation.savesConfiguration { object.saveConfiguration() }
        guard mode != .client else {
            try printer.print(object, "created")
            return .success
        }
        let cluster = try opened ?? session.cluster(at: target)
        let (placed, resource) = try await target.placed(object, cluster.client, session)
        do throws(APIError) {
            object = try await cluster.client.create(placed, of: resource, options: options)
        } catch {
            guard let failure else { throw error }
            throw CommandError(failure + error.message)
        }
        try printer.print(object, "created")
        if mode == .none { try await cluster.settle(session) }
        return .success
    }
}

extension Object {
    /// A new object called `name` of the kind, in the shape that kubectl's generators write: `fields` beside its metadata.
    init(_ apiVersion: String, _ kind: String, _ name: String, _ fields: Value = [:]) {
        self.init(fields)
        value["apiVersion"] = .string(apiVersion)
        value["kind"] = .string(kind)
        self.name = name
    }
}

extension [String] {
    /// The elements of flags that may be repeated and may hold several between commas.
    var atCommas: [String] { flatMap { $0.split(separator: ",").map(String.init) } }

    /// The values of strings.
    var value: Value { .array(map(Value.string)) }

    /// Each element once, where it stands first.
    var unique: [String] {
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}
