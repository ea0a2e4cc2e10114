// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What Knative makes of one Route: where its traffic goes, its addresses, and a placeholder Service for each name
/// (`knative/serving:pkg/reconciler/route/route.go`). The Ingress is not modelled: it counts as ready once the traffic
/// is assigned.
struct KnativeRoutePlan {
    /// The objects that the operator looks at, all in the Route's namespace.
    struct World {
        var configurations: [Object] = []
        var revisions: [Object] = []
        /// The Services of the core group.
        var services: [Object] = []
    }

    /// The placeholder Services to ensure.
    private(set) var placeholders: [Object] = []
    /// The placeholder Services of tags that are gone.
    private(set) var surplus: [ObjectKey] = []
    /// Labels and annotations to ensure on Revisions.
    private(set) var marks: [Object] = []
    /// The new status.
    private(set) var status: Value = .emptyObject

    private let route: Object
    private var conditions: ConditionSet

    /// Plans `route`.
    init(_ route: Object, _ world: World, now: Timestamp) {
        self.route = route
        conditions = ConditionSet(
            of: route,
            dependents: ["AllTrafficAssigned", "CertificateProvisioned", "IngressReady"],
            now: now
        )
        if !Knative.isObserved(route) {
            let message = "Ingress has not yet been reconciled."
            conditions.markUnknown("IngressReady", reason: "IngressNotConfigured", message: message)
        }
        for field in ["traffic", "address"] { status[field] = route["status", field] }
        status["url"] = .string("http://\(host(tag: ""))")
        assign(world)
        status["conditions"] = conditions.value
        status["observedGeneration"] = .int(route.generation)
        marks = routingMarks(world, now)
    }

    private var isLocal: Bool { route.labels["networking.knative.dev/visibility"] == "cluster-local" }

    private func host(tag: String) -> String {
        let domain = isLocal ? "svc.cluster.local" : Knative.domain
        return "\(serviceName(tag: tag)).\(route.namespace).\(domain)"
    }

    private func serviceName(tag: String) -> String { tag.isEmpty ? route.name : "\(tag)-\(route.name)" }

    private mutating func assign(_ world: World) {
        var targets: [TrafficTarget] = []
        var refusal: TrafficTarget.Refusal?
        for target in route["spec", "traffic"]?.array ?? [] {
            do throws(TrafficTarget.Refusal) {
                let found = try TrafficTarget(
                    target,
                    of: route,
                    configurations: world.configurations,
                    revisions: world.revisions
                )
                targets.append(found)
            } catch {
                if refusal == nil || (error.status == "False" && refusal?.status != "False") { refusal = error }
            }
        }
        if let refusal {
            if refusal.status == "False" {
                conditions.markFalse("AllTrafficAssigned", reason: refusal.reason, message: refusal.message)
            } else {
                conditions.markUnknown("AllTrafficAssigned", reason: refusal.reason, message: refusal.message)
            }
            return
        }
        status["traffic"] = .array(entries(targets))
        status["address"] = ["url": .string("http://\(route.name).\(route.namespace).svc.cluster.local")]
        conditions.markTrue("AllTrafficAssigned")
        let message = isLocal ? "TLS is not enabled for cluster-local" : "external-domain-tls is not enabled"
        conditions.markTrue("CertificateProvisioned", reason: "TLSNotEnabled", message: message)
        place(Set(targets.map(\.tag)).union([""]).sorted(), world)
    }

    /// One entry a target, in the order of the spec; targets that differ only in percent are one.
    private func entries(_ targets: [TrafficTarget]) -> [Value] {
        var merged: [TrafficTarget] = []
        for target in targets {
            let index = merged.firstIndex {
                $0.tag == target.tag && $0.revision == target.revision && $0.latest == target.latest
            }
            if let index { merged[index].percent += target.percent } else { merged.append(target) }
        }
        return merged.map { target in
            var entry: Value = [
                "revisionName": .string(target.revision), "percent": .int(target.percent),
                "latestRevision": .bool(target.latest),
            ]
            if !target.tag.isEmpty {
                entry["tag"] = .string(target.tag)
                entry["url"] = .string("http://\(host(tag: target.tag))")
            }
            return entry
        }
    }

    private mutating func place(_ tags: [String], _ world: World) {
        for tag in tags {
            let name = serviceName(tag: tag)
            if let stored = world.services.first(where: { $0.name == name }), !Knative.isOwned(stored, by: route) {
                let message = "There is an existing placeholder Service \"\(name)\" that we do not own."
                conditions.markFalse("IngressReady", reason: "NotOwned", message: message)
                return
            }
            var service = Object(Knative.coreService, namespace: route.namespace, name: name)
            service.labels = [Knative.key("route"): route.name]
            if let owner = route.labels[Knative.key("service")] { service.labels[Knative.key("service")] = owner }
            service.ownerReferences = [route.asController]
            service["spec"] = [
                "type": "ExternalName", "externalName": .string(host(tag: tag)), "sessionAffinity": "None",
                "ports": [["name": "http2", "port": 80, "targetPort": 80, "protocol": "TCP"]],
            ]
            placeholders.append(service)
        }
        let kept = Set(placeholders.map(\.name))
        surplus = world.services.filter { Knative.isOwned($0, by: route) && !kept.contains($0.name) }.map(\.key)
        conditions.markTrue("IngressReady")
    }

    /// The labeler's part: Revisions that traffic reaches are `active`; others that this Route marked before go to
    /// `reserve`, but only once the Route knows where its traffic goes
    /// (`knative/serving:pkg/reconciler/labeler/metasync.go`).
    private func routingMarks(_ world: World, _ now: Timestamp) -> [Object] {
        var reached: Set<String> = []
        let specified = route["spec", "traffic"]?.array ?? []
        for target in specified + (status["traffic"]?.array ?? []) {
            if let name = target["revisionName"]?.string { reached.insert(name) }
            guard let name = target["configurationName"]?.string,
                let configuration = world.configurations.first(where: { $0.name == name })
            else { continue }
            for field in ["latestReadyRevisionName", "latestCreatedRevisionName"] {
                if let revision = configuration["status", field]?.string { reached.insert(revision) }
            }
        }
        let isDecided = ["True", "False"].contains(conditions.status("Ready"))
        return world.revisions.compactMap { revision in
            let marked = revision.annotations[Knative.key("routes")] ?? ""
            var routes = Set(marked.split(separator: ",").map(String.init))
            if reached.contains(revision.name) {
                routes.insert(route.name)
            } else {
                guard isDecided, routes.remove(route.name) != nil else { return nil }
            }
            let state = routes.isEmpty ? "reserve" : "active"
            let text = routes.sorted().joined(separator: ",")
            if state == revision.labels[Knative.key("routingState")], text == marked { return nil }
            var changed = revision
            changed.labels[Knative.key("routingState")] = state
            changed.annotations[Knative.key("routes")] = text.isEmpty ? nil : text
            changed.annotations[Knative.key("routingStateModified")] = now.description
            return changed
        }
    }
}
