// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Remote
internal import Kn8Value

struct ConfigView: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "view",
        abstract: "Print the kubeconfig, without what lets somebody in"
    )

    @Flag(help: "Print certificates, keys, tokens and passwords as they are")
    var raw = false

    @Flag(help: "Leave out what the current context does not use")
    var minify = false

    @Flag(help: "Put the content of files in the place of their paths")
    var flatten = false

    @Option(help: ArgumentHelp("With --minify: keep this context", valueName: "name"))
    var context: String?

    @Option(
        name: [.customShort("o", allowingJoined: true), .long],
        help: "How to print: yaml, json, name, jsonpath=TEMPLATE, go-template=TEMPLATE or their files",
        completion: .list(ObjectForm.words + ["name"])
    )
    var output: String?

    @Option(help: "The template of -o go-template or jsonpath, or its file, if it is not said there")
    var template: String?

    @OptionGroup var kubeconfig: KubeconfigOptions

    func run(in session: Session) async throws -> ExitStatus {
        let form = try form
        let config = try kubeconfig.merged(in: session)
        var view = try KubeconfigView(config, only: minify ? context ?? config.currentContext : nil)
        if flatten { view = try view.flattened() }
        let shown = raw ? view.raw : view.redacted
        session.console.write(try form?.text(of: shown) ?? "config/<unknown>\n")
        // kubectl shows what it has flattened; whoever copies the output must learn that it lets nobody in.
        if flatten, shown != view.raw {
            session.console.say("certificates, keys, tokens and passwords are hidden; --raw shows them")
        }
        return .success
    }

    /// The form to print in; nil for the name, which a kubeconfig does not have.
    private var form: ObjectForm? {
        get throws(CommandError) {
            let output = output ?? (template == nil ? "yaml" : "go-template")
            guard !["", "name"].contains(output) else { return nil }
            guard let form = try ObjectForm(output, template: template) else {
                throw ObjectForm.unfit(output, allowed: ObjectForm.words + ["name"])
            }
            return form
        }
    }
}
