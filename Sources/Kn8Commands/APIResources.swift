// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Printers
internal import Kn8Schema

struct APIResources: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "api-resources",
        abstract: "List the kinds that are served",
        discussion: """
            Each kind in the version that is preferred. Examples: 'kn8 api-resources -o wide', \
            'kn8 api-resources --verbs list,get --categories all -o name'.
            """
    )

    @OptionGroup var target: TargetOptions

    @Option(help: ArgumentHelp("Only kinds whose objects live in a namespace, or only others", valueName: "true|false"))
    var namespaced: Bool?

    @Option(name: .customLong("api-group"), help: ArgumentHelp("Only kinds of this group", valueName: "group"))
    var group: String?

    @Option(help: ArgumentHelp("Only kinds that have all of these verbs, parted by commas", valueName: "verbs"))
    var verbs: String?

    @Option(help: ArgumentHelp("Only kinds in all of these categories, parted by commas", valueName: "categories"))
    var categories: String?

    @Option(
        name: .customLong("sort-by"),
        help: "Sort by name or kind and not by group",
        completion: .list(["name", "kind"])
    )
    var order: String?

    @Flag(name: .customLong("no-headers"), help: "Leave the header out")
    var withoutHeader = false

    @Option(
        name: [.customShort("o"), .long],
        help: "How to print: wide or name",
        completion: .list(["wide", "name"])
    )
    var output: String?

    func run(in session: Session) async throws -> ExitStatus {
        guard [nil, "name", "kind"].contains(order) else {
            throw CommandError("--sort-by accepts only name or kind")
        }
        guard [nil, "wide", "name"].contains(output) else {
            throw CommandError("--output \(output ?? "") is not available")
        }
        let kinds = try await kinds(at: session)
        if output == "name" {
            kinds.forEach { session.console.print($0.resource.groupResource) }
            return .success
        }
        let header = ["NAME", "SHORTNAMES", "APIVERSION", "NAMESPACED", "KIND"]
        let table = TextTable(
            header: withoutHeader ? [] : header + (output == "wide" ? ["VERBS", "CATEGORIES"] : []),
            rows: kinds.map { $0.cells(isWide: output == "wide") }
        )
        session.console.write(table.text)
        return .success
    }

    private func kinds(at session: Session) async throws -> [ServedKind] {
        let cluster = try session.cluster(at: target)
        var seen: Set<String> = []
        let preferred = try await cluster.client.resources().filter { seen.insert($0.groupResource).inserted }
        return preferred.map { ServedKind(resource: $0, verbs: cluster.verbs(of: $0)) }
            .filter { kind in
                let resource = kind.resource
                return namespaced.map { $0 == resource.namespaced } ?? true
                    && group.map { $0 == resource.gvk.group } ?? true
                    && words(verbs).allSatisfy(kind.verbs.contains)
                    && words(categories).allSatisfy(resource.categories.contains)
            }
            .sorted { rank($0.resource) < rank($1.resource) }
    }

    private func rank(_ resource: Resource) -> (String, String) {
        switch order {
        case "name": (resource.plural, resource.gvk.group)
        case "kind": (resource.gvk.kind, resource.gvk.group)
        default: (resource.gvk.group, resource.plural)
        }
    }

    private func words(_ list: String?) -> [String] { (list ?? "").split(separator: ",").map(String.init) }

    /// A kind and what may be done with it.
    private struct ServedKind {
        let resource: Resource
        let verbs: [String]

        func cells(isWide: Bool) -> [String] {
            [
                resource.plural, resource.shortNames.joined(separator: ","), resource.gvk.apiVersion,
                "\(resource.namespaced)", resource.gvk.kind,
            ] + (isWide ? [verbs.joined(separator: ","), resource.categories.joined(separator: ",")] : [])
        }
    }
}
