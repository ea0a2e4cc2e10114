// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct SetServiceAccount: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "serviceaccount",
        abstract: "Change the account that Pods run as",
        discussion: "Example: 'kn8 set serviceaccount deploy/web robot'.",
        aliases: ["sa"]
    )

    @Argument(help: ArgumentHelp("TYPE NAME or TYPE/NAME ..., then the account", valueName: "words"))
    var words: [String] = []

    @OptionGroup var options: SetOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard let account = words.last else { throw CommandError("serviceaccount is required") }
        return try await options.run(Array(words.dropLast()), "serviceaccount updated", in: session) { object, _ in
            let path = try PodTemplate.path(in: object)
            object.value[path: path + ["serviceAccountName"]] = .string(account)
            // The deprecated twin, which the server keeps equal.
            if object.value[path: path + ["serviceAccount"]] != nil {
                object.value[path: path + ["serviceAccount"]] = .string(account)
            }
        }
    }
}
