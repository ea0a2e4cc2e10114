// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct CreateQuota: Generator {
    static let configuration = CommandConfiguration(
        commandName: "quota",
        abstract: "Create a ResourceQuota",
        discussion: "Example: 'kn8 create quota small --hard=cpu=2,memory=4Gi,pods=10 --scopes=BestEffort'.",
        aliases: ["resourcequota"]
    )

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions

    @Option(help: "The limits, RESOURCE=QUANTITY,RESOURCE=QUANTITY")
    var hard = ""

    @Option(help: "The scopes, separated by commas")
    var scopes = ""

    var failure: String? { "failed to create quota: " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        var object = Object("v1", "ResourceQuota", name, ["spec": [:], "status": [:]])
        for part in hard.split(separator: ",", omittingEmptySubsequences: false) where !hard.isEmpty {
            let pieces = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
            guard pieces.count == 2, let key = pieces.first, let text = pieces.last else {
                throw CommandError("Invalid argument syntax \(part), expected <resource>=<value>")
            }
            guard let quantity = Quantity(text) else {
                throw CommandError(
                    "quantities must match the regular expression "
                        + "'^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
                )
            }
            object["spec", "hard", key] = .string(quantity.description)
        }
        if !scopes.isEmpty {
            let names = scopes.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard !names.contains("") else { throw CommandError("invalid resource quota scope \"\"") }
            object["spec", "scopes"] = names.value
        }
        return object
    }
}
