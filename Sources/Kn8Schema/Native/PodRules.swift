// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of a pod's spec, in a Pod or in a template (`kubernetes:pkg/apis/core/validation/validation.go`).
enum PodRules {
    /// What the rules of containers and volumes need to know of their pod.
    struct Context {
        /// Whether the pod is no template.
        var isPod = false
        /// The pod's name; empty when it is not known.
        var podName = ""
        /// The sound volumes by name.
        var volumes: [String: ValueMap] = [:]
        /// The volumes that somebody else adds: a StatefulSet's claims.
        var addedVolumes: Set<String> = []
        /// The names of `resourceClaims`.
        var claims: [String] = []
        /// How long the pod may take to end, in seconds.
        var gracePeriod: Int64 = 30
        var restartPolicy = "Always"
        /// Whether the pod runs in the user namespace of its node.
        var usesHostUsers = true
    }

    private static let restartPolicies = ["Always", "OnFailure", "Never"]
    private static let dnsPolicies = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"]
    private static let preemptionPolicies = ["PreemptLowerPriority", "Never"]

    /// The rules of a Pod.
    static func check(pod: ValueMap, _ rules: inout FieldRules) {
        let metadata = pod.map("metadata") ?? [:]
        let spec = pod.map("spec") ?? [:]
        rules.at("metadata") { rules in checkAnnotations(metadata, spec, isTemplate: false, &rules) }
        var context = Context()
        context.isPod = true
        context.podName = metadata.text("name")
        rules.at("spec") { rules in
            check(spec, context, &rules)
            for list in ["containers", "initContainers"] {
                rules.each(spec, list) { rules, container, _ in checkImagePadding(container, &rules) }
            }
            if !spec.list("ephemeralContainers").isEmpty {
                rules.forbidden("ephemeralContainers", "cannot be set on create")
            }
            if !spec.text("nodeName").isEmpty, !spec.list("schedulingGates").isEmpty {
                rules.forbidden("nodeName", "cannot be set until all schedulingGates have been cleared")
            }
        }
    }

    /// The rules of a template for pods, which is at `template` below this place.
    static func check(template: ValueMap, addedVolumes: Set<String> = [], _ rules: inout FieldRules) {
        let spec = template.map("spec") ?? [:]
        if let metadata = template.map("metadata") {
            // The server leaves `metadata` out of these paths.
            rules.at("metadata") { rules in
                LabelRules.check(metadata, "labels", as: .above("labels"), &rules)
                LabelRules.checkAnnotations(metadata, as: .above("annotations"), &rules)
                checkAnnotations(metadata, spec, isTemplate: true, &rules)
            }
        }
        var context = Context()
        context.addedVolumes = addedVolumes
        rules.at("spec") { rules in
            check(spec, context, &rules)
            if !spec.list("ephemeralContainers").isEmpty {
                rules.forbidden("ephemeralContainers", "ephemeral containers not allowed in pod template")
            }
        }
    }

    /// The template's pods restart for ever, as those of all controllers but Jobs; `kind` is the server's name of it.
    static func checkAlwaysRestarts(_ template: ValueMap, kind: String, _ rules: inout FieldRules) {
        guard let spec = template.map("spec") else { return }
        let policy = spec.text("restartPolicy")
        if !policy.isEmpty, policy != "Always" {
            rules.unsupported(["spec", "restartPolicy"], .string(policy), ["Always"])
        }
        if spec.has("activeDeadlineSeconds") {
            rules.forbidden(
                ["spec", "activeDeadlineSeconds"],
                "activeDeadlineSeconds in \(kind) is not Supported"
            )
        }
    }

    private static func check(_ spec: ValueMap, _ known: Context, _ rules: inout FieldRules) {
        var context = known
        context.gracePeriod = spec.number("terminationGracePeriodSeconds") ?? 30
        context.restartPolicy = spec.text("restartPolicy", or: "Always")
        context.usesHostUsers = spec.flag("hostUsers") ?? true
        if spec.has("volumes") { VolumeRules.check(spec, &context, &rules) }
        if spec.has("resourceClaims") { checkClaims(spec, &context, &rules) }
        ContainerRules.check(spec, context, &rules)
        if let resources = spec.map("resources") { PodResourceRules.check(spec, resources, &rules) }
        let usesHost = spec.flag("hostNetwork") ?? false
        if usesHost { checkHostPorts(spec, &rules) }
        rules.choice(spec, "restartPolicy", restartPolicies)
        rules.choice(spec, "dnsPolicy", dnsPolicies)
        LabelRules.check(spec, "nodeSelector", &rules)
        rules.inside(spec, "securityContext") { rules, security in
            SecurityRules.check(pod: security, of: spec, &rules)
        }
        rules.inside(spec, "affinity") { rules, affinity in AffinityRules.check(affinity, &rules) }
        SchedulingRules.checkDNS(spec, &rules)
        rules.each(spec, "readinessGates") { rules, gate, _ in
            rules.shape(gate, "conditionType", .qualified, isRequired: true)
        }
        SchedulingRules.checkGates(spec, &rules)
        SchedulingRules.checkSpread(spec, &rules)
        if !context.usesHostUsers { checkHostUsers(spec, &rules) }
        checkNames(spec, &rules)
        if let system = spec.map("os") { WindowsRules.check(spec, system, &rules) }
    }

