// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct CreateGenericSecret: Generator {
    static let configuration = CommandConfiguration(
        commandName: "generic",
        abstract: "Create a Secret from literals, files or folders",
        discussion: """
            Its values are printed only with --show-secrets. Example: 'kn8 create secret generic db \
            --from-file=password=password.txt'.
            """
    )
    static let words = "secret generic"

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions
    @OptionGroup var sources: KeyedSources

    @Option(help: "The Secret's type")
    var type = ""

    var failure: String? { "failed to create secret " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        var object = Object("v1", "Secret", name)
        if !type.isEmpty { object["type"] = .string(type) }
        try object.addSecretData(sources.entries(session.environment))
        return object
    }
}

extension Object {
    /// Adds `entries` to a Secret's data; the complaints are kubectl's.
    mutating func addSecretData(_ entries: [KeyedSources.Entry]) throws(CommandError) {
        for entry in entries {
            if let fault = KeyedSources.faultOfKey(entry.key) {
                throw CommandError("\"\(entry.key)\" is not valid key name for a Secret \(fault)")
            }
            guard self["data", entry.key] == nil else {
                throw CommandError("cannot add key \(entry.key), another key by that name already exists")
            }
            self["data", entry.key] = .string(Base64.encoded(entry.bytes))
        }
    }
}
