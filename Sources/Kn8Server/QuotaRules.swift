// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// One ResourceQuota: what counts for it, and how much (`kubernetes:pkg/quota/v1/evaluator/core`).
struct QuotaRules {
    let hard: Amounts
    private let scopes: [String]
    private let selector: [Value]

    init(_ quota: Object) {
        hard = Amounts(quota["spec", "hard"])
        scopes = (quota["spec", "scopes"]?.array ?? []).compactMap(\.string)
        selector = quota["spec", "scopeSelector", "matchExpressions"]?.array ?? []
    }

    /// Which collections have something that counts, by the names of what is limited.
    func counts(_ resource: Resource) -> Bool {
        let name = resource.groupResource
        return hard.byName.keys.contains { key in
            if key == "count/\(name)" || key == name || key.hasPrefix("\(name).") { return true }
            switch name {
            case "pods": return QuotaRules.isCompute(key)
            case "persistentvolumeclaims":
                return key == "requests.storage" || key.contains(".storageclass.storage.k8s.io/")
            default: return false
            }
        }
    }

    private static func isCompute(_ key: String) -> Bool {
        ["cpu", "memory", "ephemeral-storage"].contains(key) || key.hasPrefix("requests.") || key.hasPrefix("limits.")
            || key.hasPrefix("hugepages-")
    }

    /// What `object` takes of what is limited; nothing when it does not count.
    func usage(of object: Object, _ resource: Resource) -> Amounts {
        var all = Amounts()
        guard applies(to: object) else { return all }
        let name = resource.groupResource
        let one = Quantity(1)
        all["count/\(name)"] = one
        switch name {
        case "pods":
            let phase = object["status", "phase"]?.string ?? ""
            if phase != "Succeeded", phase != "Failed" {
                all["pods"] = one
                for (part, names) in [("requests", true), ("limits", false)] {
                    for (key, amount) in Amounts(of: object, part).byName {
                        all["\(part).\(key)"] = amount
                        if names { all[key] = amount }
                    }
                }
            }
        case "services":
            all["services"] = one
            let type = object["spec", "type"]?.string ?? "ClusterIP"
            let ports = Int64(object["spec", "ports"]?.array?.count ?? 0)
            if type == "LoadBalancer" { all["services.loadbalancers"] = one }
            if type == "NodePort" || type == "LoadBalancer" { all["services.nodeports"] = Quantity(ports) }
        case "persistentvolumeclaims":
            all["persistentvolumeclaims"] = one
            let storage = Amounts(object["spec", "resources", "requests"])["storage"]
            all["requests.storage"] = storage
            if let kind = object["spec", "storageClassName"]?.string, !kind.isEmpty {
                all["\(kind).storageclass.storage.k8s.io/persistentvolumeclaims"] = one
                all["\(kind).storageclass.storage.k8s.io/requests.storage"] = storage
            }
        case "configmaps", "secrets", "replicationcontrollers", "resourcequotas": all[name] = one
        default: break
        }
        var usage = Amounts()
        for (key, amount) in all.byName where hard[key] != nil { usage[key] = amount }
        return usage
    }

    /// What the containers of a pod must say, because it is limited: `limits.cpu for: a,b`.
    func missing(in pod: Object) -> [String] {
        guard applies(to: pod) else { return [] }
        var missing: [String] = []
        for key in hard.byName.keys.sorted() {
            let (part, name): (String, String)
            if ["cpu", "memory"].contains(key) {
                (part, name) = ("requests", key)
            } else if ["requests.cpu", "requests.memory"].contains(key) {
                (part, name) = ("requests", String(key.dropFirst(9)))
            } else if ["limits.cpu", "limits.memory"].contains(key) {
                (part, name) = ("limits", String(key.dropFirst(7)))
            } else {
                continue
            }
            let silent = ((pod["spec", "containers"]?.array ?? []) + (pod["spec", "initContainers"]?.array ?? []))
                .filter { $0[path: ["resources", part, name]] == nil }
                .compactMap { $0["name"]?.string }
            if !silent.isEmpty { missing.append("\(key) for: \(silent.joined(separator: ","))") }
        }
        return missing
    }

    private func applies(to object: Object) -> Bool {
        guard !scopes.isEmpty || !selector.isEmpty else { return true }
        guard object.kind == "Pod" else { return false }
        return scopes.allSatisfy { matches($0, object, nil) }
            && selector.allSatisfy { matches($0["scopeName"]?.string ?? "", object, $0) }
    }

    private func matches(_ scope: String, _ pod: Object, _ requirement: Value?) -> Bool {
        switch scope {
        case "Terminating": return pod["spec", "activeDeadlineSeconds"] != nil
        case "NotTerminating": return pod["spec", "activeDeadlineSeconds"] == nil
        case "BestEffort", "NotBestEffort":
            return (PodQuality(of: pod) == .bestEffort) == (scope == "BestEffort")
        case "PriorityClass":
            let name = pod["spec", "priorityClassName"]?.string ?? ""
            let values = (requirement?["values"]?.array ?? []).compactMap(\.string)
            switch requirement?["operator"]?.string {
            case "In": return values.contains(name)
            case "NotIn": return !values.contains(name)
            case "DoesNotExist": return name.isEmpty
            default: return !name.isEmpty
            }
        default: return false
        }
    }
}
