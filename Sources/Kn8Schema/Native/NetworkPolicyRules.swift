// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of NetworkPolicies (`kubernetes:pkg/apis/networking/validation/validation.go`).
enum NetworkPolicyRules {
    private static let protocols = ["TCP", "UDP", "SCTP"]
    private static let types = ["Ingress", "Egress"]

    static func check(_ policy: ValueMap, _ rules: inout FieldRules) {
        let spec = policy.map("spec") ?? [:]
        rules.at("spec") { rules in
            LabelRules.checkSelector(spec, "podSelector", &rules)
            for (direction, peers) in [("ingress", "from"), ("egress", "to")] {
                rules.each(spec, direction) { rules, rule, _ in
                    rules.each(rule, "ports") { rules, port, _ in checkPort(port, &rules) }
                    rules.each(rule, peers) { rules, peer, _ in checkPeer(peer, &rules) }
                }
            }
            let kinds = spec.list("policyTypes")
            if kinds.count > 2 {
                return rules.invalid("policyTypes", .array(kinds), "may not specify more than two policyTypes")
            }
            for (index, kind) in kinds.enumerated() where !types.contains(kind.string ?? "") {
                rules.unsupported(.item("policyTypes", index), kind, types)
            }
        }
    }

    private static func checkPort(_ port: ValueMap, _ rules: inout FieldRules) {
        rules.choice(port, "protocol", protocols)
        let end = port.number("endPort")
        switch port["port"] {
        case .int(let number)?:
            rules.port(port, "port")
            guard let end else { return }
            if end < number { rules.invalid("endPort", .int(end), "must be greater than or equal to `port`") }
            rules.within(port, "endPort", 1...65_535)
        case .string?:
            if let end {
                rules.invalid("endPort", .int(end), "may not be specified when `port` is non-numeric")
            }
            rules.port(port, "port")
        default:
            if let end { rules.invalid("endPort", .int(end), "may not be specified when `port` is not specified") }
        }
    }

    private static func checkPeer(_ peer: ValueMap, _ rules: inout FieldRules) {
        LabelRules.checkSelector(peer, "podSelector", &rules)
        LabelRules.checkSelector(peer, "namespaceSelector", &rules)
        rules.inside(peer, "ipBlock") { rules, block in checkBlock(block, &rules) }
        let selects = peer.has("podSelector") || peer.has("namespaceSelector")
        if !selects, !peer.has("ipBlock") {
            rules.required(.here, "must specify a peer")
        } else if selects, peer.has("ipBlock") {
            rules.forbidden(.here, "may not specify both ipBlock and another peer")
        }
    }

    private static func checkBlock(_ block: ValueMap, _ rules: inout FieldRules) {
        guard !block.isMissing("cidr") else { return rules.required("cidr") }
        guard let text = block.optionalText("cidr") else { return }
        rules.prefix("cidr", text)
        guard let range = NetworkPrefix(text) else { return }
        for (index, except) in block.list("except").enumerated() {
            guard let text = except.string else { continue }
            rules.prefix(.item("except", index), text)
            if let part = NetworkPrefix(text), !range.strictlyContains(part) {
                rules.invalid(.item("except", index), except, "must be a strict subset of `cidr`")
            }
        }
    }
}
