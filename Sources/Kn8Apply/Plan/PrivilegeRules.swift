// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Who may do more than before.
enum PrivilegeRules {
    static func consequences(from before: Object?, to after: Object) -> [Consequence] {
        switch after.kind {
        case "Role", "ClusterRole": roles(before, after)
        case "RoleBinding", "ClusterRoleBinding": bindings(before, after)
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
        let old = Set((before?["rules"]?.array ?? []).flatMap(grants))
        let new = (after["rules"]?.array ?? []).flatMap(grants).filter { grant in !old.contains { $0.covers(grant) } }
        guard let first = new.first else { return [] }
        let more = new.count > 1 ? " and \(new.count - 1) more" : ""
        return [Consequence(.privilege, "allows \(first.told)\(more)", at: FieldPath(keys: "rules"))]
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

    // MARK: Pods

    private static func pods(_ before: Value?, _ after: Value?, at path: FieldPath) -> [Consequence] {
        guard let after else { return [] }
        let old = Set(before.map(powers(of:))?.map(\.word) ?? [])
        return powers(of: after).filter { !old.contains($0.word) }
            .map { Consequence(.privilege, $0.word, at: FieldPath(path.steps + $0.path.steps)) }
    }

    private static func powers(of spec: Value) -> [(word: String, path: FieldPath)] {
        var found: [(word: String, path: FieldPath)] = []
        for field in ["hostNetwork", "hostPID", "hostIPC"] where spec[field]?.bool == true {
            found.append(("\(field) is on", FieldPath(keys: field)))
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
                if context?["runAsUser"]?.int == 0 {
                    found.append(("container \(name) runs as root", place.key("runAsUser")))
                }
            }
        }
        return found
    }
}
