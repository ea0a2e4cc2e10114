// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// How far workloads are, by the rules of `kubectl rollout status` (`kubernetes:kubectl/pkg/polymorphichelpers`).
enum WorkloadReadiness {
    private static let unobserved = Readiness.waiting("its spec is not observed yet")

    static func deployment(_ facts: StatusFacts) -> Readiness {
        guard facts.object.generation <= facts.count("observedGeneration") else { return unobserved }
        if let progress = facts["Progressing"], progress.reason == "ProgressDeadlineExceeded" {
            return .failed(progress.words)
        }
        let wanted = facts.object["spec", "replicas"]?.int ?? 1
        let updated = facts.count("updatedReplicas")
        if updated < wanted { return .waiting("\(updated) of \(wanted) replicas are updated") }
        let old = facts.count("replicas") - updated
        if old > 0 { return .waiting("\(old) old replicas are pending termination") }
        let available = facts.count("availableReplicas")
        if available < updated { return .waiting("\(available) of \(updated) updated replicas are available") }
        return .ready
    }

    static func statefulSet(_ facts: StatusFacts) -> Readiness {
        let observed = facts.count("observedGeneration")
        guard observed > 0, facts.object.generation <= observed else { return unobserved }
        let wanted = facts.object["spec", "replicas"]?.int ?? 1
        let ready = facts.count("readyReplicas")
        if ready < wanted { return .waiting("\(ready) of \(wanted) Pods are ready") }
        guard facts.object["spec", "updateStrategy", "type"]?.string ?? "RollingUpdate" == "RollingUpdate" else {
            return .ready
        }
        let updated = facts.count("updatedReplicas")
        if let partition = facts.object["spec", "updateStrategy", "rollingUpdate", "partition"]?.int, partition > 0 {
            let due = wanted - partition
            return updated >= due ? .ready : .waiting("\(updated) of \(due) Pods are updated")
        }
        guard facts.text("updateRevision") == facts.text("currentRevision") else {
            return .waiting("\(updated) of \(wanted) Pods are at revision \(facts.text("updateRevision"))")
        }
        return .ready
    }

    static func daemonSet(_ facts: StatusFacts) -> Readiness {
        guard facts.object.generation <= facts.count("observedGeneration") else { return unobserved }
        let wanted = facts.count("desiredNumberScheduled")
        if facts.object["spec", "updateStrategy", "type"]?.string ?? "RollingUpdate" == "RollingUpdate" {
            let updated = facts.count("updatedNumberScheduled")
            if updated < wanted { return .waiting("\(updated) of \(wanted) Pods are updated") }
        }
        let available = facts.count("numberAvailable")
        return available < wanted ? .waiting("\(available) of \(wanted) Pods are available") : .ready
    }

    static func replicaSet(_ facts: StatusFacts) -> Readiness {
        guard facts.object.generation <= facts.count("observedGeneration") else { return unobserved }
        if let failure = facts["ReplicaFailure"], failure.status == "True" { return .failed(failure.words) }
        let wanted = facts.object["spec", "replicas"]?.int ?? 1
        let available = facts.count("availableReplicas")
        return available < wanted ? .waiting("\(available) of \(wanted) replicas are available") : .ready
    }

    static func deploymentConfig(_ facts: StatusFacts) -> Readiness {
        guard facts.object.generation <= facts.count("observedGeneration") else { return unobserved }
        guard facts.count("latestVersion") > 0 else { return .waiting("waits for an image or a trigger") }
        guard let progress = facts["Progressing"] else { return .waiting("has no rollout yet") }
        if progress.status == "False" { return .failed(progress.words) }
        guard progress.reason == "NewReplicationControllerAvailable" else { return .waiting(progress.words) }
        let wanted = facts.object["spec", "replicas"]?.int ?? 1
        let available = facts.count("availableReplicas")
        guard facts.object["spec", "test"]?.bool != true, available < wanted else { return .ready }
        return .waiting("\(available) of \(wanted) replicas are available")
    }

    static func job(_ facts: StatusFacts) -> Readiness {
        if let failure = facts["Failed"], failure.status == "True" { return .failed(failure.words) }
        if facts["Complete"]?.status == "True" || facts.object["spec", "suspend"]?.bool == true { return .ready }
        let wanted = facts.object["spec", "completions"]?.int ?? facts.object["spec", "parallelism"]?.int ?? 1
        return .waiting("\(facts.count("succeeded")) of \(wanted) completions")
    }

    // What a container waits for that it will wait for until somebody changes the Pod.
    private static let hopeless: Set<String> = [
        "CrashLoopBackOff", "CreateContainerConfigError", "CreateContainerError", "InvalidImageName",
        "ErrImageNeverPull",
    ]

    static func pod(_ facts: StatusFacts) -> Readiness {
        switch facts.text("phase") {
        case "Succeeded": return .ready
        case "Failed":
            let why = [facts.text("reason"), facts.text("message")].filter { !$0.isEmpty }.joined(separator: ": ")
            return .failed(why.isEmpty ? "has failed" : "has failed (\(why))")
        default: break
        }
        if facts["Ready"]?.status == "True" { return .ready }
        for list in ["initContainerStatuses", "containerStatuses"] {
            for container in facts.object["status", list]?.array ?? [] {
                guard let reason = container[path: ["state", "waiting", "reason"]]?.string, hopeless.contains(reason)
                else { continue }
                return .failed("container \(container["name"]?.string ?? "") is in \(reason)")
            }
        }
        if let scheduled = facts["PodScheduled"], scheduled.status == "False" { return .waiting(scheduled.words) }
        return .waiting(facts["Ready"]?.words ?? "is \(facts.text("phase").isEmpty ? "Pending" : facts.text("phase"))")
    }
}
