// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// One of the states of a workload's Pod template that can be gone back to: a ReplicaSet or a ControllerRevision.
struct WorkloadRevision {
    let number: Int64
    let cause: String
    /// The Pod template, without what the reconciler added.
    let template: Value

    /// The revisions of `workload`, oldest first.
    static func all(of workload: Object, _ client: any APIClient) async throws -> [WorkloadRevision] {
        let isDeployment = workload.kind == "Deployment"
        let kind = GroupVersionKind(
            group: "apps",
            version: "v1",
            kind: isDeployment ? "ReplicaSet" : "ControllerRevision"
        )
        guard let resource = try await client.resource(for: kind) else { return [] }
        let list = try await client.objects(of: resource, in: .namespace(workload.namespace), options: ListOptions())
        return list.items.filter { $0.controller?.uid == workload.uid }
            .compactMap { isDeployment ? WorkloadRevision(replicaSet: $0) : WorkloadRevision(controllerRevision: $0) }
            .sorted { $0.number < $1.number }
    }

    private init?(replicaSet: Object) {
        guard let number = replicaSet.annotations["deployment.kubernetes.io/revision"].flatMap({ Int64($0) }),
            var template = replicaSet["spec", "template"]
        else { return nil }
        template[path: ["metadata", "labels", "pod-template-hash"]] = nil
        self.number = number
        self.template = template
        cause = replicaSet.annotations["kubernetes.io/change-cause"] ?? ""
    }

    private init?(controllerRevision: Object) {
        guard let number = controllerRevision["revision"]?.int,
            var template = controllerRevision["data", "spec", "template"]
        else { return nil }
        template["$patch"] = nil
        self.number = number
        self.template = template
        cause = controllerRevision.annotations["kubernetes.io/change-cause"] ?? ""
    }
}
