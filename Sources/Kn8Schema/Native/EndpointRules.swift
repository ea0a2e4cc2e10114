// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of Endpoints and EndpointSlices (`kubernetes:pkg/apis/discovery/validation/validation.go`).
enum EndpointRules {
    private static let addressTypes = ["FQDN", "IPv4", "IPv6"]
    private static let protocols = ["SCTP", "TCP", "UDP"]

    static func check(endpoints: ValueMap, _ rules: inout FieldRules) {
        rules.each(endpoints, "subsets") { rules, subset, _ in
            if subset.isMissing("addresses"), subset.isMissing("notReadyAddresses") {
                rules.required(.here, "must specify `addresses` or `notReadyAddresses`")
            }
            for list in ["addresses", "notReadyAddresses"] {
                rules.each(subset, list) { rules, address, _ in
                    rules.address("ip", address["ip"] ?? "")
                    rules.shape(address, "hostname", .label)
                    rules.shape(address, "nodeName", .subdomain)
                    checkOrdinary(address.text("ip"), "ip", &rules)
                }
            }
            let mustName = subset.list("ports").count > 1
            rules.each(subset, "ports") { rules, port, _ in
                if mustName { rules.require(port, "name") }
                rules.shape(port, "name", .label)
                if !(1...65_535).contains(port.number("port") ?? 0) {
                    rules.invalid("port", .int(port.number("port") ?? 0), "must be between 1 and 65535, inclusive")
                }
                rules.choice(port, "protocol", protocols)
                rules.shape(port, "appProtocol", .qualified)
            }
        }
    }

    static func check(slice: ValueMap, _ rules: inout FieldRules) {
        rules.requireChoice(slice, "addressType", addressTypes)
        let type = slice.text("addressType")
        let count = slice.list("endpoints").count
        if count > 1_000 {
            rules.tooMany("endpoints", count, 1_000)
        } else {
            rules.each(slice, "endpoints") { rules, endpoint, _ in check(endpoint, of: type, &rules) }
        }
        let ports = slice.list("ports").count
        guard ports <= 20_000 else { return rules.tooMany("ports", ports, 20_000) }
        var names: Set<String> = []
        rules.each(slice, "ports") { rules, port, _ in
            let name = port.text("name")
            rules.shape(port, "name", .label)
            if !names.insert(name).inserted { rules.duplicate("name", .string(name)) }
            rules.choice(port, "protocol", protocols)
            rules.within(port, "port", 1...65_535)
            rules.shape(port, "appProtocol", .qualified)
        }
    }

    private static func check(_ endpoint: ValueMap, of type: String, _ rules: inout FieldRules) {
        let addresses = endpoint.list("addresses")
        if endpoint.isMissing("addresses") {
            rules.required("addresses", "must contain at least 1 address")
        } else if addresses.count > 100 {
            rules.tooMany("addresses", addresses.count, 100)
        }
        for (index, address) in addresses.enumerated() {
            guard let text = address.string else { continue }
            let place = FieldRules.Field.item("addresses", index)
            switch type {
            case "IPv4", "IPv6":
                if NetworkAddress(text).map({ $0.isV6 == (type == "IPv6") }) != true {
                    rules.invalid(place, address, "must be a valid \(type) address")
                }
                checkOrdinary(text, place, &rules)
            case "FQDN": checkDomain(text, place, &rules)
            default: break
            }
        }
        let topology = endpoint.map("deprecatedTopology") ?? [:]
        if topology.count > 16 { rules.tooMany("deprecatedTopology", topology.count, 16) }
        LabelRules.check(endpoint, "deprecatedTopology", &rules)
        rules.shape(endpoint, "nodeName", .subdomain)
        rules.shape(endpoint, "hostname", .label)
        rules.inside(endpoint, "hints") { rules, hints in
            for list in ["forZones", "forNodes"] {
                let count = hints.list(list).count
                if count > 8 { rules.tooMany(FieldRules.Field(list), count, 8) }
                var names: Set<String> = []
                rules.each(hints, list) { rules, hint, _ in
                    if !names.insert(hint.text("name")).inserted { rules.duplicate("name", hint.shown("name")) }
                    let shape: NameShape = list == "forZones" ? .labelValue : .subdomain
                    rules.shape(hint, "name", shape, isRequired: true)
                }
            }
        }
    }

    private static func checkDomain(_ text: String, _ place: FieldRules.Field, _ rules: inout FieldRules) {
        let name = text.hasSuffix(".") ? String(text.dropLast()) : text
        guard !name.isEmpty else { return rules.required(place) }
        let faults = NameShape.subdomain.faults(in: name)
        if !faults.isEmpty {
            rules.invalid(place, .string(name), faults.joined(separator: ","))
        } else if !name.contains(".") {
            let words = "should be a domain with at least two segments separated by dots"
            rules.invalid(place, .string(name), words)
        }
    }

    /// An address that traffic can be sent to.
    static func checkOrdinary(_ text: String, _ field: FieldRules.Field, _ rules: inout FieldRules) {
        guard let address = NetworkAddress(text) else {
            return rules.invalid(field, .string(text), "must be a valid IP address")
        }
        let shown = Value.string(text)
        if address.isUnspecified { rules.invalid(field, shown, "may not be unspecified (\(text))") }
        if address.isLoopback {
            rules.invalid(field, shown, "may not be in the loopback range (127.0.0.0/8, ::1/128)")
        }
        if address.isLinkLocal {
            rules.invalid(field, shown, "may not be in the link-local range (169.254.0.0/16, fe80::/10)")
        }
        if address.isLinkLocalMulticast {
            rules.invalid(field, shown, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)")
        }
    }
}
