// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct CreatePriorityClass: Generator {
    static let configuration = CommandConfiguration(
        commandName: "priorityclass",
        abstract: "Create a PriorityClass",
        discussion: "Example: 'kn8 create priorityclass high --value=1000 --description=\"goes first\"'.",
        aliases: ["pc"]
    )
    static let isNamespaced = false

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions

    @Option(parsing: .unconditional, help: "The priority")
    var value: Int64 = 0

    @Flag(name: .customLong("global-default"), help: "Make it the priority of pods that name none")
    var isDefault = false

    @Option(help: "What it is for")
    var description = ""

    @Option(name: .customLong("preemption-policy"), help: "PreemptLowerPriority or Never")
    var preemptionPolicy = "PreemptLowerPriority"

    var failure: String? { "failed to create priorityclass: " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        var object = Object(
            "scheduling.k8s.io/v1",
            "PriorityClass",
            name,
            ["value": .int(value), "preemptionPolicy": .string(preemptionPolicy)]
        )
        if isDefault { object["globalDefault"] = true }
        if !description.isEmpty { object["description"] = .string(description) }
        return object
    }
}
