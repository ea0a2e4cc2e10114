// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct CreateJob: Generator {
    static let configuration = CommandConfiguration(
        commandName: "job",
        abstract: "Create a Job of an image, or the Job that a CronJob would create",
        discussion: """
            Examples: 'kn8 create job tool --image=busybox -- date', 'kn8 create job now --from=cronjob/backup'.
            """
    )

    @Argument(help: "The object's name")
    var name: String?

    @OptionGroup var creation: CreationOptions

    @Option(help: "The image of the container")
    var image = ""

    @Option(help: "The object to take the Job from; only a CronJob will do")
    var from = ""

    @Argument(parsing: .postTerminator, help: "The command of the container")
    var command: [String] = []

    var names: [String] { name.map { [$0] } ?? [] }
    var failure: String? { "failed to create job: " }

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        guard image.isEmpty != from.isEmpty else { throw CommandError("either --image or --from must be specified") }
        guard from.isEmpty || command.isEmpty else { throw CommandError("cannot specify --from and command") }
        guard from.isEmpty else { return try await instance(name, session, client()) }
        var container: Value = ["name": .string(name), "image": .string(image), "resources": [:]]
        if !command.isEmpty { container["command"] = command.value }
        return Object(
            "batch/v1",
            "Job",
            name,
            [
                "spec": [
                    "template": ["metadata": [:], "spec": ["containers": [container], "restartPolicy": "Never"]]
                ],
                "status": [:],
            ]
        )
    }

    private func instance(_ name: String, _ session: Session, _ client: any APIClient) async throws -> Object {
        let selection = try Selection([from], in: ResourceCatalog(resources: try await client.resources()))
        guard let part = selection.parts.first, let source = part.names.first, part.resource.gvk.kind == "CronJob"
        else {
            throw CommandError("from must be an existing cronjob")
        }
        let key = ObjectKey(namespace: creation.target.namespace(in: session), name: source)
        guard let cronJob = try await client.object(key, of: part.resource) else {
            throw APIError.notFound(part.resource, name: source)
        }
        var job = Object("batch/v1", "Job", name, ["status": [:]])
        job["spec"] = cronJob["spec", "jobTemplate", "spec"] ?? [:]
        job["metadata", "labels"] = cronJob["spec", "jobTemplate", "metadata", "labels"]
        var notes = cronJob["spec", "jobTemplate", "metadata", "annotations"] ?? [:]
        notes["cronjob.kubernetes.io/instantiate"] = "manual"
        job["metadata", "annotations"] = notes
        job["metadata", "ownerReferences"] = [
            [
                "apiVersion": "batch/v1", "kind": "CronJob", "name": .string(source), "uid": .string(cronJob.uid),
                "controller": true,
            ]
        ]
        return job
    }
}
