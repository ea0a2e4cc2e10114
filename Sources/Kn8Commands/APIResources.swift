// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Printers

struct APIResources: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "api-resources",
        abstract: "List the kinds that are served"
    )

    @OptionGroup var target: TargetOptions

    @Flag(name: .customLong("no-headers"), help: "Leave the header out")
    var withoutHeader = false

    @Option(name: [.customShort("o"), .long], help: "How to print: name")
    var output: String?

    func run(in session: Session) async throws -> ExitStatus {
        let cluster = try session.cluster(at: target)
        let resources = try await cluster.client.resources()
            .sorted { ($0.gvk.group, $0.plural) < ($1.gvk.group, $1.plural) }
        if output == "name" {
            resources.forEach { session.console.print($0.groupResource) }
            return .success
        }
        let table = TextTable(
            header: withoutHeader ? [] : ["NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND"],
            rows: resources.map { resource in
                [
                    resource.plural, resource.shortNames.joined(separator: ","), resource.gvk.apiVersion,
                    "\(resource.namespaced)", resource.gvk.kind,
                ]
            }
        )
        session.console.write(table.text)
        return .success
    }
}
