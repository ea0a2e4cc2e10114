// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct SetSelector: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "selector",
        abstract: "Change which Pods a Service is for",
        discussion: "The new selector replaces the old one. Example: 'kn8 set selector svc/web app=web,tier=front'."
    )

    @Argument(help: ArgumentHelp("TYPE NAME or TYPE/NAME ..., then NAME=VALUE,NAME=VALUE", valueName: "words"))
    var words: [String] = []

    @Option(name: .customLong("resource-version"), help: "Change the object only in this version")
    var resourceVersion: String?

    @OptionGroup var options: SetOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard let text = words.last, text.contains("=") || text.contains(" ") else {
            throw CommandError("one selector is required")
        }
        let tree = try LabelSelector.tree(of: text)
        return try await options.run(Array(words.dropLast()), "selector updated", in: session) { object, _ in
            guard object.kind == "Service", object.apiVersion == "v1" else {
                throw CommandError("setting a selector is only supported for Services")
            }
            guard tree["matchExpressions"] == nil else {
                throw CommandError("match expression \(text) not supported on this object")
            }
            object["spec", "selector"] = tree["matchLabels"] ?? [:]
            if let resourceVersion { object["metadata", "resourceVersion"] = .string(resourceVersion) }
        }
    }
}
