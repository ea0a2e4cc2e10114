// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Printers
internal import Kn8Value

struct Describe: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "describe",
        abstract: "Tell an object field by field, with its events",
        discussion: "Examples: 'kn8 describe ingressroute web', 'kn8 describe pods -l app=web'."
    )

    @Argument(help: ArgumentHelp("TYPE [NAME ...] or TYPE/NAME ...", valueName: "resource"))
    var resource: [String]

    @OptionGroup var target: TargetOptions
    @OptionGroup var selectors: SelectorOptions

    func run(in session: Session) async throws -> ExitStatus {
        let cluster = try session.cluster(at: target)
        let catalog = ResourceCatalog(resources: try await cluster.client.resources())
        let selection = try Selection(resource, in: catalog)
        let query = ObjectQuery(
            client: cluster.client,
            namespace: target.namespace(in: session),
            selectors: selectors
        )
        let found = try await query.run(selection, ignoringMissing: false)
        await cluster.noteSecrets()
        let eventKind = try? catalog.resources(named: "events").first
        for (index, object) in found.groups.flatMap(\.objects).enumerated() {
            var events: [Object] = []
            if let eventKind {
                let about = "involvedObject.uid=\(object.uid)"
                let options = ListOptions(fieldSelector: about)
                let scope: Scope = object.namespace.isEmpty ? .all : .namespace(object.namespace)
                // Whoever may not see the events sees the object all the same.
                events = (try? await cluster.client.objects(of: eventKind, in: scope, options: options).items) ?? []
                events.sort { ($0["lastTimestamp"]?.string ?? "") < ($1["lastTimestamp"]?.string ?? "") }
            }
            if index > 0 { session.console.write("\n\n") }
            session.console.write(ObjectDescription.text(of: object, events: events, now: session.time.now()))
        }
        found.missing.forEach { session.console.say(ErrorText.text(of: $0)) }
        if found.isEmpty, found.missing.isEmpty {
            session.console.say(query.nothingFound(in: selection.parts.map(\.resource)))
        }
        return found.missing.isEmpty ? .success : .failure
    }
}
