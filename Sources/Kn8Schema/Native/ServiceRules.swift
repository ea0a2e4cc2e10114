// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of Services (`kubernetes:pkg/apis/core/validation/validation.go`).
///
/// Addresses and node ports are given out later: what an object leaves to the server is not missing.
enum ServiceRules {
    private static let types = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"]
    private static let affinities = ["ClientIP", "None"]
    private static let protocols = ["SCTP", "TCP", "UDP"]
    private static let policies = ["Cluster", "Local"]
    private static let families = ["IPv4", "IPv6"]
    private static let familyPolicies = ["PreferDualStack", "RequireDualStack", "SingleStack"]
    private static let distributions = ["PreferClose", "PreferSameNode", "PreferSameZone"]

    static func check(_ service: ValueMap, _ rules: inout FieldRules) {
        let spec = service.map("spec") ?? [:]
        let type = spec.text("type", or: "ClusterIP")
        let addresses =
            spec.has("clusterIPs") ? spec.texts("clusterIPs") : [spec.text("clusterIP")].filter { !$0.isEmpty }
        let isHeadless = addresses == ["None"]
        rules.at("spec") { rules in
            if spec.isMissing("ports"), !isHeadless, type != "ExternalName" { rules.required("ports") }
            checkType(spec, type, addresses, &rules)
            checkPorts(spec, &rules)
            LabelRules.check(spec, "selector", &rules)
            checkAffinity(spec, &rules)
            if type != "ExternalName" { checkAddresses(spec, addresses, isHeadless: isHeadless, &rules) }
            for (index, address) in spec.list("externalIPs").enumerated() {
                guard let text = address.string else { continue }
                if NetworkAddress(text) == nil {
                    rules.address(.item("externalIPs", index), address)
                } else {
                    EndpointRules.checkOrdinary(text, .item("externalIPs", index), &rules)
                }
            }
            if !types.contains(type) { rules.unsupported("type", .string(type), types) }
            checkUniquePorts(spec, type, &rules)
            checkBalancer(service, spec, type, &rules)
            checkTraffic(spec, type, &rules)
        }
    }

    private static func checkType(
        _ spec: ValueMap,
        _ type: String,
        _ addresses: [String],
        _ rules: inout FieldRules
    ) {
        switch type {
        case "LoadBalancer", "NodePort":
            if addresses == ["None"] {
                rules.invalid(
                    .item("clusterIPs", 0),
                    "None",
                    "may not be set to 'None' for \(type) services",
                    seenAt: spec.has("clusterIPs") ? nil : "clusterIP"
                )
            }
        case "ExternalName":
            let words = "may not be set for ExternalName services"
            if !addresses.isEmpty {
                rules.forbidden("clusterIPs", words, seenAt: spec.has("clusterIPs") ? nil : "clusterIP")
            }
            if !spec.list("ipFamilies").isEmpty { rules.forbidden("ipFamilies", words) }
            if spec.has("ipFamilyPolicy") { rules.forbidden("ipFamilyPolicy", words) }
            var name = spec.text("externalName")
            if name.hasSuffix(".") { name.removeLast() }
            if name.isEmpty {
                rules.required("externalName")
            } else {
                for words in NameShape.subdomain.faults(in: name) {
                    rules.invalid("externalName", .string(name), words)
                }
            }
        default: break
        }
    }

    private static func checkPorts(_ spec: ValueMap, _ rules: inout FieldRules) {
        let mustName = spec.list("ports").count > 1
        var names = SeenNames()
        rules.each(spec, "ports") { rules, port, _ in
            if let name = port.optionalText("name"), !name.isEmpty {
                rules.shape(port, "name", .label)
                if !names.insert(name) { rules.duplicate("name", .string(name)) }
            } else if mustName, port.isMissing("name") {
                rules.required("name")
            }
            if port.has("port") {
                rules.within(port, "port", 1...65_535)
            } else {
                rules.invalid("port", 0, "must be between 1 and 65535, inclusive")
            }
            rules.choice(port, "protocol", protocols)
            // None, and 0, stand for the port itself.
            if port["targetPort"] != 0, port["targetPort"] != "" { rules.port(port, "targetPort") }
            rules.shape(port, "appProtocol", .qualified)
        }
    }

