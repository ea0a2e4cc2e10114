// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct Rollback: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Roll a DeploymentConfig back to the Pods of an earlier rollout",
        discussion: "Examples: 'kn8 rollback dc/web', 'kn8 rollback dc/web --to-version=1'."
    )

    @Argument(help: ArgumentHelp("dc/NAME", valueName: "resource"))
    var resource: [String]

    @Option(name: .customLong("to-version"), help: "The rollout to go back to (default: the last that completed)")
    var version: Int64?

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        let words = resource.count == 1 && !resource[0].contains("/") ? ["dc/\(resource[0])"] : resource
        let named = try await NamedDeploymentConfig(words, target, session)
        let older = named.rollouts.first { rollout in
            let number = NamedDeploymentConfig.version(of: rollout)
            guard NamedDeploymentConfig.phase(of: rollout) == "Complete" else { return false }
            return version.map { $0 == number } ?? (number < named.latestVersion)
        }
        guard let older, let disabled = try await named.rollBack(to: older) else {
            throw CommandError("couldn't find deployment for rollback")
        }
        try await named.cluster.settle(session)
        let name = "\(named.resource.printedName)/\(named.config.name)"
        session.console.print("\(name) deployment #\(named.latestVersion + 1) rolled back to \(older.name)")
        named.warn(ofDisabled: disabled, session)
        return .success
    }
}

extension NamedDeploymentConfig {
    /// Takes the Pods of `older` back, as a new rollout without automatic image triggers; nil when the rollout does not
    /// say what its Pods were.
    ///
    /// - Returns: The tags whose triggers were switched off.
    func rollBack(to older: Object) async throws -> [String]? {
        guard let text = older.annotations["openshift.io/encoded-deployment-config"],
            let before = try? Value(json: text), let template = before[path: ["spec", "template"]]
        else { return nil }
        var next = config
        next["spec", "template"] = template
        let (triggers, disabled) = ImageTriggerList.disabled(config["spec", "triggers"])
        next["spec", "triggers"] = triggers
        let client = cluster.client
        var stored = try await client.update(next, of: resource, subresource: nil, options: WriteOptions())
        stored["status", "latestVersion"] = .int(latestVersion + 1)
        stored["status", "details"] = ["message": "rollback", "causes": [["type": "Manual"]]]
        _ = try await client.update(stored, of: resource, subresource: .status, options: WriteOptions())
        return disabled
    }

    /// Says that the triggers of the tags in `disabled` are off.
    func warn(ofDisabled disabled: [String], _ session: Session) {
        guard !disabled.isEmpty else { return }
        session.console.say(
            "Warning: the following images triggers were disabled: \(disabled.joined(separator: ","))\n"
                + "  You can re-enable them with: kn8 set triggers dc/\(config.name) --auto"
        )
    }
}

/// The image triggers of a DeploymentConfig, switched off and on.
enum ImageTriggerList {
    /// `triggers` without automatic image triggers, and the tags of those that were automatic.
    static func disabled(_ triggers: Value?) -> (Value?, [String]) {
        var tags: [String] = []
        let changed = triggers?.array?.map { trigger in
            var trigger = trigger
            guard trigger[path: ["imageChangeParams", "automatic"]]?.bool == true else { return trigger }
            tags.append(trigger[path: ["imageChangeParams", "from", "name"]]?.string ?? "")
            trigger[path: ["imageChangeParams", "automatic"]] = false
            return trigger
        }
        return (changed.map(Value.array) ?? triggers, tags)
    }

    /// `triggers` with every image trigger automatic, and one for changes of the configuration.
    static func enabled(_ triggers: Value?) -> Value {
        var list = (triggers?.array ?? []).map { trigger in
            var trigger = trigger
            if trigger["type"]?.string == "ImageChange" {
                trigger[path: ["imageChangeParams", "automatic"]] = true
            }
            return trigger
        }
        if !list.contains(where: { $0["type"]?.string == "ConfigChange" }) {
            list.insert(["type": "ConfigChange"], at: 0)
        }
        return .array(list)
    }
}

struct SetCommand: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Change a part of an object",
        subcommands: [SetTriggers.self]
    )

    func run(in session: Session) async throws -> ExitStatus { throw CleanExit.helpRequest(self) }
}

struct SetTriggers: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "triggers",
        abstract: "Make a DeploymentConfig roll out by itself, or by hand alone"
    )

    @Argument(help: ArgumentHelp("dc/NAME", valueName: "resource"))
    var resource: [String]

    @Flag(help: "Roll out when an image or the configuration changes")
    var auto = false

    @Flag(help: "Roll out only when told to")
    var manual = false

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard auto != manual else { throw CommandError("one of --auto or --manual must be given") }
        let named = try await NamedDeploymentConfig(resource, target, session)
        var next = named.config
        if auto {
            next["spec", "triggers"] = ImageTriggerList.enabled(next["spec", "triggers"])
        } else {
            let list = ImageTriggerList.disabled(next["spec", "triggers"]).0?.array ?? []
            next["spec", "triggers"] = .array(list.filter { $0["type"]?.string != "ConfigChange" })
        }
        _ = try await named.cluster.client.update(
            next,
            of: named.resource,
            subresource: nil,
            options: WriteOptions()
        )
        try await named.cluster.settle(session)
        session.console.print("\(named.resource.printedName)/\(named.config.name) triggers updated")
        return .success
    }
}
