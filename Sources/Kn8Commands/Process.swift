// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Template
internal import Kn8Value
internal import Kn8YAML

struct Process: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "process",
        abstract: "Turn an OpenShift template into a list of objects",
        discussion: """
            Needs no cluster for a template in a file. A TEMPLATE is one that the cluster keeps: name, template/name, \
            NAMESPACE/template/name or NAMESPACE//name. Examples: 'kn8 process -f app.yml -p HOST=example.com', 'kn8 \
            process -f app.yml --parameters', 'kn8 process -f app.yml HOST=example.com -o yaml | kn8 apply -f -'.
            """
    )

    @Argument(help: ArgumentHelp("[TEMPLATE] [NAME=VALUE ...]", valueName: "template"))
    var words: [String] = []

    @Option(
        name: [.customShort("f"), .long],
        help: "Read the template from this file, or from standard input with '-'",
        completion: .file(extensions: ["yaml", "yml", "json"])
    )
    var filename: String?

    @OptionGroup var parameters: TemplateParameterOptions
    @OptionGroup var target: TargetOptions

    @Option(name: [.customShort("l"), .long], help: "Set these labels on every object, as NAME=VALUE,NAME=VALUE")
    var labels: String?

    @Option(
        name: [.customShort("o"), .long],
        help: "How to print: json, yaml, name, describe, jsonpath=TEMPLATE, go-template=TEMPLATE or their files",
        completion: .list(["name", "describe"] + ObjectForm.words)
    )
    var output: String?

    @Option(help: "The template of -o go-template or jsonpath, or its file, if it is not said there")
    var template: String?

    @Flag(name: .customLong("parameters"), help: "Do not process; list the template's parameters")
    var listsParameters = false

    @Flag(help: "Print the objects one after another, not as a list")
    var raw = false

    @Flag(help: "Process here and ask no cluster; a template in a file is always processed here")
    var local = false

    func run(in session: Session) async throws -> ExitStatus {
        let names = words.filter { !$0.utf8.contains(UInt8(ascii: "=")) }
        let texts = parameters.parameters + words.filter { $0.utf8.contains(UInt8(ascii: "=")) }
        try checkUsage(names)
        parameters.warnings(about: texts).forEach(session.console.say)
        let form = try ProcessedForm(output, template: template)
        // oc complains of the use before it complains of a value.
        let assigned = Result { () throws(CommandError) in try parameters.assignments(texts) }
        if case .success(let assignments) = assigned {
            assignments.warnings.forEach(session.console.say)
            guard assignments.repeated.isEmpty else {
                let names = Set(assignments.repeated).sorted().joined(separator: ", ")
                throw Process.usage("The following parameters were provided more than once: \(names)")
            }
        }
        guard filename?.isEmpty == false || !names.isEmpty else {
            throw Process.usage("Must pass a filename or name of stored template")
        }
        let stored = try names.first.map { name throws(CommandError) in
            try StoredTemplate(name, namespace: target.namespace(in: session))
        }
        let file = try stored == nil ? read(filename ?? "-", session) : nil
        let kept = try await storedTemplate(stored, session)
        guard var loaded = file?.template ?? kept else { return .failure }
        if listsParameters {
            session.console.write(TemplateDescription(template: loaded).parameterTable)
            return .success
        }
        try addLabels(to: &loaded)
        guard try assign(assigned.get(), to: &loaded, session) else { return .failure }
        let result: ProcessedTemplate
        do throws(TemplateFaults) {
            result = try TemplateProcessor(random: parameters.random, asServer: stored != nil).process(loaded)
        } catch {
            session.console.say(stored == nil ? error.localText : "error: \(error.serverText)")
            for fault in error.faults {
                if let span = file?.document.span(of: fault.path) { session.console.say("  at \(span.place)") }
            }
            return .failure
        }
        // The objects are there to be applied, as oc prints them: they hold what was generated.
        session.console.disclose(try form.text(of: result, isRaw: raw))
        return .success
    }

    private func checkUsage(_ names: [String]) throws(CommandError) {
        if names.count > 1 { throw Process.usage("template name must be specified only once: \(names[1])") }
        if listsParameters {
            let given = [
                ("param", !parameters.parameters.isEmpty), ("labels", labels != nil), ("output", output != nil),
                ("raw", raw), ("template", template != nil),
            ]
            if let flag = given.first(where: \.1)?.0 {
                throw Process.usage(
                    "The --parameters flag does not process the template, can't be used with --\(flag)"
                )
            }
        }
        guard names.isEmpty || !local else {
            throw Process.usage(
                "You may only specify a local template file via -f when running this command with --local"
            )
        }
    }

    /// A complaint with a hint where the use is told.
    private static func usage(_ message: String) -> CommandError {
        CommandError("\(message)\nSee 'kn8 process -h' for help and examples")
    }

    private func read(_ path: String, _ session: Session) throws(CommandError) -> TemplateFile {
        let prefix = "failed to read input object (not a Template?): "
        do throws(TemplateFile.Fault) {
            let file = try TemplateFile(at: path)
            if file.documentCount > 1 {
                session.console.print(
                    "\(file.documentCount) input templates found, but only the first will be processed"
                )
            }
            return file
        } catch {
            switch error {
            case .unreadable(let message): throw CommandError(prefix + message)
            case .malformed(let message, let set):
                _ = session.report(set.findings, of: set)
                throw CommandError("\(prefix)error parsing \(path): \(message)")
            case .undecodable(let fault, let span):
                let place = span.map { "\n  at \($0.place)" } ?? ""
                throw CommandError("\(prefix)unable to decode \"\(path)\": \(fault.message)\(place)")
            case .other(let name):
                throw CommandError("unable to parse \"\(path)\", not a valid Template but \(name.text)")
            }
        }
    }

    private func storedTemplate(_ stored: StoredTemplate?, _ session: Session) async throws -> Template? {
        guard let stored else { return nil }
        let client = try session.cluster(at: target).client
        guard let template = try await stored.template(from: client) else {
            throw CommandError("template \"\(stored.key.name)\" could not be found")
        }
        return template
    }

    private func addLabels(to template: inout Template) throws(CommandError) {
        guard let labels, !labels.isEmpty else { return }
        var added = template.labels ?? [:]
        for (key, value) in try LabelList(labels).pairs { added[key] = value }
        template.labels = added
    }

    /// Sets what is known; says what is not, and then returns false.
    private func assign(
        _ assignments: ParameterAssignments,
        to template: inout Template,
        _ session: Session
    ) -> Bool {
        var unknown: [String] = []
        for (name, value) in assignments.values.sorted(by: { $0.key < $1.key })
        where !template.set(name, to: value) && !parameters.ignoresUnknown {
            unknown.append("unknown parameter name \"\(name)\"")
        }
        guard !unknown.isEmpty else { return true }
        session.console.say(unknown.count == 1 ? "error: \(unknown[0])" : unknown.joined(separator: "\n"))
        return false
    }
}
