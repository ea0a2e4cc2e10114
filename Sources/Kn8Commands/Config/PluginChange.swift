// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What `set-credentials` changes about the program that logs in.
struct PluginChange {
    private let command: String?
    private let texts: [(field: String, text: String?)]
    private let sharesCluster: Bool?
    private let arguments: [String]
    private let variables: [Variable]

    /// What the options of `options` say.
    init(_ options: ConfigSetCredentials) throws(CommandError) {
        guard [nil, "Never", "IfAvailable", "Always"].contains(options.execMode) else {
            throw CommandError("invalid interactive mode type, can be only IfAvailable, Never, Always")
        }
        command = options.execCommand
        texts = [("apiVersion", options.execAPIVersion), ("interactiveMode", options.execMode)]
        sharesCluster = options.execClusterInfo
        arguments = options.execArguments.flatMap(PluginChange.separated)
        var variables: [Variable] = []
        for text in options.execVariables { variables.append(try Variable(text)) }
        self.variables = variables
    }

    /// Makes the change in the user `content`; one without a plugin gets one only with a command.
    func make(in content: inout Value) {
        guard command != nil || content["exec"]?.object != nil else { return }
        // A plugin of v1 must have a mode; kubectl writes none, and refuses the plugin when it is to run.
        var plugin = content["exec"] ?? ["interactiveMode": "IfAvailable", "provideClusterInfo": false]
        if let command {
            plugin["command"] = .string(command)
            plugin["args"] = nil  // those of another program
        }
        for (field, text) in texts {
            if let text { plugin[field] = .string(text) }
        }
        if let sharesCluster { plugin["provideClusterInfo"] = .bool(sharesCluster) }
        if !arguments.isEmpty { plugin["args"] = .array(arguments.map(Value.string)) }
        if !variables.isEmpty { plugin["env"] = .array(changed(plugin["env"]?.array ?? [])) }
        content["exec"] = plugin
    }

    // As kubectl does: first all that go, then those that come or change, in their places.
    private func changed(_ list: [Value]) -> [Value] {
        let gone = variables.filter { $0.value == nil }.map(\.name)
        var list = list.filter { !gone.contains($0["name"]?.string ?? "") }
        for variable in variables {
            guard let value = variable.value else { continue }
            if let index = list.firstIndex(where: { $0["name"]?.string == variable.name }) {
                list[index]["value"] = .string(value)
            } else {
                list.append(["name": .string(variable.name), "value": .string(value)])
            }
        }
        return list
    }

    /// The parts of a line of CSV; in quotes a comma belongs to the part.
    static func separated(_ text: String) -> [String] {
        guard !text.isEmpty else { return [] }
        var parts = [""]
        var isQuoted = false
        var previous: Character?
        for letter in text {
            switch letter {
            case "\"":
                // Two quotes in quotes are one.
                if !isQuoted, previous == "\"" { parts[parts.count - 1].append(letter) }
                isQuoted.toggle()
            case "," where !isQuoted: parts.append("")
            default: parts[parts.count - 1].append(letter)
            }
            previous = letter
        }
        return parts
    }

    /// A variable, or one that goes.
    private struct Variable {
        let name: String
        let value: String?

        init(_ text: String) throws(CommandError) {
            if let mark = text.firstIndex(of: "=") {
                name = String(text[..<mark])
                value = String(text[text.index(after: mark)...])
            } else {
                name = text.hasSuffix("-") ? String(text.dropLast()) : ""
                value = nil
            }
            guard !name.isEmpty else { throw CommandError("invalid exec-env format: \(text)") }
        }
    }
}
