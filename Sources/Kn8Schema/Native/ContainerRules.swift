// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of a pod's containers.
enum ContainerRules {
    private static let protocols = ["SCTP", "TCP", "UDP"]
    private static let pullPolicies = ["Always", "IfNotPresent", "Never"]
    private static let messagePolicies = ["File", "FallbackToLogsOnError"]
    private static let resizeResources = ["cpu", "memory"]
    private static let resizePolicies = ["NotRequired", "RestartContainer"]
    // What an ephemeral container may not have, by the server's order.
    private static let notEphemeral = [
        "ports", "resources", "resizePolicy", "restartPolicy", "livenessProbe", "readinessProbe", "startupProbe",
        "lifecycle",
    ]

    /// The containers of `spec`, those that run first, and those that were added for debugging.
    static func check(_ spec: ValueMap, _ pod: PodRules.Context, _ rules: inout FieldRules) {
        let containers = spec.list("containers")
        if containers.isEmpty {
            if spec.isMissing("containers") { rules.required("containers") }
        } else {
            checkRegular(spec, containers, pod, &rules)
        }
        if spec.has("initContainers") { checkInit(spec, containers, pod, &rules) }
        if spec.has("ephemeralContainers") { checkEphemeral(spec, pod, &rules) }
    }

    private static func checkRegular(
        _ spec: ValueMap,
        _ containers: [Value],
        _ pod: PodRules.Context,
        _ rules: inout FieldRules
    ) {
        var names = SeenNames()
        var usesHostPorts = false
        rules.each(spec, "containers") { rules, container, _ in
            checkCommon(container, pod, &rules)
            let name = container.text("name")
            if !names.insert(name) { rules.duplicate("name", .string(name)) }
            ProbeRules.check(container, pod, &rules)
            if container.has("restartPolicy") {
                rules.forbidden("restartPolicy", "may not be set for non-init containers")
            }
            usesHostPorts = usesHostPorts || container.list("ports").contains { $0["hostPort"] != nil }
        }
        if usesHostPorts { checkHostPorts(spec, "containers", only: nil, &rules) }
    }

    private static func checkInit(
        _ spec: ValueMap,
        _ containers: [Value],
        _ pod: PodRules.Context,
        _ rules: inout FieldRules
    ) {
        var names = SeenNames()
        for container in containers {
            if let name = container["name"]?.string { _ = names.insert(name) }
        }
        rules.each(spec, "initContainers") { rules, container, _ in
            checkCommon(container, pod, &rules)
            rules.choice(container, "restartPolicy", ["Always"])
            let name = container.text("name")
            if !name.isEmpty, !names.insert(name) { rules.duplicate("name", .string(name)) }
            if container.text("restartPolicy") == "Always" {
                ProbeRules.check(container, pod, &rules)
            } else {
                for field in ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"] where container.has(field)
                {
                    rules.forbidden(
                        FieldRules.Field(field),
                        "may not be set for init containers without restartPolicy=Always"
                    )
                }
            }
        }
        for index in spec.list("initContainers").indices {
            checkHostPorts(spec, "initContainers", only: index, &rules)
        }
    }

    private static func checkEphemeral(_ spec: ValueMap, _ pod: PodRules.Context, _ rules: inout FieldRules) {
        let others = (spec.list("containers") + spec.list("initContainers")).compactMap { $0["name"]?.string }
        var names = Set(others)
        rules.each(spec, "ephemeralContainers") { rules, container, _ in
            checkCommon(container, pod, &rules)
            let name = container.text("name")
            if !names.insert(name).inserted { rules.duplicate("name", .string(name)) }
            let target = container.text("targetContainerName")
            if !target.isEmpty, !others.contains(target) {
                rules.notFound("targetContainerName", target, among: others)
            }
            let words = "cannot be set for an Ephemeral Container"
            for field in notEphemeral where container.has(field) && container[field] != .emptyObject {
                rules.forbidden(FieldRules.Field(field), words)
            }
            rules.each(container, "volumeMounts") { rules, mount, _ in
                for field in ["subPath", "subPathExpr"] where !mount.text(field).isEmpty {
                    rules.forbidden(FieldRules.Field(field), words)
                }
            }
        }
    }

    private static func checkCommon(_ container: ValueMap, _ pod: PodRules.Context, _ rules: inout FieldRules) {
        rules.requireShape(container, "name", .label)
        rules.require(container, "image")
        rules.choice(container, "terminationMessagePolicy", messagePolicies)
        checkPorts(container, &rules)
        EnvRules.check(container, &rules)
        if container.has("volumeMounts") { MountRules.checkMounts(container, pod, &rules) }
        if container.has("volumeDevices") { MountRules.checkDevices(container, pod, &rules) }
        rules.choice(container, "imagePullPolicy", pullPolicies)
        rules.inside(container, "resources") { rules, resources in
            ResourceRules.check(resources, claims: pod.claims, &rules)
        }
        if container.has("resizePolicy") { checkResize(container, pod, &rules) }
        rules.inside(container, "securityContext") { rules, security in
            SecurityRules.check(container: security, usesHostUsers: pod.usesHostUsers, &rules)
        }
    }

    private static func checkPorts(_ container: ValueMap, _ rules: inout FieldRules) {
        var names = SeenNames()
        rules.each(container, "ports") { rules, port, _ in
            if let name = port.optionalText("name"), !name.isEmpty {
                if !NameShape.portName.holds(name) {
                    for words in NameShape.portName.faults(in: name) { rules.invalid("name", .string(name), words) }
                } else if !names.insert(name) {
                    rules.duplicate("name", .string(name))
                }
            }
            if port.isMissing("containerPort") || port.number("containerPort") == 0 {
                rules.required("containerPort")
            } else {
                rules.within(port, "containerPort", 1...65_535)
            }
            if port.number("hostPort") != 0 { rules.within(port, "hostPort", 1...65_535) }
            rules.choice(port, "protocol", protocols)
        }
    }

    // No two containers take the same port of the node; of init containers, which run one by one, each alone.
    private static func checkHostPorts(_ spec: ValueMap, _ list: String, only: Int?, _ rules: inout FieldRules) {
        var taken: Set<String> = []
        rules.each(spec, list) { rules, container, index in
            guard only ?? index == index else { return }
            rules.each(container, "ports") { rules, port, _ in
                guard let number = port.number("hostPort"), number != 0 else { return }
                let place = "\(port.text("protocol", or: "TCP"))/\(port.text("hostIP"))/\(number)"
                if !taken.insert(place).inserted { rules.duplicate("hostPort", .string(place)) }
            }
        }
    }

    private static func checkResize(_ container: ValueMap, _ pod: PodRules.Context, _ rules: inout FieldRules) {
        var names: Set<String> = []
        rules.each(container, "resizePolicy") { rules, policy, _ in
            let name = policy.text("resourceName")
            if !names.insert(name).inserted { rules.duplicate(.here, .string(name)) }
            rules.requireChoice(policy, "resourceName", resizeResources)
            rules.requireChoice(policy, "restartPolicy", resizePolicies)
            if pod.restartPolicy == "Never", policy.text("restartPolicy") != "NotRequired" {
                rules.invalid(
                    "restartPolicy",
                    policy.shown("restartPolicy"),
                    "must be 'NotRequired' when `restartPolicy` is 'Never'"
                )
            }
        }
    }
}
