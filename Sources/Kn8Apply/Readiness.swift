// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// Whether an object has become what its spec asks for, by its kind (`kubectl rollout status`, `cli-utils:pkg/kstatus`, and
/// the conditions that the operators write).
package enum Readiness: Hashable, Sendable {
    case ready
    /// It is under way; what it waits for.
    case waiting(String)
    /// It will not get there without a change; why.
    case failed(String)

    /// How far `object`, as it is stored, has come.
    package init(of object: Object) {
        if object.isBeingDeleted {
            self = .waiting("is being deleted")
            return
        }
        let facts = StatusFacts(of: object)
        switch (object.gvk.group, object.kind) {
        case ("apps", "Deployment"): self = WorkloadReadiness.deployment(facts)
        case ("apps", "StatefulSet"): self = WorkloadReadiness.statefulSet(facts)
        case ("apps", "DaemonSet"): self = WorkloadReadiness.daemonSet(facts)
        case ("apps", "ReplicaSet"), ("", "ReplicationController"): self = WorkloadReadiness.replicaSet(facts)
        case ("apps.openshift.io", "DeploymentConfig"): self = WorkloadReadiness.deploymentConfig(facts)
        case ("batch", "Job"): self = WorkloadReadiness.job(facts)
        case ("", "Pod"): self = WorkloadReadiness.pod(facts)
        case ("", "PersistentVolumeClaim"): self = Readiness.claim(facts)
        case ("", "Namespace"):
            let phase = facts.text("phase")
            self = phase.isEmpty || phase == "Active" ? .ready : .waiting("is \(phase)")
        case ("apiextensions.k8s.io", "CustomResourceDefinition"): self = Readiness.definition(facts)
        case ("projectcontour.io", "HTTPProxy"), ("contour.heptio.com", _): self = Readiness.route(facts)
        case ("route.openshift.io", "Route"): self = Readiness.openShiftRoute(facts)
        case ("build.openshift.io", "Build"): self = Readiness.build(facts)
        case ("kafka.strimzi.io", _): self = Readiness.strimzi(facts)
        case ("mysql.presslabs.org", "MysqlBackup"): self = Readiness.completion(facts)
        case (let group, _) where group == "knative.dev" || group.hasSuffix(".knative.dev"):
            self = Readiness.knative(facts)
        case ("mysql.presslabs.org", "MysqlCluster"), ("cert-manager.io", _), ("apiregistration.k8s.io", "APIService"):
            self = Readiness.conditioned(facts, isExpected: true)
        default: self = Readiness.conditioned(facts, isExpected: false)
        }
    }

    private static func claim(_ facts: StatusFacts) -> Readiness {
        switch facts.text("phase") {
        case "Bound": .ready
        case "Lost": .failed("its volume is lost")
        default: .waiting("is not bound")
        }
    }

    private static func definition(_ facts: StatusFacts) -> Readiness {
        if let condition = facts["NamesAccepted"], condition.status == "False" { return .failed(condition.words) }
        return facts["Established"]?.status == "True" ? .ready : .waiting("is not established")
    }

    // Contour says in one word how it is, and HTTPProxies have a condition besides.
    private static func route(_ facts: StatusFacts) -> Readiness {
        guard !facts.hasStaleConditions else { return .waiting("its spec is not observed yet") }
        switch facts.text("currentStatus") {
        case "valid": return .ready
        case "invalid", "orphaned":
            return .failed("is \(facts.text("currentStatus")): \(facts.text("description"))")
        default: break
        }
        guard let condition = facts["Valid"] else { return .waiting("has no status yet") }
        return condition.status == "True" ? .ready : .failed(condition.words)
    }

    private static func openShiftRoute(_ facts: StatusFacts) -> Readiness {
        let admissions = (facts.object["status", "ingress"]?.array ?? []).flatMap { $0["conditions"]?.array ?? [] }
            .compactMap(StatusFacts.Condition.init).filter { $0.type == "Admitted" }
        if admissions.contains(where: { $0.status == "True" }) { return .ready }
        if let refusal = admissions.first(where: { $0.status == "False" }) { return .failed(refusal.words) }
        return .waiting("is not admitted")
    }

    private static func build(_ facts: StatusFacts) -> Readiness {
        switch facts.text("phase") {
        case "Complete": .ready
        case "Failed", "Error", "Cancelled": .failed("is \(facts.text("phase")): \(facts.text("message"))")
        default: .waiting("is \(facts.text("phase").isEmpty ? "New" : facts.text("phase"))")
        }
    }

    // A cluster that is being deployed is `NotReady` with this reason; with any other it is stuck.
    private static func strimzi(_ facts: StatusFacts) -> Readiness {
        guard facts.isObserved else { return .waiting("its spec is not observed yet") }
        if facts["Ready"]?.status == "True" { return .ready }
        for condition in [facts["NotReady"], facts["Ready"]].compactMap({ $0 }) {
            let isStuck = (condition.type == "NotReady") == (condition.status == "True")
            if isStuck, condition.reason != "Creating", !condition.reason.isEmpty { return .failed(condition.words) }
            return .waiting(condition.words)
        }
        return .waiting("has no condition Ready yet")
    }

    // Knative's `False` is for good, its `Unknown` for now.
    private static func knative(_ facts: StatusFacts) -> Readiness {
        guard facts.isObserved else { return .waiting("its spec is not observed yet") }
        guard let ready = facts["Ready"] else { return .waiting("has no condition Ready yet") }
        switch ready.status {
        case "True": return .ready
        case "False": return .failed(ready.words)
        default: return .waiting(ready.words)
        }
    }

    private static func completion(_ facts: StatusFacts) -> Readiness {
        if let failure = facts["Failed"], failure.status == "True" { return .failed(failure.words) }
        return facts["Complete"]?.status == "True" ? .ready : .waiting("is not complete")
    }

    // Of a kind that nothing is known of, conditions are believed; without any it is what it is.
    private static func conditioned(_ facts: StatusFacts, isExpected: Bool) -> Readiness {
        guard facts.isObserved else { return .waiting("its spec is not observed yet") }
        for type in ["Failed", "Stalled"] {
            if let failure = facts[type], failure.status == "True" { return .failed(failure.words) }
        }
        for type in ["Ready", "Available"] {
            guard let condition = facts[type] else { continue }
            return condition.status == "True" ? .ready : .waiting(condition.words)
        }
        return isExpected ? .waiting("has no condition Ready yet") : .ready
    }
}
