// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Template
internal import Kn8Value
internal import Kn8YAML

struct NewApp: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "new-app",
        abstract: "Create the objects of an OpenShift template, and run the reconcilers until it is rolled out",
        discussion: """
            Prints what oc prints. Every object is tried; one that is refused does not stop the others. Images, source \
            code and builders are not looked at: only templates are. Values of secret parameters are hidden when the \
            output goes to a file or a pipe. Examples: 'kn8 new-app -f app.yml -p HOST=example.com', 'kn8 new-app -f \
            app.yml --dry-run', 'kn8 new-app shop/greeter -o yaml'.
            """
    )

    @Argument(help: ArgumentHelp("[TEMPLATE ...] [VARIABLE=VALUE ...]", valueName: "template"))
    var words: [String] = []

    @Option(
        name: [.customShort("f"), .long],
        help: "Read a template from this file, or from standard input with '-'; may be repeated",
        completion: .file(extensions: ["yaml", "yml", "json"])
    )
    var file: [String] = []

    @Option(help: "Use this template of the cluster; may be repeated")
    var template: [String] = []

    @OptionGroup var parameters: TemplateParameterOptions
    @OptionGroup var target: TargetOptions

    @Option(
        name: [.customShort("e"), .customLong("env")],
        parsing: .unconditionalSingleValue,
        help: "Set this variable in every container, as NAME=VALUE; may be repeated"
    )
    var environment: [String] = []

    @Option(name: [.customShort("l"), .long], help: "Set these labels on every object, as NAME=VALUE,NAME=VALUE")
    var labels: String?

    @Option(help: "What the application is called in the labels that objects get when they have none")
    var name: String?

    @Option(name: [.customShort("o"), .long], help: "Print the objects: json, yaml (and create nothing) or name")
    var output: String?

    @Flag(name: .customLong("dry-run"), help: "Only say what would be created")
    var dryRun = false

    @Flag(
        name: .customLong("hide-secrets"),
        inversion: .prefixedNo,
        help: "Hide the values of secret parameters (default: unless the output is a terminal)"
    )
    var hidesSecrets: Bool?

    /// Answers to a plain word: a stored template, or else a file.
    private static let hint = "\nSee 'kn8 new-app -h' for examples."

    func run(in session: Session) async throws -> ExitStatus {
        let format = try OutputForm(output)
        let project = target.namespace(in: session)
        let templates = try await templates(project, session)
        let first = templates.first?.result.template.name ?? ""
        let labels = try self.labels.map { text throws(CommandError) in try LabelList(text).pairs } ?? [:]
        let additions = ApplicationObjects(labels: labels, name: try checkedName ?? first, environment: try variables())
        let objects = additions.completed(templates.flatMap(\.result.objects))
        switch format {
        case .json:
            session.console.disclose(ProcessedOutput.list(.array(objects)))
            return .success
        case .yaml:
            let list: Value = ["apiVersion": "v1", "items": .array(objects), "kind": "List", "metadata": [:]]
            session.console.disclose(list.yaml())
            return .success
        case .words, .name: break
        }
        // What cannot be done is said before anything looks done.
        let cluster = try session.cluster(at: target)
        try checkTypes(of: templates, cluster)
        if format == .words {
            for template in templates {
                let hides = hidesSecrets ?? !session.console.isTerminal
                let text = template.description(project: project, hidesSecrets: hides)
                if hides { session.console.write(text) } else { session.console.disclose(text) }
            }
            let label = labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
            session.console.print("--> Creating resources\(label.isEmpty ? "" : " with label \(label)") ...")
        }
        let creation = ApplicationCreation(
            cluster: cluster,
            project: project,
            templates: templates,
            isDryRun: dryRun,
            printsNames: format == .name,
            console: session.console
        )
        let outcome = try await creation.run(objects)
        if format == .words {
            session.console.print(outcome.failed ? "--> Failed" : "--> Success\(dryRun ? " (dry run)" : "")")
            session.console.flush()
        }
        guard !dryRun else { return outcome.failed ? .failure : .success }
        try await cluster.settle(session)
        guard !outcome.failed, format == .words else { return outcome.failed ? .failure : .success }
        for line in try await ApplicationHints(client: cluster.client, objects: outcome.created).lines() {
            session.console.print(line)
        }
        return .success
    }

    /// Refuses values that cannot stand where `${{NAME}}` puts them, before anything is created.
    private func checkTypes(of templates: [ApplicationTemplate], _ cluster: Cluster) throws(CommandError) {
        var lines: [String] = []
        for template in templates {
            for breach in TemplateBreach.all(in: template.result, cluster.errors(in:)) {
                guard let index = breach.origin.parameters.first,
                    template.result.isTyped(at: breach.origin.path)
                else { continue }
                let parameter = template.result.template.parameters[index]
                let field = "\(breach.title), \(breach.violation.path)"
                lines.append("parameter \(parameter.name) does not fit \(field): \(breach.violation.message)")
                for path in [breach.origin.path, FieldPath(keys: "parameters").index(index)] {
                    if let span = template.file?.document.span(of: path) { lines.append("  at \(span.place)") }
                }
            }
        }
        guard lines.isEmpty else { throw CommandError(lines.joined(separator: "\n")) }
    }

    /// How objects are printed.
    private enum OutputForm: String {
        case words = ""
        case json
        case yaml
        case name

        init(_ text: String?) throws(CommandError) {
            guard let form = OutputForm(rawValue: text ?? "") else {
                throw CommandError(
                    "unable to match a printer suitable for the output format \"\(text ?? "")\", allowed formats are: "
                        + "json,name,yaml"
                )
            }
            self = form
        }
    }

    private var checkedName: String? {
        get throws(CommandError) {
            guard let name, !name.isEmpty else { return nil }
            guard name.utf8.count <= 58, LabelSyntax.faultOfDNSLabel(name) == nil else {
                throw CommandError(
                    "invalid name: \(name). Must be an a lower case alphanumeric (a-z, and 0-9) string with a maximum "
                        + "length of 58 characters, where the first character is a letter (a-z), and the '-' character "
                        + "is allowed anywhere except the first or last character."
                )
            }
            return name
        }
    }

    private func variables() throws(CommandError) -> [(name: String, value: String)] {
        let texts = environment + words.filter { $0.utf8.contains(UInt8(ascii: "=")) }
        do throws(ParameterAssignments.Fault) {
            return try ParameterAssignments(texts).values.sorted { $0.key < $1.key }
                .map { (name: $0.key, value: $0.value) }
        } catch {
            throw CommandError(error.message)
        }
    }

    /// Every template asked for, processed.
    private func templates(_ project: String, _ session: Session) async throws -> [ApplicationTemplate] {
        let names = words.filter { !$0.utf8.contains(UInt8(ascii: "=")) }
        guard !(file + template + names).isEmpty else {
            throw CommandError(
                "You must specify one or more images, image streams, templates, or source code locations to create an "
                    + "application." + NewApp.hint
            )
        }
        parameters.warnings(about: parameters.parameters).forEach(session.console.say)
        let assignments = try parameters.assignments(parameters.parameters)
        for name in assignments.repeated {
            session.console.say("warning: Template parameter \"\(name)\" was overwritten")
        }
        assignments.warnings.forEach(session.console.say)
        var found: [ApplicationTemplate] = []
        for path in file {
            let read = try read(path, project, session)
            found.append(try processed(path, read.template, read, assignments, project))
        }
        for name in template + names {
            if let stored = try await stored(name, project, session) {
                found.append(try processed(name, stored, nil, assignments, project))
            } else if names.contains(name), FileKind.of(name) == .file {
                let read = try read(name, project, session)
                found.append(try processed(name, read.template, read, assignments, project))
            } else {
                throw CommandError("unable to locate any templates with name \"\(name)\"\n" + NewApp.hint)
            }
        }
        return found
    }

    private func stored(_ name: String, _ project: String, _ session: Session) async throws -> Template? {
        guard !name.hasPrefix("."), !name.hasPrefix("/"), name.split(separator: "/").count <= 2 else { return nil }
        // Here, unlike for process, two parts are a namespace and a name.
        let pieces = name.split(separator: "/").map(String.init)
        let text = pieces.count == 2 ? "\(pieces[0])//\(pieces[1])" : name
        return try await StoredTemplate(text, namespace: project).template(from: session.cluster(at: target).client)
    }

    private func read(_ path: String, _ project: String, _ session: Session) throws(CommandError) -> TemplateFile {
        let missing = "unable to locate any template files with name \"\(path)\"\n" + NewApp.hint
        do throws(TemplateFile.Fault) {
            let file = try TemplateFile(at: path)
            let namespace = file.template.namespace
            guard namespace.isEmpty || namespace == project else {
                session.console.say(
                    "error: unable to load template file \"\(path)\": the namespace from the provided object "
                        + "\"\(namespace)\" does not match the namespace \"\(project)\". You must pass "
                        + "'--namespace=\(namespace)' to perform this operation."
                )
                throw TemplateFile.Fault.unreadable("")
            }
            return file
        } catch {
            switch error {
            case .unreadable(let message):
                let isThere = path == "-" || path.contains("://") || FileKind.of(path) != .missing
                guard isThere, !message.isEmpty else { throw CommandError(missing) }
                throw CommandError("unable to load template file \"\(path)\": \(message)")
            case .malformed(let message, let set):
                _ = session.report(set.findings, of: set)
                throw CommandError("unable to load template file \"\(path)\": error parsing \(path): \(message)")
            case .undecodable(let fault, let span):
                let place = span.map { "\n  at \($0.place)" } ?? ""
                throw CommandError(
                    "unable to load template file \"\(path)\": unable to decode \"\(path)\": \(fault.message)\(place)"
                )
            case .other:
                session.console.say("error: object in \"\(path)\" is not a template")
                throw CommandError(missing)
            }
        }
    }

    private func processed(
        _ input: String,
        _ given: Template,
        _ file: TemplateFile?,
        _ assignments: ParameterAssignments,
        _ project: String
    ) throws(CommandError) -> ApplicationTemplate {
        var template = given
        for (name, value) in assignments.values.sorted(by: { $0.key < $1.key })
        where !template.set(name, to: value) && !parameters.ignoresUnknown {
            throw CommandError("unexpected parameter name \"\(name)\"")
        }
        do throws(TemplateFaults) {
            let result = try TemplateProcessor(random: parameters.random, asServer: true).process(template)
            SecretParameters(of: result.template).note(in: .current)
            return ApplicationTemplate(input: input, file: file, result: result)
        } catch {
            let places = error.faults.compactMap { file?.document.span(of: $0.path) }.map { "\n  at \($0.place)" }
            let namespace = template.namespace.isEmpty ? project : template.namespace
            throw CommandError(
                "error processing template \"\(namespace)/\(template.name)\": \(error.sentence)\(places.joined())"
            )
        }
    }
}
