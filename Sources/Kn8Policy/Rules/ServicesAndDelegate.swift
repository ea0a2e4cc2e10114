// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let servicesAndDelegate = PolicyRule(
        id: "contour/services-and-delegate",
        severity: .error,
        summary: "a route of an IngressRoute has Services or a delegate, not both",
        remedy: "remove one of the two"
    ) { set in
        set.members("IngressRoute", in: "contour.heptio.com").flatMap { member in
            member.value.elements("spec", "routes").compactMap { path, route -> Breach? in
                guard route["delegate"]?.object != nil, route["services"]?.array?.isEmpty == false else { return nil }
                return Breach(
                    object: member.index,
                    message: "route \"\(route["match"]?.string ?? "")\": "
                        + "cannot specify services and delegate in the same route",
                    path: path.key("delegate"),
                    part: .key
                )
            }
        }
    }
}
