// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What Knative makes of one Revision: a Deployment, and a status that tells how it fares
/// (`knative/serving:pkg/reconciler/revision/`). The autoscaler's objects are not modelled: a Revision keeps the
/// replicas it starts with, and `Active` follows from the Deployment.
struct KnativeRevisionPlan {
    /// The Deployment to create; nil when there is one.
    private(set) var deployment: Object?
    /// The new status.
    private(set) var status: Value = .emptyObject
    /// Whether the Revision becomes ready now.
    private(set) var becameReady = false

    private let revision: Object
    private var conditions: ConditionSet

    /// The name of the Deployment of the Revision `name`.
    static func deploymentName(of name: String) -> String { ChildName.of(name, "-deployment") }

    /// Plans `revision`; `stored` is the object under its Deployment's name, `pods` are the Revision's.
    init(_ revision: Object, deployment stored: Object?, pods: [Object], now: Timestamp) {
        self.revision = revision
        conditions = ConditionSet(of: revision, dependents: ["ContainerHealthy", "ResourcesAvailable"], now: now)
        status = ["containerStatuses": containerStatuses]
        if let stored {
            if Knative.isOwned(stored, by: revision) {
                judge(stored, pods)
            } else {
                let message = "There is an existing Deployment \"\(stored.name)\" that we do not own."
                conditions.markFalse("ResourcesAvailable", reason: "NotOwned", message: message)
            }
        } else {
            deployment = KnativeDeployment(revision: revision).object
            for type in ["ContainerHealthy", "ResourcesAvailable", "Active"] {
                conditions.markUnknown(type, reason: "Deploying")
            }
        }
        becameReady = conditions.status("Ready") == "True" && !Knative.isReady(revision)
        status["conditions"] = conditions.value
        status["observedGeneration"] = .int(revision.generation)
    }

    private mutating func judge(_ deployment: Object, _ pods: [Object]) {
        let wanted = deployment["spec", "replicas"]?.int ?? 1
        let ready = deployment["status", "readyReplicas"]?.int ?? 0
        status["actualReplicas"] = .int(ready)
        status["desiredReplicas"] = .int(wanted)
        let progressing = Knative.condition(deployment, "Progressing")
        let failure = Knative.condition(deployment, "ReplicaFailure")
        let trouble =
            ready == 0 ? podTrouble(pods, timedOut: progressing?["reason"] == "ProgressDeadlineExceeded") : nil
        if failure?["status"] == "True" {
            fail("ResourcesAvailable", failure)
        } else if let trouble, trouble.type == "ResourcesAvailable" {
            conditions.markFalse(trouble.type, reason: trouble.reason, message: trouble.message)
        } else if progressing?["status"] == "False" {
            fail("ResourcesAvailable", progressing)
        } else if ready >= wanted {
            conditions.markTrue("ResourcesAvailable")
        } else {
            conditions.markUnknown("ResourcesAvailable", reason: "Deploying")
        }
        if let trouble, trouble.type == "ContainerHealthy" {
            conditions.markFalse(trouble.type, reason: trouble.reason, message: trouble.message)
        } else if ready > 0 {
            conditions.markTrue("ContainerHealthy")
        } else if conditions.status("ContainerHealthy") != "True" {
            conditions.markUnknown("ContainerHealthy", reason: "Deploying")
        }
        if ready >= wanted, wanted > 0 {
            conditions.markTrue("Active")
        } else {
            conditions.markUnknown("Active", reason: "Deploying")
        }
    }

    private mutating func fail(_ type: String, _ cause: Value?) {
        conditions.markFalse(
            type,
            reason: cause?["reason"]?.string ?? "",
            message: cause?["message"]?.string ?? ""
        )
    }

    /// What the first Pod says of why it does not run.
    private func podTrouble(_ pods: [Object], timedOut: Bool) -> (type: String, reason: String, message: String)? {
        guard let pod = pods.first else { return nil }
        if let scheduled = Knative.condition(pod, "PodScheduled"), scheduled["status"] == "False" {
            let message = scheduled["message"]?.string ?? ""
            return ("ResourcesAvailable", scheduled["reason"]?.string ?? "", message)
        }
        for container in pod["status", "containerStatuses"]?.array ?? [] where container["name"] != "queue-proxy" {
            if let ended = container["lastState"]?["terminated"] {
                let code = ended["exitCode"]?.int ?? 0
                var message = ended["message"]?.string ?? ""
                if code == 0, message.isEmpty { message = "container exited with no error" }
                return ("ContainerHealthy", "ExitCode\(code)", "Container failed with: \(message)")
            }
            if timedOut, let waiting = container["state"]?["waiting"] {
                let message = waiting["message"]?.string ?? ""
                return ("ResourcesAvailable", waiting["reason"]?.string ?? "", message)
            }
        }
        return nil
    }

    /// One entry a container; the digest only where the image names it, since nothing is asked of a registry.
    private var containerStatuses: Value {
        .array(
            (revision["spec", "containers"]?.array ?? []).map { container in
                var entry: Value = ["name": container["name"] ?? ""]
                if let image = container["image"]?.string, image.contains("@sha256:") {
                    entry["imageDigest"] = .string(image)
                }
                return entry
            }
        )
    }
}
