// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of resources of a pod as a whole.
enum PodResourceRules {
    static func check(_ spec: ValueMap, _ resources: ValueMap, _ rules: inout FieldRules) {
        rules.at("resources") { rules in
            if resources.has("claims") {
                rules.forbidden("claims", "claims cannot be set for Resources at pod-level")
            }
            ResourceRules.check(resources, claims: [], use: .pod, &rules)
            let requests = resources.map("requests") ?? [:]
            for (name, sum) in sums(spec).sorted(by: { $0.key < $1.key }) {
                guard let own = requests.quantity(name), sum > own else { continue }
                rules.invalid(
                    .entry("requests", name),
                    .string(own.description),
                    "must be greater than or equal to aggregate container requests of \(sum)"
                )
            }
        }
        guard let limits = resources.map("limits") else { return }
        rules.each(spec, "containers") { rules, container, index in
            for entry in container.map("resources")?.map("limits") ?? [:] {
                guard let limit = limits.quantity(entry.key), let own = Quantity(field: entry.value), own > limit else {
                    continue
                }
                rules.invalid(
                    .odd("resources.containers[\(index)][\(entry.key)].limits", leftOut: 2),
                    .string(own.description),
                    "must be less than or equal to pod limits of \(limit)",
                    seenAt: FieldRules.Field(steps: [.key("resources"), .key("limits"), .key(entry.key)])
                )
            }
        }
    }

    // What the containers ask for together; those that run first count one by one, unless they stay.
    private static func sums(_ spec: ValueMap) -> [String: Quantity] {
        func requests(_ container: Value) -> [(String, Quantity)] {
            (container[path: ["resources", "requests"]]?.object ?? [:]).compactMap { entry in
                Quantity(field: entry.value).map { (entry.key, $0) }
            }
        }
        var sums: [String: Quantity] = [:]
        for container in spec.list("containers") {
            for (name, amount) in requests(container) { sums[name] = sums[name].map { $0 + amount } ?? amount }
        }
        for container in spec.list("initContainers") {
            let stays = container["restartPolicy"]?.string == "Always"
            for (name, amount) in requests(container) {
                let before = sums[name] ?? Quantity(0)
                sums[name] = stays ? before + amount : max(before, amount)
            }
        }
        return sums
    }
}
