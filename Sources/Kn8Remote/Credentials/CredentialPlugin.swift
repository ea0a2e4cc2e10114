// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A program that knows how to log in (`client-go:plugin/pkg/client/auth/exec`).
struct CredentialPlugin: Hashable, Sendable {
    /// Whether the program may ask the user.
    enum InteractiveMode: String, Hashable, Sendable {
        case never = "Never"
        case ifAvailable = "IfAvailable"
        case always = "Always"
    }

    var command: String
    var arguments: [String]
    /// Variables besides those of kn8's own environment.
    var environment: [Variable]
    var apiVersion: String
    var installHint: String
    var providesClusterInfo: Bool
    var interactiveMode: InteractiveMode

    /// A variable of the program's environment.
    struct Variable: Hashable, Sendable {
        let name: String
        let value: String
    }

    private static let versions = ["client.authentication.k8s.io/v1", "client.authentication.k8s.io/v1beta1"]

    /// The plugin that a user's `exec` describes, and what is wrong with it.
    static func read(_ value: Value, user: String) -> (CredentialPlugin?, [String]) {
        var faults: [String] = []
        let command = value["command"]?.string ?? ""
        let apiVersion = value["apiVersion"]?.string ?? ""
        if command.isEmpty { faults.append("command must be specified for \(user) to use exec authentication plugin") }
        if apiVersion.isEmpty {
            faults.append("apiVersion must be specified for \(user) to use exec authentication plugin")
        } else if !versions.contains(apiVersion) {
            faults.append("exec plugin: invalid apiVersion \"\(apiVersion)\"")
        }
        var variables: [Variable] = []
        for variable in value["env"]?.array ?? [] {
            guard let name = variable["name"]?.string, !name.isEmpty else {
                faults.append("env variable name must be specified for \(user) to use exec authentication plugin")
                continue
            }
            variables.append(Variable(name: name, value: variable["value"]?.string ?? ""))
        }
        var mode = InteractiveMode.ifAvailable
        let word = value["interactiveMode"]?.string ?? ""
        if let known = InteractiveMode(rawValue: word) {
            mode = known
        } else if !word.isEmpty {
            faults.append("invalid interactiveMode for \(user): \"\(word)\"")
        } else if apiVersion == versions[0] {
            faults.append("interactiveMode must be specified for \(user) to use exec authentication plugin")
        }
        guard faults.isEmpty else { return (nil, faults) }
        let plugin = CredentialPlugin(
            command: command,
            arguments: (value["args"]?.array ?? []).compactMap(\.string),
            environment: variables,
            apiVersion: apiVersion,
            installHint: value["installHint"]?.string ?? "",
            providesClusterInfo: value["provideClusterInfo"]?.bool ?? false,
            interactiveMode: mode
        )
        return (plugin, [])
    }
}