    private static func checkNames(_ spec: ValueMap, _ rules: inout FieldRules) {
        rules.shape(spec, "serviceAccountName", .subdomain)
        rules.shape(spec, "nodeName", .subdomain)
        rules.within(spec, "activeDeadlineSeconds", 1...2_147_483_647)
        rules.shape(spec, "hostname", .label)
        rules.shape(spec, "subdomain", .label)
        SchedulingRules.checkTolerations(spec, &rules)
        rules.each(spec, "hostAliases") { rules, alias, _ in
            rules.address("ip", alias["ip"] ?? "")
            for (index, name) in alias.list("hostnames").enumerated() {
                for words in NameShape.subdomain.faults(in: name.string ?? "") {
                    rules.invalid(.item("hostnames", index), name, words)
                }
            }
        }
        rules.shape(spec, "priorityClassName", .subdomain)
        rules.shape(spec, "runtimeClassName", .subdomain)
        rules.choice(spec, "preemptionPolicy", preemptionPolicies)
        rules.inside(spec, "overhead") { rules, overhead in ResourceRules.check(overhead: overhead, &rules) }
    }

    private static func checkHostPorts(_ spec: ValueMap, _ rules: inout FieldRules) {
        rules.each(spec, "containers") { rules, container, _ in
            rules.each(container, "ports") { rules, port, _ in
                guard let host = port.number("hostPort"), host != 0, host != port.number("containerPort") else {
                    return
                }
                rules.invalid("hostPort", .int(host), "must match `containerPort` when `hostNetwork` is true")
            }
        }
    }

    private static func checkHostUsers(_ spec: ValueMap, _ rules: inout FieldRules) {
        let words = "when `pod.Spec.HostUsers` is false"
        if spec.flag("hostNetwork") ?? false { rules.forbidden("hostNetwork", words) }
        if spec.flag("hostPID") ?? false { rules.forbidden("HostPID", words, seenAt: "hostPID") }
        if spec.flag("hostIPC") ?? false { rules.forbidden("HostIPC", words, seenAt: "hostIPC") }
    }

    private static func checkClaims(_ spec: ValueMap, _ context: inout Context, _ rules: inout FieldRules) {
        var names: [String] = []
        rules.each(spec, "resourceClaims") { rules, claim, _ in
            let name = claim.text("name")
            if claim.isMissing("name") {
                rules.required("name")
            } else if names.contains(name) {
                rules.duplicate("name", .string(name))
            } else {
                rules.shape(claim, "name", .label)
                names.append(name)
            }
            let (direct, template) = (claim.has("resourceClaimName"), claim.has("resourceClaimTemplateName"))
            if direct == template {
                let words =
                    direct
                    ? "at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified"
                    : "must specify one of: `resourceClaimName`, `resourceClaimTemplateName`"
                let shown = GoText([
                    "Name": .string(name), "ResourceClaimName": claim.shown("resourceClaimName"),
                    "ResourceClaimTemplateName": claim.shown("resourceClaimTemplateName"),
                ])
                rules.invalid(.here, shown, words)
            }
            rules.shape(claim, "resourceClaimName", .subdomain)
            rules.shape(claim, "resourceClaimTemplateName", .subdomain)
        }
        context.claims = names
    }

    private static func checkImagePadding(_ container: ValueMap, _ rules: inout FieldRules) {
        let image = container.text("image")
        guard let first = image.first, let last = image.last, first.isWhitespace || last.isWhitespace else { return }
        rules.invalid("image", .string(image), "must not have leading or trailing whitespace")
    }

    private static func checkAnnotations(
        _ metadata: ValueMap,
        _ spec: ValueMap,
        isTemplate: Bool,
        _ rules: inout FieldRules
    ) {
        guard let annotations = metadata.map("annotations") else { return }
        for entry in annotations {
            guard let text = entry.value.string else { continue }
            let seen = FieldRules.Field.entry("annotations", entry.key)
            let place = FieldRules.Field(steps: seen.steps, entry: seen.entry, leftOut: isTemplate ? 1 : 0)
            switch entry.key {
            case "kubernetes.io/config.mirror" where spec.text("nodeName").isEmpty:
                rules.invalid(
                    place,
                    entry.value,
                    "must set spec.nodeName if mirror pod annotation is set",
                    seenAt: seen
                )
            case "controller.kubernetes.io/pod-deletion-cost":
                let number = Int32(text)
                if number == nil || text.hasPrefix("+") || (text.hasPrefix("0") && text != "0") {
                    rules.invalid(place, entry.value, "must be a 32bit integer", seenAt: seen)
                }
            case let key where key.hasPrefix("container.apparmor.security.beta.kubernetes.io/"):
                let name = String(key.split(separator: "/").last ?? "")
                let containers = ["containers", "initContainers", "ephemeralContainers"].flatMap(spec.list)
                if !containers.contains(where: { $0["name"]?.string == name }) {
                    rules.invalid(place, .string(name), "container not found", seenAt: seen)
                }
                if !["", "runtime/default", "unconfined"].contains(text), !text.hasPrefix("localhost/") {
                    rules.invalid(
                        place,
                        entry.value,
                        "invalid AppArmor profile name: \(entry.value.shown)",
                        seenAt: seen
                    )
                }
            default: break
            }
        }
    }
}
