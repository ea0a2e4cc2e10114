// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Who may do more than before.
enum PrivilegeRules {
    static func consequences(from before: Object?, to after: Object) -> [Consequence] {
        switch after.kind {
        case "Role", "ClusterRole": roles(before, after)
        case "RoleBinding", "ClusterRoleBinding": bindings(before, after)
        case "Namespace": namespaces(before, after)
        case "Pod": pods(before?["spec"], after["spec"], at: FieldPath(keys: "spec"))
        case "CronJob":
            pods(
                before?["spec", "jobTemplate", "spec", "template", "spec"],
                after["spec", "jobTemplate", "spec", "template", "spec"],
                at: FieldPath(keys: "spec", "jobTemplate", "spec", "template", "spec")
            )
        default:
            pods(
                before?["spec", "template", "spec"],
                after["spec", "template", "spec"],
                at: FieldPath(keys: "spec", "template", "spec")
            )
        }
    }

    // MARK: RBAC

    private static func roles(_ before: Object?, _ after: Object) -> [Consequence] {
        let gathered = (before?["aggregationRule"], after["aggregationRule"])
        let aggregation =
            gathered.1 == nil || gathered.0 == gathered.1
            ? [] : [Consequence(.privilege, "allows what other roles allow", at: FieldPath(keys: "aggregationRule"))]
        let old = Set((before?["rules"]?.array ?? []).flatMap(grants))
        let new = (after["rules"]?.array ?? []).flatMap(grants).filter { grant in !old.contains { $0.covers(grant) } }
        guard let first = new.first else { return aggregation }
        let more = new.count > 1 ? " and \(new.count - 1) more" : ""
        return aggregation + [Consequence(.privilege, "allows \(first.told)\(more)", at: FieldPath(keys: "rules"))]
    }

    /// One verb on one resource.
    private struct Grant: Hashable {
        let verb: String
        let group: String
        let resource: String
        let name: String

        var told: String {
            let place = group.isEmpty ? resource : "\(resource).\(group)"
            return "\(verb) \(place)" + (name.isEmpty ? "" : "/\(name)")
        }

        func covers(_ other: Grant) -> Bool {
            (verb == "*" || verb == other.verb) && (group == "*" || group == other.group)
                && (resource == "*" || resource == other.resource) && (name.isEmpty || name == other.name)
        }
    }

    private static func grants(of rule: Value) -> [Grant] {
        func words(_ key: String) -> [String] { (rule[key]?.array ?? []).compactMap(\.string) }
        let names = words("resourceNames")
        var found: [Grant] = []
        for verb in words("verbs") {
            for url in words("nonResourceURLs") { found.append(Grant(verb: verb, group: "", resource: url, name: "")) }
            for group in words("apiGroups") {
                for resource in words("resources") {
                    for name in names.isEmpty ? [""] : names {
                        found.append(Grant(verb: verb, group: group, resource: resource, name: name))
                    }
                }
            }
        }
        return found
    }

    private static func bindings(_ before: Object?, _ after: Object) -> [Consequence] {
        let old = before?["subjects"]?.array ?? []
        let new = (after["subjects"]?.array ?? []).filter { !old.contains($0) }
        guard let first = new.first else { return [] }
        let more = new.count > 1 ? " and \(new.count - 1) more" : ""
        let who = "\(first["kind"]?.string ?? "") \(first["name"]?.string ?? "")\(more)"
        let role = after["roleRef", "name"]?.string ?? ""
        return [Consequence(.privilege, "gives \(role) to \(who)", at: FieldPath(keys: "subjects"))]
    }

    // MARK: Namespaces

    private static let levels = ["restricted", "baseline", "privileged"]

    private static func namespaces(_ before: Object?, _ after: Object) -> [Consequence] {
        let label = "pod-security.kubernetes.io/enforce"
        guard let before, let old = before.labels[label], let rank = levels.firstIndex(of: old) else { return [] }
        let new = after.labels[label]
        guard levels.firstIndex(of: new ?? "privileged") ?? 0 > rank else { return [] }
        let place = FieldPath(keys: "metadata", "labels", label)
        return [Consequence(.privilege, "\(old) → \(new ?? "none")", at: place)]
    }

    // MARK: Pods

    private static func pods(_ before: Value?, _ after: Value?, at path: FieldPath) -> [Consequence] {
        guard let after else { return [] }
        let old = Set(before.map(powers(of:))?.map(\.word) ?? [])
        return account(before, after, at: path.key("serviceAccountName"))
            + powers(of: after).filter { !old.contains($0.word) }
            .map { Consequence(.privilege, $0.word, at: FieldPath(path.steps + $0.path.steps)) }
    }

    // Another account may have other rights; that new Pods have one is nothing out of the common.
    private static func account(_ before: Value?, _ after: Value, at path: FieldPath) -> [Consequence] {
        guard let before else { return [] }
        let (old, new) = (before["serviceAccountName"]?.string, after["serviceAccountName"]?.string)
        guard let new, new != old, new != "default" else { return [] }
        return [Consequence(.privilege, "runs as the ServiceAccount \(new)", at: path)]
    }

    private static func powers(of spec: Value) -> [(word: String, path: FieldPath)] {
        var found: [(word: String, path: FieldPath)] = []
        for field in ["hostNetwork", "hostPID", "hostIPC"] where spec[field]?.bool == true {
            found.append(("\(field) is on", FieldPath(keys: field)))
        }
        if spec["securityContext"]?["runAsUser"]?.int == 0 {
            found.append(("runs as root", FieldPath(keys: "securityContext", "runAsUser")))
        }
        for (index, volume) in (spec["volumes"]?.array ?? []).enumerated() {
            guard let host = volume["hostPath"]?["path"]?.string else { continue }
            found.append(("mounts \(host) of the node", FieldPath(keys: "volumes").index(index).key("hostPath")))
        }
        for list in ["initContainers", "containers"] {
            for (index, container) in (spec[list]?.array ?? []).enumerated() {
                let context = container["securityContext"]
                let name = container["name"]?.string ?? ""
                let place = FieldPath(keys: list).index(index).key("securityContext")
                if context?["privileged"]?.bool == true {
                    found.append(("container \(name) is privileged", place.key("privileged")))
                }
                for capability in (context?["capabilities"]?["add"]?.array ?? []).compactMap(\.string) {
                    found.append(("container \(name) gets \(capability)", place.key("capabilities").key("add")))
                }
                if context?["allowPrivilegeEscalation"]?.bool == true {
                    found.append(
                        ("container \(name) may gain privileges", place.key("allowPrivilegeEscalation"))
                    )
                }
                if context?["procMount"]?.string == "Unmasked" {
                    found.append(("container \(name) sees all of /proc", place.key("procMount")))
                }
                for profile in ["seccompProfile", "appArmorProfile"]
                where context?[profile]?["type"]?.string == "Unconfined" {
                    found.append(("container \(name) has no \(profile)", place.key(profile).key("type")))
                }
                if context?["runAsUser"]?.int == 0 {
                    found.append(("container \(name) runs as root", place.key("runAsUser")))
                }
            }
        }
        return found
    }
}
