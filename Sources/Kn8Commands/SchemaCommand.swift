// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Printers
internal import Kn8Remote
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

/// `kn8 schema`: the kinds that kn8 knows, and how to make it know others.
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "List the kinds that manifests are judged by, and import those of a cluster",
        subcommands: [SchemaImport.self, SchemaList.self]
    )
}

/// `kn8 schema import`.
struct SchemaImport: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Write a bundle of schemas from CustomResourceDefinitions and OpenAPI documents",
        discussion: """
            Reads CustomResourceDefinitions, lists of them, and the OpenAPI documents of an API server, version 2 (one file) \
            or 3 (a folder of them). A cluster is asked for both: 'kn8 schema import --context prod -o prod.schemas'. Without \
            the right to read definitions the documents alone tell of custom kinds. A bundle that has the cluster's Pods \
            takes the place of all kinds that kn8 ships.
            """
    )

    @OptionGroup var files: FilenameOptions

    @Option(
        name: [.customShort("o"), .long],
        help: "Write the bundle to this file, and not to standard output",
        completion: .file()
    )
    var output: String?

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        var writer = SchemaBundleWriter()
        var sources: [String] = []
        if files.filename.isEmpty || target.connection.namesServer,
            case .remote(let connection) = try ContextChoice(target, in: session)
        {
            try await SchemaImport.add(try session.cluster(at: target), to: &writer, session)
            sources.append(connection.server)
        }
        let names = sources.isEmpty || !files.filename.isEmpty ? try files.names() : []
        sources += names.map(\.path)
        for file in try ManifestFiles.read(names) {
            var count = 0
            if file.bytes.first == UInt8(ascii: "{"), let value = try? Value(json: file.bytes) {
                count = writer.add(value) ? 1 : 0
            } else {
                for object in ManifestSet([file]).objects where writer.add(object.value) { count += 1 }
            }
            if count == 0 {
                session.console.say("warning: \(file.name): neither a CustomResourceDefinition nor an OpenAPI document")
            }
        }
        guard writer.kindCount > 0 else {
            throw CommandError(
                "no kinds in \(sources.count == 1 ? sources[0] : "\(sources.count) files")",
                status: .unusable
            )
        }
        let text = writer.text(source: sources.prefix(8).joined(separator: " "))
        guard let output else {
            session.console.write(text)
            return .success
        }
        try WholeFile.write(text, to: output)
        session.console.print(
            "\(output): \(writer.kindCount) kinds, \(writer.definitionCount) definitions"
                + (writer.isWhole ? ", a whole cluster's" : "")
        )
        return .success
    }

    /// Adds the kinds of another server. Definitions say more of custom kinds than the documents do.
    private static func add(
        _ cluster: Cluster,
        to writer: inout SchemaBundleWriter,
        _ session: Session
    ) async throws {
        guard let server = cluster.remote else { return }
        for (_, document) in try await server.allOpenAPI() { _ = writer.add(document) }
        let kind = GroupVersionKind(apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition")
        guard let resource = try await server.resource(for: kind) else { return }
        do {
            let definitions = try await server.objects(of: resource, in: .all, options: ListOptions())
            for definition in definitions.items { _ = writer.add(definition.value) }
        } catch {
            guard error.reason == .forbidden else { throw error }
            session.console.say("Warning: \(error.message)")
        }
    }
}

/// `kn8 schema list`.
struct SchemaList: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the kinds that manifests are judged by",
        discussion: """
            Each version of a kind has a line: where its fields are from (kubernetes, openshift, retired, operator, crd, or \
            a bundle's file; 'unknown' when it is known and its fields are not), and in which minors of Kubernetes it came, \
            was deprecated and was removed. Example: 'kn8 schema list ingress'.
            """
    )

    @Argument(help: "List only kinds with this word in their kind, plural, short names or group")
    var word: String?

    @OptionGroup var schemas: SchemaOptions

    @Flag(name: .customLong("no-headers"), help: "Leave the header out")
    var withoutHeader = false

    @Option(name: [.customShort("o"), .long], help: "How to print: json", completion: .list(["json"]))
    var output: String?

    func run(in session: Session) async throws -> ExitStatus {
        let catalog = try schemas.catalog()
        let served = Set(catalog.resources.map { "\($0.apiVersion) \($0.kind)" })
        let entries =
            catalog.resources
            + SchemaCatalog.referenceKinds.filter {
                !served.contains("\($0.apiVersion) \($0.kind)")
                    && catalog.reference(apiVersion: $0.apiVersion, kind: $0.kind) != nil
            }
        let found = entries.filter { matches($0) }.sorted {
            ($0.group, $0.kind, $0.version) < ($1.group, $1.kind, $1.version)
        }
        guard !found.isEmpty else { throw CommandError("no kind has '\(word ?? "")' in its names") }
        if output == "json" {
            let rows = found.map { entry in
                var row = ValueMap()
                for (key, text) in zip(SchemaList.columns, SchemaList.row(entry, catalog)) {
                    row[key.lowercased()] = text == "-" ? nil : .string(text)
                }
                return Value.object(row)
            }
            session.console.print(Value.array(rows).json(.indented(2)))
            return .success
        }
        guard output == nil else { throw CommandError("unrecognized format: \(output ?? "")") }
        let table = TextTable(
            header: withoutHeader ? [] : SchemaList.columns,
            rows: found.map { SchemaList.row($0, catalog) }
        )
        session.console.write(table.text)
        return .success
    }

    private func matches(_ entry: KindEntry) -> Bool {
        guard let word = word?.lowercased() else { return true }
        return ([entry.kind.lowercased(), entry.plural, entry.group] + entry.shortNames).contains { $0.contains(word) }
    }

    private static let columns = ["KIND", "APIVERSION", "SOURCE", "SINCE", "DEPRECATED", "REMOVED", "SUCCESSOR"]

    private static func row(_ entry: KindEntry, _ catalog: SchemaCatalog) -> [String] {
        let lifecycle = catalog.lifecycle(of: entry)
        func minor(_ number: Int?) -> String { number.map { "1.\($0)" } ?? "-" }
        return [
            entry.kind, entry.apiVersion, source(entry), minor(lifecycle.introduced), minor(lifecycle.deprecated),
            minor(lifecycle.removed), lifecycle.successor.isEmpty ? "-" : lifecycle.successor,
        ]
    }

    private static func source(_ entry: KindEntry) -> String {
        switch entry.origin {
        case .definition(let name): name.hasPrefix("openshift.") ? "openshift" : "kubernetes"
        case .reference(""): "unknown"
        case .reference: entry.lifecycle == nil ? "operator" : "retired"
        case .bundled(_, let bundle): bundle.name
        case .embeddedCRD, .addedCRD: "crd"
        }
    }
}
