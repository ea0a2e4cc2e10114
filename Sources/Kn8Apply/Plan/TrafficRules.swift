// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Requests go elsewhere.
enum TrafficRules {
    static func consequences(from before: Object, to after: Object) -> [Consequence] {
        switch (after.gvk.group, after.kind) {
        case ("serving.knative.dev", "Service"), ("serving.knative.dev", "Route"): knative(before, after)
        case (_, "IngressRoute"), (_, "HTTPProxy"):
            backends(before, after, at: ["spec", "routes"], lists: [["services"]])
                + backends(before, after, at: ["spec", "tcpproxy"], lists: [["services"]])
        case ("gateway.networking.k8s.io", _):
            backends(before, after, at: ["spec", "rules"], lists: [["backendRefs"]])
        case ("networking.k8s.io", "Ingress"):
            backends(before, after, at: ["spec", "rules"], lists: [["http", "paths"]])
                + moved(before, after, ["spec", "defaultBackend"])
        case ("route.openshift.io", "Route"): openShift(before, after)
        case ("", "Service"): service(before, after)
        default: []
        }
    }

    static func consequences(ofDeleting object: Object) -> [Consequence] {
        switch (object.gvk.group, object.kind) {
        case ("", "Service"), ("networking.k8s.io", "Ingress"), ("route.openshift.io", "Route"), (_, "IngressRoute"),
            (_, "HTTPProxy"), ("serving.knative.dev", "Service"), ("serving.knative.dev", "Route"),
            ("gateway.networking.k8s.io", "HTTPRoute"), ("gateway.networking.k8s.io", "Gateway"):
            [Consequence(.trafficShift, "requests to it are no longer answered")]
        default: []
        }
    }

    // MARK: Knative

    private static func knative(_ before: Object, _ after: Object) -> [Consequence] {
        let (old, new) = (shares(before["spec", "traffic"]), shares(after["spec", "traffic"]))
        if old != new {
            return [Consequence(.trafficShift, "\(told(old)) → \(told(new))", at: FieldPath(keys: "spec", "traffic"))]
        }
        let (was, becomes) = (shares(before["status", "traffic"]), shares(after["status", "traffic"]))
        guard was != becomes, !was.isEmpty else { return [] }
        return [
            Consequence(.trafficShift, "\(told(was)) → \(told(becomes))", at: FieldPath(keys: "status", "traffic"))
        ]
    }

    private static func shares(_ traffic: Value?) -> [String] {
        (traffic?.array ?? []).map { target in
            let name = target["revisionName"]?.string ?? (target["tag"]?.string.map { "latest:\($0)" } ?? "latest")
            return "\(name) \(target["percent"]?.int ?? 0)%"
        }
    }

    private static func told(_ shares: [String]) -> String {
        shares.isEmpty ? "latest 100%" : shares.joined(separator: ", ")
    }

    // MARK: Backends in lists

    /// Compares the elements of the lists at `lists` in every element of the list, or in the mapping, at `path`.
    private static func backends(
        _ before: Object,
        _ after: Object,
        at path: [String],
        lists: [[String]]
    ) -> [Consequence] {
        let place = FieldPath(path.map(FieldPath.Step.key))
        let (old, new) = (rules(before.value[path: path], place), rules(after.value[path: path], place))
        var found: [Consequence] = []
        for (left, right) in zip(old, new) {
            for list in lists {
                let (was, becomes) = (left.rule[path: list]?.array ?? [], right.rule[path: list]?.array ?? [])
                let inner = FieldPath(right.path.steps + list.map(FieldPath.Step.key))
                for index in 0..<max(was.count, becomes.count) {
                    let one = was.indices.contains(index) ? backend(was[index]) : "none"
                    let other = becomes.indices.contains(index) ? backend(becomes[index]) : "none"
                    guard one != other else { continue }
                    found.append(Consequence(.trafficShift, "\(one) → \(other)", at: inner.index(index)))
                }
            }
        }
        return found
    }

    private static func rules(_ value: Value?, _ path: FieldPath) -> [(rule: Value, path: FieldPath)] {
        switch value {
        case .array(let rules): rules.enumerated().map { ($0.element, path.index($0.offset)) }
        case let value?: [(value, path)]
        case nil: []
        }
    }

    private static func backend(_ element: Value) -> String {
        let path = element["path"]?.string.map { "\($0) " } ?? ""
        let service = element["backend"]?["service"] ?? element["backend"]?["resource"] ?? element
        guard let name = service["name"]?.string else { return "none" }
        let number = service["port"]?.int ?? service["port"]?["number"]?.int
        let port = number.map { ":\($0)" } ?? service["port"]?["name"]?.string.map { ":\($0)" } ?? ""
        return path + name + port + (service["weight"]?.int.map { " weight \($0)" } ?? "")
    }

    private static func moved(_ before: Object, _ after: Object, _ path: [String]) -> [Consequence] {
        let (old, new) = (before.value[path: path], after.value[path: path])
        guard old != new else { return [] }
        let (was, becomes) = (backend(["backend": old ?? .null]), backend(["backend": new ?? .null]))
        return [Consequence(.trafficShift, "\(was) → \(becomes)", at: FieldPath(path.map(FieldPath.Step.key)))]
    }

    // MARK: OpenShift

    private static func openShift(_ before: Object, _ after: Object) -> [Consequence] {
        func targets(_ route: Object) -> [String] {
            let all = [route["spec", "to"]].compactMap { $0 } + (route["spec", "alternateBackends"]?.array ?? [])
            return all.map(backend)
        }
        let (old, new) = (targets(before), targets(after))
        var found: [Consequence] = []
        if old != new {
            let reason = "\(old.joined(separator: ", ")) → \(new.joined(separator: ", "))"
            found.append(Consequence(.trafficShift, reason, at: FieldPath(keys: "spec", "to")))
        }
        if let was = before["spec", "host"]?.string, let host = after["spec", "host"]?.string, was != host {
            found.append(Consequence(.trafficShift, "\(was) → \(host)", at: FieldPath(keys: "spec", "host")))
        }
        return found
    }

    // MARK: Services

    private static func service(_ before: Object, _ after: Object) -> [Consequence] {
        var found: [Consequence] = []
        if before["spec", "selector"] != after["spec", "selector"] {
            found.append(Consequence(.trafficShift, "other Pods are selected", at: FieldPath(keys: "spec", "selector")))
        }
        if before["spec", "externalName"] != after["spec", "externalName"] {
            let (old, new) = (before["spec", "externalName"]?.string, after["spec", "externalName"]?.string)
            let reason = "\(old ?? "none") → \(new ?? "none")"
            found.append(Consequence(.trafficShift, reason, at: FieldPath(keys: "spec", "externalName")))
        }
        let (old, new) = (before["spec", "ports"]?.array ?? [], after["spec", "ports"]?.array ?? [])
        for (index, port) in new.enumerated() {
            let was = old.first { $0["port"] == port["port"] && $0["protocol"] == port["protocol"] }
            guard let was, was["targetPort"] != port["targetPort"] else { continue }
            let place = FieldPath(keys: "spec", "ports").index(index).key("targetPort")
            let (one, other) = (was["targetPort"]?.json() ?? "none", port["targetPort"]?.json() ?? "none")
            found.append(Consequence(.trafficShift, "\(one) → \(other)", at: place))
        }
        return found
    }
}
