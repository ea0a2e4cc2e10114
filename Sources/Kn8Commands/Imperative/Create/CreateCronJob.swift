// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct CreateCronJob: Generator {
    static let configuration = CommandConfiguration(
        commandName: "cronjob",
        abstract: "Create a CronJob of an image",
        discussion: "Example: 'kn8 create cronjob tool --image=busybox --schedule=\"*/5 * * * *\" -- date'.",
        aliases: ["cj"]
    )

    @Argument(help: "The object's name")
    var name: String?

    @OptionGroup var creation: CreationOptions

    @Option(help: "The image of the container")
    var image = ""

    @Option(help: "When to run, as cron has it")
    var schedule = ""

    @Option(help: "The restart policy: OnFailure or Never")
    var restart = ""

    @Argument(parsing: .postTerminator, help: "The command of the container")
    var command: [String] = []

    var names: [String] { name.map { [$0] } ?? [] }
    var failure: String? { "failed to create cronjob: " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        let missing = [("image", image), ("schedule", schedule)].filter(\.1.isEmpty).map { "\"\($0.0)\"" }
        guard missing.isEmpty else {
            throw CommandError("required flag(s) \(missing.joined(separator: ", ")) not set")
        }
        var container: Value = ["name": .string(name), "image": .string(image), "resources": [:]]
        if !command.isEmpty { container["command"] = command.value }
        let pod: Value = [
            "containers": [container], "restartPolicy": .string(restart.isEmpty ? "OnFailure" : restart),
        ]
        return Object(
            "batch/v1",
            "CronJob",
            name,
            [
                "spec": [
                    "jobTemplate": [
                        "metadata": ["name": .string(name)], "spec": ["template": ["metadata": [:], "spec": pod]],
                    ],
                    "schedule": .string(schedule),
                ],
                "status": [:],
            ]
        )
    }
}
