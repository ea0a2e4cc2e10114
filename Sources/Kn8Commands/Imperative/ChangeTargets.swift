// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8YAML

/// The objects that words, files and selectors name together, each as it is stored
/// (`kubernetes:cli-runtime/pkg/resource/builder.go`).
struct ChangeTargets {
    /// One of them.
    struct Target {
        let resource: Resource
        let object: Object
        var key: ObjectKey { object.key }
    }

    /// Whether one object was named, so that its resource version may be asked for.
    private(set) var isSingle = false
    private(set) var found: [Target] = []
    /// Why others were not found, in the order asked for.
    private(set) var missing: [APIError] = []

    private static let nothingNamed = """
        You must provide one or more resources by argument or filename.
        Example resource specifications include:
           '-f rsrc.yaml'
           '--filename=rsrc.json'
           '<resource> <name>'
           '<resource>'
        """

    /// Finds what `words` (`TYPE NAME…`, `TYPE/NAME…`, or `TYPE` with a selector or `all`) or `manifests` name.
    init(
        _ words: [String],
        manifests: FilenameOptions? = nil,
        selectors: SelectorOptions? = nil,
        all: Bool = false,
        target: TargetOptions,
        cluster: Cluster,
        session: Session
    ) async throws {
        if let manifests, !manifests.filename.isEmpty {
            guard words.isEmpty else {
                throw CommandError(
                    "when paths, URLs, or stdin is provided as resource input, you may not specify resource arguments "
                        + "as well"
                )
            }
            await cluster.noteSecrets()
            try await find(try manifests.manifests(), target, cluster, session)
            return
        }
        guard !words.isEmpty else { throw CommandError(Self.nothingNamed) }
        // What is found may be printed, with copies of secrets in it.
        await cluster.noteSecrets()
        let selection = try Selection(words, in: ResourceCatalog(resources: try await cluster.client.resources()))
        let isNamed = selection.parts.allSatisfy { !$0.names.isEmpty }
        let isSelected = selectors.map { !$0.labels.isEmpty || !$0.fields.isEmpty || $0.allNamespaces } ?? false
        guard isNamed || all || isSelected else {
            throw CommandError("resource(s) were provided, but no name was specified")
        }
        let namespace = target.namespace(in: session)
        if let selectors, isSelected || !isNamed {
            let query = ObjectQuery(client: cluster.client, namespace: namespace, selectors: selectors)
            let answer = try await query.run(selection, ignoringMissing: false)
            missing = answer.missing
            found = answer.groups.flatMap { group in
                group.objects.map { Target(resource: group.resource, object: $0) }
            }
            return
        }
        isSingle = selection.parts.count == 1 && selection.parts.first?.names.count == 1
        for part in selection.parts {
            for name in part.names {
                let key = ObjectKey(namespace: part.resource.namespaced ? namespace : "", name: name)
                if let object = try await cluster.client.object(key, of: part.resource) {
                    found.append(Target(resource: part.resource, object: object))
                } else {
                    missing.append(.notFound(part.resource, name: name))
                }
            }
        }
    }

    private mutating func find(
        _ set: ManifestSet,
        _ target: TargetOptions,
        _ cluster: Cluster,
        _ session: Session
    ) async throws {
        guard !session.report(set.findings, of: set) else { throw CommandError("the manifests cannot be used") }
        isSingle = set.objects.count == 1
        for source in set.objects {
            do {
                let (object, resource) = try await target.placed(Object(source.value), cluster.client, session)
                if let stored = try await cluster.client.object(object.key, of: resource) {
                    found.append(Target(resource: resource, object: stored))
                } else {
                    missing.append(.notFound(resource, name: object.name))
                }
            } catch let error as APIError {
                missing.append(error)
            }
        }
    }

    /// Does `work` with each object and says what is missing or refused; whether nothing was.
    func forEach(_ session: Session, _ work: (Target) async throws -> Void) async throws -> Bool {
        var isSound = true
        for target in found {
            do {
                try await work(target)
            } catch let error as APIError {
                session.console.say(ErrorText.text(of: error))
                isSound = false
            } catch let error as CommandError {
                session.console.say("error: \(error.message)")
                isSound = false
            }
        }
        missing.forEach { session.console.say(ErrorText.text(of: $0)) }
        return isSound && missing.isEmpty
    }
}
