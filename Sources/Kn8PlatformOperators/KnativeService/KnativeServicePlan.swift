// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What Knative makes of one Service: a Configuration, a Route and a status that sums both up
/// (`knative/serving:pkg/reconciler/service/service.go`).
struct KnativeServicePlan {
    /// The Configuration to store; nil to leave it.
    private(set) var configuration: Object?
    /// The Route to store; nil to leave it.
    private(set) var route: Object?
    /// The new status.
    private(set) var status: Value = .emptyObject
    /// An error that the operator reports beside the status.
    private(set) var failure: String?

    private let service: Object
    private var conditions: ConditionSet
    private var fields: [String: Value] = [:]

    /// Plans `service`; the children are those stored under its name, and `named` is the Revision that the template's
    /// name names. The status takes the children as they are given, so it counts only once they have been corrected.
    init(_ service: Object, configuration: Object?, route: Object?, named: Object?, now: Timestamp) {
        self.service = service
        conditions = ConditionSet(of: service, dependents: ["ConfigurationsReady", "RoutesReady"], now: now)
        for field in ["latestCreatedRevisionName", "latestReadyRevisionName", "url", "address", "traffic"] {
            fields[field] = service["status", field]
        }
        judge(configuration, route, named)
        status = .object(ValueMap(fields.map { ($0.key, $0.value) }))
        status["conditions"] = conditions.value
        status["observedGeneration"] = .int(service.generation)
    }

    private mutating func judge(_ configuration: Object?, _ route: Object?, _ named: Object?) {
        let name = service.name
        if let configuration, !Knative.isOwned(configuration, by: service) {
            let message = "There is an existing Configuration \"\(name)\" that we do not own."
            conditions.markFalse("ConfigurationsReady", reason: "NotOwned", message: message)
            failure = "service: \"\(name)\" does not own configuration: \"\(name)\""
            return
        }
        let wanted = desiredConfiguration(over: configuration)
        self.configuration = configuration.map { Knative.corrected($0, to: wanted) } ?? wanted
        let isCurrent = configuration.map(Knative.isObserved) ?? false
        if let configuration, isCurrent {
            for field in ["latestCreatedRevisionName", "latestReadyRevisionName"] {
                fields[field] = configuration["status", field]
            }
            conditions.mark("ConfigurationsReady", as: Knative.condition(configuration, "Ready"))
        } else {
            let message = "The Configuration is still working to reflect the latest desired specification."
            conditions.markUnknown("ConfigurationsReady", reason: "OutOfDate", message: message)
            if templateName != nil { return }
        }
        if let templateName, let named, isTaken(named, by: configuration) {
            let message =
                "The revision name \"\(templateName)\" is taken by a conflicting Revision, "
                + "so traffic will not be migrated"
            conditions.markFalse("RoutesReady", reason: "RevisionNameTaken", message: message)
            return
        }
        if let route, !Knative.isOwned(route, by: service) {
            let message = "There is an existing Route \"\(name)\" that we do not own."
            conditions.markFalse("RoutesReady", reason: "NotOwned", message: message)
            failure = "service: \"\(name)\" does not own route: \"\(name)\""
            return
        }
        let wantedRoute = desiredRoute
        self.route = route.map { Knative.corrected($0, to: wantedRoute) } ?? wantedRoute
        guard let route, Knative.isObserved(route) else {
            let message = "The Route is still working to reflect the latest desired specification."
            conditions.markUnknown("RoutesReady", reason: "OutOfDate", message: message)
            return
        }
        for field in ["url", "address", "traffic"] { fields[field] = route["status", field] }
        conditions.mark("RoutesReady", as: Knative.condition(route, "Ready"))
        if conditions.status("RoutesReady") == "True", !hasMigrated(route) {
            let message = "Traffic is not yet migrated to the latest revision."
            conditions.markUnknown("RoutesReady", reason: "TrafficNotMigrated", message: message)
        }
    }

    private var templateName: String? {
        let name = service["spec", "template", "metadata", "name"]?.string ?? ""
        return name.isEmpty ? nil : name
    }

    private func isTaken(_ revision: Object, by configuration: Object?) -> Bool {
        guard let configuration, Knative.isOwned(revision, by: configuration) else { return true }
        let generation = revision.labels[Knative.key("configurationGeneration")]
        return generation != String(configuration.generation)
            && revision["spec"] != configuration["spec", "template", "spec"]
    }

    private func child(_ gvk: GroupVersionKind, dropping dropped: Set<String>) -> Object {
        var child = Object(gvk, namespace: service.namespace, name: service.name, labels: service.labels)
        child.labels[Knative.key("service")] = service.name
        child.annotations = service.annotations.filter { !dropped.contains($0.key) }
        child.ownerReferences = [service.asController]
        return child
    }

    private func desiredConfiguration(over stored: Object?) -> Object {
        let applied = "kubectl.kubernetes.io/last-applied-configuration"
        var child = child(Knative.configuration, dropping: [applied, Knative.key("rollout-duration")])
        child.labels[Knative.key("serviceUID")] = service.uid
        let present = stored?.annotations[Knative.key("routes")] ?? ""
        let routes = Set(present.split(separator: ",").map(String.init) + [service.name])
        child.annotations[Knative.key("routes")] = routes.sorted().joined(separator: ",")
        let template = service["spec", "template"] ?? .emptyObject
        child["spec"] = ["template": KnativeDefaults.template(template)]
        return child
    }

    private var desiredRoute: Object {
        var child = child(Knative.route, dropping: ["kubectl.kubernetes.io/last-applied-configuration"])
        let traffic = KnativeDefaults.traffic(service["spec", "traffic"]).map { target in
            var target = target
            if target["revisionName"]?.string?.isEmpty ?? true {
                target["configurationName"] = .string(service.name)
            }
            return target
        }
        child["spec"] = ["traffic": .array(traffic)]
        return child
    }

    private func hasMigrated(_ route: Object) -> Bool {
        func essence(_ target: Value, _ revision: Value?) -> [Value] {
            [target["tag"] ?? "", revision ?? "", target["percent"] ?? 0]
        }
        let latest = fields["latestReadyRevisionName"]
        let wanted = (route["spec", "traffic"]?.array ?? []).map { target in
            essence(target, target["configurationName"] == nil ? target["revisionName"] : latest)
        }
        let actual = (route["status", "traffic"]?.array ?? []).map { essence($0, $0["revisionName"]) }
        return wanted == actual
    }
}
