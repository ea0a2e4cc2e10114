// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct CreateConfigMap: Generator {
    static let configuration = CommandConfiguration(
        commandName: "configmap",
        abstract: "Create a ConfigMap from literals, files or folders",
        discussion: "Example: 'kn8 create configmap web --from-literal=colour=blue --from-file=nginx.conf'.",
        aliases: ["cm"]
    )

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions
    @OptionGroup var sources: KeyedSources

    var failure: String? { "failed to create configmap: " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        var object = Object("v1", "ConfigMap", name)
        for entry in try sources.entries(session.environment) {
            if let fault = KeyedSources.faultOfKey(entry.key) {
                throw CommandError("\"\(entry.key)\" is not a valid key name for a ConfigMap: \(fault)")
            }
            guard object["data", entry.key] == nil, object["binaryData", entry.key] == nil else {
                throw CommandError(
                    "cannot add key \"\(entry.key)\", another key by that name already exists in Data for ConfigMap "
                        + "\"\(name)\""
                )
            }
            if let text = String(validating: entry.bytes, as: UTF8.self) {
                object["data", entry.key] = .string(text)
            } else {
                object["binaryData", entry.key] = .string(Base64.encoded(entry.bytes))
            }
        }
        return object
    }
}
