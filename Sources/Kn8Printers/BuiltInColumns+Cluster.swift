// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

extension BuiltInColumns {
    /// The columns of kinds that belong to the cluster more than to an application; nil for kinds without any.
    static func cluster(_ kind: GroupVersionKind) -> [Column]? {
        switch (kind.group, kind.kind) {
        case ("", "Node"): node
        case ("", "PersistentVolume"): persistentVolume
        case ("", "ResourceQuota"): resourceQuota
        case ("batch", "CronJob"): cronJob
        case ("autoscaling", "HorizontalPodAutoscaler"): autoscaler
        case ("discovery.k8s.io", "EndpointSlice"): endpointSlice
        case ("networking.k8s.io", "IngressClass"):
            [
                .objectName, Column("Controller") { object, _ in text(object, "spec", "controller") },
                Column("Parameters") { object, _ in
                    guard let parameters = object["spec", "parameters"] else { return "<none>" }
                    let group = parameters["apiGroup"]?.string.map { ".\($0)" } ?? ""
                    return "\(parameters["kind"]?.string ?? "")\(group)/\(parameters["name"]?.string ?? "")"
                }, .age,
            ]
        case ("coordination.k8s.io", "Lease"):
            [.objectName, Column("Holder") { object, _ in text(object, "spec", "holderIdentity") }, .age]
        case ("scheduling.k8s.io", "PriorityClass"):
            [
                .objectName, Column("Value") { object, _ in "\(number(object, "value"))" },
                Column("Global-Default") { object, _ in "\(object["globalDefault"]?.bool ?? false)" }, .age,
                Column("PreemptionPolicy") { object, _ in text(object, "preemptionPolicy") },
            ]
        case ("node.k8s.io", "RuntimeClass"):
            [.objectName, Column("Handler") { object, _ in text(object, "handler") }, .age]
        case ("apps", "ControllerRevision"):
            [
                .objectName,
                Column("Controller") { object, _ in
                    guard let owner = object.controller else { return "<none>" }
                    let gvk = GroupVersionKind(apiVersion: owner.apiVersion, kind: owner.kind)
                    let group = gvk.group.isEmpty ? "" : ".\(gvk.group)"
                    return "\(owner.kind.lowercased())\(group)/\(owner.name)"
                },
                Column("Revision") { object, _ in "\(number(object, "revision"))" }, .age,
            ]
        case ("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
            ("admissionregistration.k8s.io", "MutatingWebhookConfiguration"):
            [.objectName, count("Webhooks", of: ["webhooks"]), .age]
        case ("admissionregistration.k8s.io", "ValidatingAdmissionPolicy"):
            [.objectName, count("Validations", of: ["spec", "validations"]), paramKind, .age]
        case ("admissionregistration.k8s.io", "MutatingAdmissionPolicy"):
            [.objectName, count("Mutations", of: ["spec", "mutations"]), paramKind, .age]
        case ("admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding"),
            ("admissionregistration.k8s.io", "MutatingAdmissionPolicyBinding"):
            [
                .objectName, Column("PolicyName") { object, _ in text(object, "spec", "policyName") },
                Column("ParamRef") { object, _ in
                    guard let reference = object["spec", "paramRef"] else { return "<unset>" }
                    let name = reference["name"]?.string ?? "*"
                    return reference["namespace"]?.string.map { "\($0)/\(name)" } ?? name
                }, .age,
            ]
        case ("certificates.k8s.io", "CertificateSigningRequest"): signingRequest
        case ("apiregistration.k8s.io", "APIService"):
            [
                .objectName,
                Column("Service") { object, _ in
                    guard let service = object["spec", "service"] else { return "Local" }
                    return "\(service["namespace"]?.string ?? "")/\(service["name"]?.string ?? "")"
                },
                Column("Available") { object, _ in
                    let all = object["status", "conditions"]?.array ?? []
                    let found = all.first { $0["type"] == "Available" }
                    guard let found else { return "Unknown" }
                    return found["status"] == "True"
                        ? "True" : "\(found["status"]?.string ?? "") (\(found["reason"]?.string ?? ""))"
                }, .age,
            ]
        default: nil
        }
    }

    private static func count(_ name: String, of path: [String]) -> Column {
        Column(name) { object, _ in "\(object.value[path: path]?.array?.count ?? 0)" }
    }

    private static let paramKind = Column("ParamKind") { object, _ in
        guard let kind = object["spec", "paramKind"] else { return "<unset>" }
        return "\(kind["apiVersion"]?.string ?? "")/\(kind["kind"]?.string ?? "")"
    }

    private static func list(_ object: Object, _ keys: String...) -> [Value] { object.value[path: keys]?.array ?? [] }

    private static func address(_ object: Object, _ type: String) -> String {
        let found = list(object, "status", "addresses").first { $0["type"]?.string == type }
        return orNone(found?["address"]?.string ?? "")
    }

    private static func info(_ name: String, _ field: String) -> Column {
        Column(name, wide: true) { object, _ in
            let value = text(object, "status", "nodeInfo", field)
            return value.isEmpty ? "<unknown>" : value
        }
    }

    private static let node: [Column] = [
        .objectName,
        Column("Status") { object, _ in
            let ready = list(object, "status", "conditions").first { $0["type"] == "Ready" }?["status"]?.string
            let status = ready == nil ? "Unknown" : ready == "True" ? "Ready" : "NotReady"
            return object["spec", "unschedulable"]?.bool == true ? "\(status),SchedulingDisabled" : status
        },
        Column("Roles") { object, _ in
            let prefix = "node-role.kubernetes.io/"
            var roles = Set(
                object.labels.keys.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
            )
            if let role = object.labels["kubernetes.io/role"], !role.isEmpty { roles.insert(role) }
            return orNone(roles.filter { !$0.isEmpty }.sorted().joined(separator: ","))
        },
        .age,
        Column("Version") { object, _ in text(object, "status", "nodeInfo", "kubeletVersion") },
        Column("Internal-IP", wide: true) { object, _ in address(object, "InternalIP") },
        Column("External-IP", wide: true) { object, _ in address(object, "ExternalIP") },
        info("OS-Image", "osImage"),
        Column("Kernel-Version", wide: true) { object, _ in
            let kernel = text(object, "status", "nodeInfo", "kernelVersion")
            let machine = text(object, "status", "nodeInfo", "architecture")
            if kernel.isEmpty { return "<unknown>" }
            return machine.isEmpty ? kernel : "\(kernel) (\(machine))"
        },
        info("Container-Runtime", "containerRuntimeVersion"),
    ]

    private static let modes = [
        "ReadWriteOnce": "RWO", "ReadOnlyMany": "ROX", "ReadWriteMany": "RWX", "ReadWriteOncePod": "RWOP",
    ]

    private static let persistentVolume: [Column] = [
        .objectName,
        Column("Capacity") { object, _ in text(object, "spec", "capacity", "storage") },
        Column("Access Modes") { object, _ in
            list(object, "spec", "accessModes").compactMap(\.string).map { modes[$0] ?? $0 }.joined(separator: ",")
        },
        Column("Reclaim Policy") { object, _ in text(object, "spec", "persistentVolumeReclaimPolicy") },
        Column("Status") { object, _ in object.isBeingDeleted ? "Terminating" : text(object, "status", "phase") },
        Column("Claim") { object, _ in
            guard let claim = object["spec", "claimRef"] else { return "" }
            return "\(claim["namespace"]?.string ?? "")/\(claim["name"]?.string ?? "")"
        },
        Column("StorageClass") { object, _ in text(object, "spec", "storageClassName") },
        Column("VolumeAttributesClass") { object, _ in
            let name = text(object, "spec", "volumeAttributesClassName")
            return name.isEmpty ? "<unset>" : name
        },
        Column("Reason") { object, _ in text(object, "status", "reason") },
        .age,
        Column("VolumeMode", wide: true) { object, _ in
            let mode = text(object, "spec", "volumeMode")
            return mode.isEmpty ? "<unset>" : mode
        },
    ]

    private static func quota(_ name: String, isLimit: Bool) -> Column {
        Column(name) { object, _ in
            let hard = object["status", "hard"]?.object ?? object["spec", "hard"]?.object ?? [:]
            return hard.filter { $0.key.hasPrefix("limits.") == isLimit }.map { entry in
                let used = object["status", "used", entry.key]?.string ?? "0"
                return "\(entry.key): \(used)/\(entry.value.string ?? entry.value.json())"
            }.joined(separator: ", ")
        }
    }

    private static let resourceQuota: [Column] = [
        .objectName, quota("Request", isLimit: false), quota("Limit", isLimit: true), .age,
    ]

    private static let cronJob: [Column] = [
        .objectName,
        Column("Schedule") { object, _ in text(object, "spec", "schedule") },
        Column("Timezone") { object, _ in orNone(text(object, "spec", "timeZone")) },
        Column("Suspend") { object, _ in object["spec", "suspend"]?.bool == true ? "True" : "False" },
        Column("Active") { object, _ in "\(list(object, "status", "active").count)" },
        Column("Last Schedule") { object, now in
            let last = text(object, "status", "lastScheduleTime")
            return last.isEmpty ? "<none>" : HumanDuration.age(since: last, now: now)
        },
        .age,
        Column("Containers", wide: true) { object, _ in containers(object, "name") },
        Column("Images", wide: true) { object, _ in containers(object, "image") },
        Column("Selector", wide: true) { object, _ in selector(object["spec", "jobTemplate", "spec", "selector"]) },
    ]

    private static func containers(_ object: Object, _ field: String) -> String {
        list(object, "spec", "jobTemplate", "spec", "template", "spec", "containers").compactMap { $0[field]?.string }
            .joined(separator: ",")
    }

    private static let autoscaler: [Column] = [
        .objectName,
        Column("Reference") { object, _ in
            "\(text(object, "spec", "scaleTargetRef", "kind"))/\(text(object, "spec", "scaleTargetRef", "name"))"
        },
        Column("Targets") { object, _ in targets(object) },
        Column("MinPods") { object, _ in object["spec", "minReplicas"]?.int.map { "\($0)" } ?? "<unset>" },
        Column("MaxPods") { object, _ in "\(number(object, "spec", "maxReplicas"))" },
        Column("Replicas") { object, _ in "\(number(object, "status", "currentReplicas"))" },
        .age,
    ]

    private static func targets(_ object: Object) -> String {
        // autoscaling/v1 has one.
        if let wanted = object["spec", "targetCPUUtilizationPercentage"]?.int {
            let now = object["status", "currentCPUUtilizationPercentage"]?.int
            return "cpu: \(now.map { "\($0)%" } ?? "<unknown>")/\(wanted)%"
        }
        let current = list(object, "status", "currentMetrics")
        let all = list(object, "spec", "metrics").enumerated().map { index, metric -> String in
            let type = metric["type"]?.string ?? ""
            let field = type.prefix(1).lowercased() + type.dropFirst()
            let target = metric[field]?["target"] ?? metric[path: ["resource", "target"]]
            let now = current.indices.contains(index) ? current[index][field]?["current"] : nil
            let name = metric[field]?["name"]?.string ?? ""
            let head = type == "Resource" || type == "ContainerResource" ? "\(name): " : ""
            if let wanted = target?["averageUtilization"]?.int {
                let present = now?["averageUtilization"]?.int.map { "\($0)%" } ?? "<unknown>"
                return "\(head)\(present)/\(wanted)%"
            }
            let key = target?["averageValue"] == nil ? "value" : "averageValue"
            let suffix = type == "Resource" || key == "value" ? "" : " (avg)"
            return "\(head)\(now?[key]?.string ?? "<unknown>")/\(target?[key]?.string ?? "")\(suffix)"
        }
        guard all.count > 2 else { return orNone(all.joined(separator: ", ")) }
        return all.prefix(2).joined(separator: ", ") + " + \(all.count - 2) more..."
    }

    private static func shortened(_ all: [String], orElse none: String) -> String {
        if all.isEmpty { return none }
        return all.count > 3
            ? all.prefix(3).joined(separator: ",") + " + \(all.count - 3) more..." : all.joined(separator: ",")
    }

    private static let endpointSlice: [Column] = [
        .objectName,
        Column("AddressType") { object, _ in text(object, "addressType") },
        Column("Ports") { object, _ in
            shortened(list(object, "ports").map { $0["port"]?.int.map { "\($0)" } ?? "*" }, orElse: "<unset>")
        },
        Column("Endpoints") { object, _ in
            shortened(
                list(object, "endpoints").flatMap { ($0["addresses"]?.array ?? []).compactMap(\.string) },
                orElse: "<unset>"
            )
        },
        .age,
    ]

    private static let signingRequest: [Column] = [
        .objectName, .age,
        Column("SignerName") { object, _ in orNone(text(object, "spec", "signerName")) },
        Column("Requestor") { object, _ in text(object, "spec", "username") },
        Column("RequestedDuration") { object, _ in
            object["spec", "expirationSeconds"]?.int.map { HumanDuration.text(seconds: $0) } ?? "<none>"
        },
        Column("Condition") { object, _ in
            let types = list(object, "status", "conditions").compactMap { $0["type"]?.string }
            var words = types.contains("Denied") ? ["Denied"] : types.contains("Approved") ? ["Approved"] : ["Pending"]
            if types.contains("Failed") { words.append("Failed") }
            if object["status", "certificate"] != nil { words.append("Issued") }
            return words.joined(separator: ",")
        },
    ]
}
