// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct SetEnvironment: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "env",
        abstract: "Change or list the variables of containers",
        discussion: """
            Examples: 'kn8 set env deploy/web COLOUR=blue DEBUG-', 'kn8 set env deploy/web --from=configmap/web \
            --prefix=WEB_', 'kn8 set env deploy/web --list'.
            """
    )

    @Argument(help: ArgumentHelp("TYPE NAME or TYPE/NAME ..., then NAME=VALUE ... and NAME- ...", valueName: "words"))
    var words: [String] = []

    @Option(
        name: [.customShort("e"), .customLong("env")],
        parsing: .unconditionalSingleValue,
        help: "Set this variable, NAME=VALUE; may be repeated"
    )
    var environment: [String] = []

    @Option(help: "Take a variable from each key of this object: configmap/NAME or secret/NAME")
    var from: String?

    @Option(help: "Put this before the names of variables that --from makes")
    var prefix = ""

    @Option(help: "Take only these keys, separated by commas")
    var keys: [String] = []

    @Option(name: [.customShort("c"), .long], help: "The containers, by a name in which * stands for anything")
    var containers = "*"

    @Flag(help: "List the variables")
    var list = false

    @Option(help: "Whether variables that are there already may be changed: true or false")
    var overwrite = true

    @OptionGroup var options: SetOptions

    func run(in session: Session) async throws -> ExitStatus {
        let first = words.firstIndex { $0.contains("=") || $0.hasSuffix("-") } ?? words.endIndex
        guard first > 0 || !options.manifests.filename.isEmpty else {
            throw CommandError("one or more resources must be specified as <resource> <name> or <resource>/<name>")
        }
        let words = Array(self.words[..<first])
        var (added, removed) = try changes(Array(self.words[first...]) + environment)
        guard !list else {
            return try await options.run(words, "", in: session) { object, _ in try printVariables(object, session) }
        }
        guard !added.isEmpty || !removed.isEmpty || from != nil else {
            throw CommandError("at least one environment variable must be provided")
        }
        return try await options.run(
            words,
            "env updated",
            in: session,
            prepare: { client in
                if let from { added += try await variables(of: from, client, session) }
            },
            { object, target in
                let count = try PodTemplate.change(&object, where: { PodTemplate.matches($0, containers) }) {
                    try update(&$0, added, removed, target.object)
                }
                if count == 0 {
                    session.console.say(
                        "Warning: \(object.kind)/\(object.name) does not have any containers matching \"\(containers)\""
                    )
                }
            }
        )
    }

    private func changes(_ texts: [String]) throws(CommandError) -> (added: [Value], removed: Set<String>) {
        var added: [Value] = []
        var removed: Set<String> = []
        for text in texts {
            guard let mark = text.firstIndex(of: "=") else {
                guard text.hasSuffix("-") else {
                    throw CommandError("all resources must be specified before environment changes: \(text)")
                }
                removed.insert(String(text.dropLast()))
                continue
            }
            let name = String(text[..<mark])
            if let fault = KeyedSources.faultOfVariable(name) {
                throw CommandError("\"\(name)\" is not a valid key name: \(fault)")
            }
            added.append(["name": .string(name), "value": .string(String(text[text.index(after: mark)...]))])
        }
        for variable in added {
            let name = variable["name"]?.string ?? ""
            guard !removed.contains(name) else {
                throw CommandError("can not both modify and remove an environment variable in the same command")
            }
        }
        return (added, removed)
    }

    private func update(
        _ container: inout Value,
        _ added: [Value],
        _ removed: Set<String>,
        _ object: Object
    ) throws(CommandError) {
        let present = container["env"]?.array ?? []
        if !overwrite {
            for variable in added {
                let name = variable["name"]?.string ?? ""
                guard let old = present.first(where: { $0["name"]?.string == name }) else { continue }
                throw CommandError(
                    "\(ResultPrinter.name(of: object))\n '\(name)' already has a value "
                        + "(\(SecretMask.masked(Object(old))["value"]?.string ?? "")), and --overwrite is false"
                )
            }
        }
        var variables = present.filter { !removed.contains($0["name"]?.string ?? "") }
        for variable in added {
            if let index = variables.firstIndex(where: { $0["name"] == variable["name"] }) {
                variables[index] = variable
            } else {
                variables.append(variable)
            }
        }
        guard variables != present else { return }
        container["env"] = variables.isEmpty ? nil : .array(variables)
    }

    private func variables(of text: String, _ client: any APIClient, _ session: Session) async throws -> [Value] {
        let selection = try Selection([text], in: ResourceCatalog(resources: try await client.resources()))
        guard let part = selection.parts.first, let name = part.names.first,
            ["ConfigMap", "Secret"].contains(part.resource.gvk.kind), part.resource.gvk.group.isEmpty
        else { throw CommandError("unsupported resource specified in --from") }
        let key = ObjectKey(namespace: options.target.namespace(in: session), name: name)
        guard let source = try await client.object(key, of: part.resource) else {
            throw APIError.notFound(part.resource, name: name)
        }
        let reference = part.resource.gvk.kind == "Secret" ? "secretKeyRef" : "configMapKeyRef"
        let wanted = Set(keys.atCommas)
        return (source["data"]?.object ?? [:]).keys.filter { wanted.isEmpty || wanted.contains($0) }.map { key in
            let name = key.uppercased().unicodeScalars.map { scalar in
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) ? Character(scalar) : "_"
            }
            return [
                "name": .string(prefix + String(name)),
                "valueFrom": .object([reference: ["name": .string(source.name), "key": .string(key)]]),
            ]
        }
    }

    private func printVariables(_ object: Object, _ session: Session) throws {
        var copy = SecretMask.masked(object)
        _ = try PodTemplate.change(&copy, where: { PodTemplate.matches($0, containers) }) { container in
            session.console.print("# \(object.kind) \(object.name), container \(container["name"]?.string ?? "")")
            for variable in container["env"]?.array ?? [] {
                let name = variable["name"]?.string ?? ""
                guard let origin = variable["valueFrom"] else {
                    session.console.print("\(name)=\(variable["value"]?.string ?? "")")
                    continue
                }
                session.console.print("# \(name) from \(words(for: origin))")
            }
        }
    }

    private func words(for origin: Value) -> String {
        for (field, kind) in [("secretKeyRef", "secret"), ("configMapKeyRef", "configmap")] {
            guard let reference = origin[field] else { continue }
            return "\(kind) \(reference["name"]?.string ?? ""), key \(reference["key"]?.string ?? "")"
        }
        if let field = origin["fieldRef"] { return "field path \(field["fieldPath"]?.string ?? "")" }
        if let field = origin["resourceFieldRef"] {
            return "resource field \(field["containerName"]?.string ?? ""), \(field["resource"]?.string ?? "")"
        }
        return "invalid valueFrom"
    }
}