    private static func checkAffinity(_ spec: ValueMap, _ rules: inout FieldRules) {
        rules.choice(spec, "sessionAffinity", affinities)
        switch spec.text("sessionAffinity", or: "None") {
        case "ClientIP":
            guard let config = spec.map("sessionAffinityConfig") else { return }
            rules.at("sessionAffinityConfig") { rules in
                guard let client = config.map("clientIP") else { return }
                rules.at("clientIP") { rules in
                    if let seconds = client.number("timeoutSeconds"), !(1...86_400).contains(seconds) {
                        let words = "must be greater than 0 and less than 86400"
                        rules.invalid("timeoutSeconds", .int(seconds), words)
                    }
                }
            }
        case "None":
            if spec.has("sessionAffinityConfig") {
                rules.forbidden("sessionAffinityConfig", "must not be set when session affinity is None")
            }
        default: break
        }
    }

    private static func checkAddresses(
        _ spec: ValueMap,
        _ addresses: [String],
        isHeadless: Bool,
        _ rules: inout FieldRules
    ) {
        let listed = spec.list("clusterIPs")
        let shown = Value.array(addresses.map(Value.string))
        let single = spec.text("clusterIP")
        if let first = listed.first?.string, single.isEmpty || first != single {
            let words =
                single.isEmpty
                ? "must be empty when `clusterIP` is not specified" : "first value must match `clusterIP`"
            // Of a new Service the server fills in the address that the list begins with.
            if !single.isEmpty { rules.invalid("clusterIPs", shown, words) }
        }
        var seen: Set<String> = []
        for (index, family) in spec.list("ipFamilies").enumerated() {
            let name = family.string ?? ""
            if !families.contains(name) { rules.unsupported(.item("ipFamilies", index), family, families) }
            if !seen.insert(name).inserted { rules.duplicate(.item("ipFamilies", index), family) }
        }
        rules.choice(spec, "ipFamilyPolicy", familyPolicies)
        var areSound = true
        for (index, address) in addresses.enumerated() {
            let place = listed.isEmpty ? FieldRules.Field("clusterIP") : nil
            if index == 0, address == "None" {
                if addresses.count > 1 {
                    areSound = false
                    rules.invalid("clusterIPs", shown, "'None' must be the first and only value")
                }
            } else if NetworkAddress(address) == nil {
                areSound = false
                rules.invalid(
                    .item("clusterIPs", index),
                    .string(address),
                    "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)",
                    seenAt: place
                )
            }
        }
        if addresses.count > 2 { rules.invalid("clusterIPs", shown, "may only hold up to 2 values") }
        guard areSound, !isHeadless else { return }
        let parsed = addresses.compactMap { NetworkAddress($0) }
        if parsed.count > 1, Set(parsed.map(\.isV6)).count == 1 || parsed.count > 2 {
            rules.invalid("clusterIPs", shown, "may specify no more than one IP for each IP family")
        }
        for (index, (address, family)) in zip(parsed, spec.texts("ipFamilies")).enumerated()
        where families.contains(family) && address.isV6 != (family == "IPv6") {
            rules.invalid(
                .item("clusterIPs", index),
                .string(addresses[index]),
                "expected an \(family) value as indicated by `ipFamilies[\(index)]`",
                seenAt: listed.isEmpty ? "clusterIP" : nil
            )
        }
    }

