// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Remote
internal import Kn8Schema
internal import Kn8Value

struct Explain: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Describe the fields of a kind",
        discussion: """
            Needs no cluster. Custom kinds are told of from the CustomResourceDefinitions that kn8 ships, those of the \
            embedded server, and those that --crds names. With another cluster its OpenAPI documents tell of all kinds. \
            Examples: 'kn8 explain pods.spec.containers', \
            'kn8 explain mysqlcluster --recursive', 'kn8 explain hpa --api-version autoscaling/v1'.
            """
    )

    @Argument(
        help: "The kind and the way to a field: KIND[.field.path]",
        completion: .custom { words, _, _ in FieldCompletion.words(for: words.last ?? "") }
    )
    var resource: [String] = []

    @Flag(help: "Print the names of all fields below, without descriptions")
    var recursive = false

    @Option(
        name: .customLong("api-version"),
        help: ArgumentHelp("Take this version of the kind", valueName: "group/version")
    )
    var apiVersion: String?

    @Option(
        name: [.customShort("o"), .long],
        help: "How to print: plaintext or plaintext-openapiv2",
        completion: .list(["plaintext", "plaintext-openapiv2"])
    )
    var output = "plaintext"

    @Option(
        help: ArgumentHelp(
            "Take CustomResourceDefinitions from this file or folder; may be repeated",
            valueName: "path"
        ),
        completion: .file(extensions: ["yaml", "yml", "json"])
    )
    var crds: [String] = []

    @Option(
        help: ArgumentHelp(
            "Take the kinds of this bundle, which 'kn8 schema import' wrote; may be repeated",
            valueName: "file"
        ),
        completion: .file()
    )
    var schemas: [String] = []

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard let format = Explanation.Format(rawValue: output) else {
            throw CommandError("unrecognized format: \(output)")
        }
        guard let word = resource.first else {
            throw CommandError(
                "You must specify the type of resource to explain. Use \"kn8 api-resources\" for a complete list of "
                    + "supported resources."
            )
        }
        guard resource.count == 1 else { throw CommandError("We accept only this format: explain RESOURCE") }
        guard !word.hasPrefix("."), !word.contains("[") else {
            throw CommandError("invalid jsonpath syntax, first node must be field node")
        }
        let (explanation, path) = try await explanation(of: word, session)
        session.console.write(explanation.header(format))
        do {
            session.console.write(try explanation.body(of: path, recursive: recursive, format))
        } catch let missing {
            let hint = missing.nearest.map { " (did you mean '\($0)'?)" } ?? ""
            throw CommandError("field \"\(missing.name)\" does not exist\(hint)")
        }
        return .success
    }

    /// What is told of the kind that `word` begins with, and the field path behind it.
    private func explanation(of word: String, _ session: Session) async throws -> (Explanation, [String]) {
        if crds.isEmpty, schemas.isEmpty, case .remote = try ContextChoice(target, in: session),
            let server = try session.cluster(at: target).remote
        {
            let kinds = try await server.discoveredResources().map(KindEntry.init)
            let (entry, path) = try kind(word, KindEntry.first(in: kinds, explaining: word), among: kinds)
            if let document = try await server.openAPI(of: entry.apiVersion),
                let explanation = Explanation(kind: entry, served: document)
            {
                return (explanation, path)
            }
        }
        let known = try await KnownKinds(session: session, target: target, paths: crds, bundles: schemas)
        let catalog = known.catalog
        let (entry, path) = try kind(word, catalog.kind(explaining: word), among: catalog.resources)
        guard let explanation = catalog.explanation(of: entry, definitions: known.definitions) else {
            throw CommandError("Couldn't find resource for \"\(entry.apiVersion), Kind=\(entry.kind)\"")
        }
        return (explanation, path)
    }

    /// `found`, which `word` means, in the version that is asked for.
    private func kind(
        _ word: String,
        _ found: (entry: KindEntry, path: [String])?,
        among kinds: [KindEntry]
    ) throws(CommandError) -> (KindEntry, [String]) {
        guard let (entry, path) = found else {
            let name = String(word.prefix { $0 != "." })
            let nearest = NearestName.of(name, among: kinds.lazy.flatMap { [$0.plural, $0.singular] })
            let hint = nearest.map { " (did you mean '\($0)'?)" } ?? ""
            throw CommandError("the server doesn't have a resource type \"\(name)\"\(hint)")
        }
        guard let apiVersion, apiVersion != entry.apiVersion else { return (entry, path) }
        guard apiVersion.count(where: { $0 == "/" }) < 2 else {
            throw CommandError("unexpected GroupVersion string: \(apiVersion)")
        }
        guard let other = kinds.first(where: { $0.apiVersion == apiVersion && $0.plural == entry.plural })
        else { throw CommandError("couldn't find resource for \"\(apiVersion), Resource=\(entry.plural)\"") }
        return (other, path)
    }
}

extension KindEntry {
    /// A kind as discovery tells of it.
    fileprivate init(_ found: DiscoveredResource) {
        let resource = found.resource
        self.init(
            served: resource.gvk.group,
            version: resource.gvk.version,
            kind: resource.gvk.kind,
            plural: resource.plural,
            singular: resource.singular,
            shortNames: resource.shortNames,
            namespaced: resource.namespaced
        )
    }
}
