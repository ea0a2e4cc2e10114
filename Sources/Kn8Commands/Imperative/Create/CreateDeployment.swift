// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct CreateDeployment: Generator {
    static let configuration = CommandConfiguration(
        commandName: "deployment",
        abstract: "Create a Deployment of one or more images",
        discussion: """
            Examples: 'kn8 create deployment web --image=nginx --replicas=3 --port=80', 'kn8 create deployment tool \
            --image=busybox -- date'.
            """,
        aliases: ["deploy"]
    )

    @Argument(help: "The object's name")
    var name: String?

    @OptionGroup var creation: CreationOptions

    @Option(help: "The image of a container; may be repeated")
    var image: [String] = []

    @Option(help: "The port that the first container listens at")
    var port: Int64 = -1

    @Option(name: [.customShort("r"), .long], help: "How many replicas there are to be")
    var replicas: Int64 = 1

    @Argument(parsing: .postTerminator, help: "The command of the container")
    var command: [String] = []

    var names: [String] { name.map { [$0] } ?? [] }
    var failure: String? { "failed to create deployment: " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        let images = image.atCommas
        guard !images.isEmpty else { throw CommandError("required flag(s) \"image\" not set") }
        guard images.count == 1 || command.isEmpty else {
            throw CommandError("cannot specify multiple --image options and command")
        }
        let labels: Value = ["app": .string(name)]
        let containers = images.enumerated().map { index, image in
            var container: Value = [
                "name": .string(CreateDeployment.containerName(of: image)), "image": .string(image), "resources": [:],
            ]
            if index == 0, port >= 0 { container["ports"] = [["containerPort": .int(port)]] }
            if !command.isEmpty { container["command"] = command.value }
            return container
        }
        var object = Object(
            "apps/v1",
            "Deployment",
            name,
            [
                "spec": [
                    "replicas": .int(replicas), "selector": ["matchLabels": labels], "strategy": [:],
                    "template": ["metadata": ["labels": labels], "spec": ["containers": .array(containers)]],
                ],
                "status": [:],
            ]
        )
        object["metadata", "labels"] = labels
        return object
    }

    /// The last part of the image's name, without tag and digest; what a name cannot hold is replaced, and made unique.
    private static func containerName(of image: String) -> String {
        var name = image.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        for mark in [":", "@"] { name = name.split(separator: Character(mark)).first ?? "" }
        guard name.contains(where: { $0 == "_" || $0 == "." }) else { return String(name) }
        let letters = Array("bcdfghjklmnpqrstvwxz2456789")
        let suffix = String((0..<5).compactMap { _ in letters.randomElement() })
        return String(name.map { $0 == "_" || $0 == "." ? "-" : $0 }) + "-" + suffix
    }
}