    private static func checkUniquePorts(_ spec: ValueMap, _ type: String, _ rules: inout FieldRules) {
        if type == "ClusterIP" {
            rules.each(spec, "ports") { rules, port, _ in
                if let number = port.number("nodePort"), number != 0 {
                    rules.forbidden("nodePort", "may not be used when `type` is 'ClusterIP'")
                }
            }
        }
        guard spec.list("ports").count > 1 else { return }
        var nodePorts: Set<String> = []
        rules.each(spec, "ports") { rules, port, _ in
            guard let number = port.number("nodePort"), number != 0 else { return }
            if !nodePorts.insert("\(port.text("protocol", or: "TCP"))/\(number)").inserted {
                rules.duplicate("nodePort", .int(number))
            }
        }
        var ports: Set<String> = []
        rules.each(spec, "ports") { rules, port, _ in
            let kind = port.text("protocol", or: "TCP")
            guard let number = port.number("port"), !ports.insert("\(kind)/\(number)").inserted else { return }
            let shown = GoText([
                "Name": "", "Protocol": .string(kind), "AppProtocol": .null, "Port": .int(number), "TargetPort": 0,
                "NodePort": 0,
            ])
            rules.duplicate(.here, shown)
        }
    }

    private static func checkBalancer(
        _ service: ValueMap,
        _ spec: ValueMap,
        _ type: String,
        _ rules: inout FieldRules
    ) {
        let words = "may only be used when `type` is 'LoadBalancer'"
        let isBalancer = type == "LoadBalancer"
        let ranges = spec.list("loadBalancerSourceRanges")
        let note = "service.beta.kubernetes.io/load-balancer-source-ranges"
        if !ranges.isEmpty {
            if !isBalancer {
                rules.forbidden("LoadBalancerSourceRanges", words, seenAt: "loadBalancerSourceRanges")
            }
            for (index, range) in ranges.enumerated() {
                let text = (range.string ?? "").trimmed
                guard NetworkPrefix(text) == nil else { continue }
                rules.invalid(
                    .item("LoadBalancerSourceRanges", index),
                    .string(text),
                    "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)",
                    seenAt: .item("loadBalancerSourceRanges", index)
                )
            }
        } else if let text = service.map("metadata")?.map("annotations")?.optionalText(note) {
            let place = FieldRules.Field(
                steps: [.key("metadata"), .key("annotations")],
                entry: note,
                leftOut: 1
            )
            let seen = FieldRules.Field(steps: [.key("metadata"), .key("annotations")], entry: note, leftOut: 1)
            if !isBalancer { rules.forbidden(place, words, seenAt: seen) }
            for part in text.trimmed.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false) {
                let text = String(part).trimmed
                guard NetworkPrefix(text) == nil else { continue }
                let words = "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)"
                rules.invalid(place, .string(text), words, seenAt: seen)
            }
        }
        if spec.has("allocateLoadBalancerNodePorts"), !isBalancer {
            rules.forbidden("allocateLoadBalancerNodePorts", words)
        }
        if isBalancer {
            rules.shape(spec, "loadBalancerClass", .qualified)
        } else if spec.has("loadBalancerClass") {
            rules.forbidden("loadBalancerClass", words)
        }
    }

    private static func checkTraffic(_ spec: ValueMap, _ type: String, _ rules: inout FieldRules) {
        let hasAddresses = !spec.list("externalIPs").isEmpty && type == "ClusterIP"
        let isReachable = type == "NodePort" || type == "LoadBalancer" || hasAddresses
        let policy = spec.text("externalTrafficPolicy")
        if !isReachable, !policy.isEmpty {
            let words = "may only be set for externally-accessible services"
            rules.invalid("externalTrafficPolicy", .string(policy), words)
        } else if isReachable {
            rules.choice(spec, "externalTrafficPolicy", policies)
        }
        if let port = spec.number("healthCheckNodePort"), port != 0 {
            if type == "LoadBalancer", policy == "Local" {
                rules.within(spec, "healthCheckNodePort", 1...65_535)
            } else {
                let words = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"
                rules.invalid("healthCheckNodePort", .int(port), words)
            }
        }
        rules.choice(spec, "internalTrafficPolicy", policies)
        rules.choice(spec, "trafficDistribution", distributions)
    }
}

extension String {
    /// The text without blanks at its ends.
    var trimmed: String {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        let end = lastIndex { !$0.isWhitespace }.map(index(after:)) ?? start
        return String(self[start..<end])
    }
}
