// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct SetResources: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "resources",
        abstract: "Change what containers request and may use",
        discussion: "Example: 'kn8 set resources deploy/web -c app --requests=cpu=100m --limits=memory=512Mi'."
    )

    @Argument(help: ArgumentHelp("TYPE NAME or TYPE/NAME ...", valueName: "resource"))
    var words: [String] = []

    @Option(help: "The limits, RESOURCE=QUANTITY,RESOURCE=QUANTITY")
    var limits = ""

    @Option(help: "The requests, RESOURCE=QUANTITY,RESOURCE=QUANTITY")
    var requests = ""

    @Option(name: [.customShort("c"), .long], help: "The containers, by a name in which * stands for anything")
    var containers = "*"

    @OptionGroup var options: SetOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard !words.isEmpty || !options.manifests.filename.isEmpty else {
            return try await options.run([], "", in: session) { _, _ in }
        }
        guard !limits.isEmpty || !requests.isEmpty else {
            throw CommandError(
                "you must specify an update to requests or limits (in the form of --requests/--limits)"
            )
        }
        let changes = [("limits", try quantities(limits)), ("requests", try quantities(requests))]
        return try await options.run(words, "resource requirements updated", in: session) { object, _ in
            let isMeant = { PodTemplate.matches($0, containers) }
            let count = try PodTemplate.change(&object, where: isMeant) { container in
                for (field, quantities) in changes {
                    for (name, quantity) in quantities {
                        container[path: ["resources", field, name]] = .string(quantity)
                    }
                }
            }
            guard count > 0 else { throw CommandError("unable to find container named \(containers)") }
        }
    }

    private func quantities(_ text: String) throws(CommandError) -> [(String, String)] {
        var quantities: [(String, String)] = []
        for part in text.split(separator: ",") {
            let pieces = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            guard pieces.count == 2, let name = pieces.first, let amount = pieces.last else {
                throw CommandError("Invalid argument syntax \(part), expected <resource>=<value>")
            }
            guard let quantity = Quantity(amount) else {
                throw CommandError(
                    "quantities must match the regular expression "
                        + "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
                )
            }
            quantities.append((name, quantity.description))
        }
        return quantities
    }
}
