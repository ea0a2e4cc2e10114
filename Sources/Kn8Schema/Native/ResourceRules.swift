// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of amounts of resources (`kubernetes:pkg/apis/core/helper/helpers.go`).
enum ResourceRules {
    private static let container: Set<String> = ["cpu", "memory", "ephemeral-storage"]
    private static let quota: Set<String> = [
        "cpu", "memory", "ephemeral-storage", "requests.cpu", "requests.memory", "requests.storage",
        "requests.ephemeral-storage", "limits.cpu", "limits.memory", "limits.ephemeral-storage", "pods",
        "resourcequotas", "services", "replicationcontrollers", "secrets", "persistentvolumeclaims", "configmaps",
        "services.nodeports", "services.loadbalancers",
    ]
    private static let counted: Set<String> = [
        "pods", "resourcequotas", "services", "replicationcontrollers", "secrets", "configmaps",
        "persistentvolumeclaims", "services.nodeports", "services.loadbalancers",
    ]

    /// Where a resource is named.
    enum Use {
        case container
        case pod
        case quota
        /// A limit range for volumes and the like.
        case storage
    }

    /// What containers or a pod ask for and may use.
    static func check(_ resources: ValueMap, claims: [String], use: Use = .container, _ rules: inout FieldRules) {
        let limits = resources.map("limits") ?? [:]
        let requests = resources.map("requests") ?? [:]
        check(resources, "limits", use: use, &rules)
        var needsBase = limits.contains { isHugePage($0.key) }
        for request in requests {
            checkName(request.key, at: .entry("requests", request.key), use: use, &rules)
            guard let amount = Quantity(field: request.value) else { continue }
            checkAmount(amount, of: request.key, at: .entry("requests", request.key), &rules)
            let mayExceed = isOvercommittable(request.key)
            var seen: FieldRules.Field { .entry("requests", request.key) }
            if let limit = limits.quantity(request.key) {
                var shown: Value { .string(amount.description) }
                if amount != limit, !mayExceed {
                    rules.invalid("requests", shown, "must be equal to \(request.key) limit of \(limit)", seenAt: seen)
                } else if amount > limit {
                    let words = "must be less than or equal to \(request.key) limit of \(limit)"
                    rules.invalid("requests", shown, words, seenAt: seen)
                }
            } else if !mayExceed {
                rules.required("limits", "Limit must be set for non overcommitable resources", seenAt: seen)
            }
            needsBase = needsBase || isHugePage(request.key)
            checkPages(amount, of: request.key, at: seen, &rules)
        }
        if needsBase, !["cpu", "memory"].contains(where: { limits.has($0) || requests.has($0) }) {
            rules.forbidden(.here, "HugePages require cpu or memory")
        }
        if resources.has("claims") { checkClaims(resources, claims, &rules) }
    }

    /// What a pod uses beyond its containers.
    static func check(overhead: ValueMap, _ rules: inout FieldRules) {
        for entry in overhead {
            var place: FieldRules.Field { .entry("limits", entry.key) }
            let seen = FieldRules.Field(entry.key)
            checkName(entry.key, at: place, use: .container, seenAt: seen, &rules)
            if let amount = Quantity(field: entry.value) {
                checkAmount(amount, of: entry.key, at: place, seenAt: seen, &rules)
            }
        }
    }

    /// The amounts that `parent` has at `key`.
    static func check(_ parent: ValueMap, _ key: String, use: Use, _ rules: inout FieldRules) {
        guard let amounts = parent.map(key) else { return }
        for entry in amounts {
            var place: FieldRules.Field { .entry(key, entry.key) }
            checkName(entry.key, at: place, use: use, &rules)
            guard let amount = Quantity(field: entry.value) else { continue }
            checkAmount(amount, of: entry.key, at: place, &rules)
            checkPages(amount, of: entry.key, at: place, &rules)
        }
    }

    /// An amount is not negative, and whole where it counts things.
    static func checkAmount(
        _ amount: Quantity,
        of resource: String,
        at place: @autoclosure () -> FieldRules.Field,
        seenAt seen: FieldRules.Field? = nil,
        _ rules: inout FieldRules
    ) {
        var shown: Value { .string(amount.description) }
        if amount < Quantity(0) {
            rules.invalid(place(), shown, "must be greater than or equal to 0", seenAt: seen)
        }
        if counted.contains(resource) || isExtended(resource), amount.thousandths % 1_000 != 0 {
            rules.invalid(place(), shown, "must be an integer", seenAt: seen)
        }
    }

    /// A resource may be named in that place.
    static func checkName(
        _ name: String,
        at place: @autoclosure () -> FieldRules.Field,
        use: Use,
        seenAt seen: FieldRules.Field? = nil,
        _ rules: inout FieldRules
    ) {
        if container.contains(name) { return }
        var shown: Value { .string(name) }
        guard NameShape.qualified.holds(name) else {
            for words in NameShape.qualified.faults(in: name) { rules.invalid(place(), shown, words, seenAt: seen) }
            return
        }
        let isPlain = !name.contains("/")
        let isKnown =
            quota.contains(name) || name == "storage" || isHugePage(name) || name.hasPrefix("requests.hugepages-")
        if isPlain, !isKnown {
            rules.invalid(place(), shown, "must be a standard resource type or fully qualified", seenAt: seen)
            if use == .pod { return }
        }
        switch use {
        case .storage: break
        case .quota
        where isPlain && !quota.contains(name) && !isHugePage(name) && !name.hasPrefix("requests.hugepages-"):
            rules.invalid(place(), shown, "must be a standard resource for quota", seenAt: seen)
        case .container where isPlain && !isHugePage(name):
            rules.invalid(place(), shown, "must be a standard resource for containers", seenAt: seen)
        case .container where !isPlain && !isNative(name) && !isExtended(name):
            rules.invalid(place(), shown, "doesn't follow extended resource name standard", seenAt: seen)
        case .pod where name != "cpu" && name != "memory" && !isHugePage(name):
            rules.unsupported(place(), shown, ["cpu", "hugepages-", "memory"], seenAt: seen)
        default: break
        }
    }

    private static func checkPages(
        _ amount: Quantity,
        of name: String,
        at place: @autoclosure () -> FieldRules.Field,
        _ rules: inout FieldRules
    ) {
        guard isHugePage(name) else { return }
        let size = Quantity(String(name.dropFirst("hugepages-".count)))?.rounded ?? 0
        if size <= 0 || amount.rounded % size != 0 {
            let words = "\(amount) is not positive integer multiple of \(name)"
            rules.invalid(place(), .string(amount.description), words)
        }
    }

    private static func checkClaims(_ resources: ValueMap, _ claims: [String], _ rules: inout FieldRules) {
        var names: Set<String> = []
        rules.each(resources, "claims") { rules, claim, _ in
            guard !claim.isMissing("name") else { return rules.required(.here) }
            let name = claim.text("name")
            let request = claim.text("request")
            let key = request.isEmpty ? name : "\(name)/\(request)"
            if !request.isEmpty { rules.shape(claim, "request", .label) }
            let overlaps = request.isEmpty && names.contains { $0.hasPrefix("\(name)/") }
            if names.contains(name) || names.contains(key) || overlaps {
                rules.duplicate(.here, .string(names.contains(key) ? key : name))
            }
            names.insert(key)
            if !claims.contains(name) {
                let list = claims.isEmpty ? " which is empty" : ": \(claims.sorted().joined(separator: ", "))"
                rules.notFound(.here, name, "must be one of the names in pod.spec.resourceClaims\(list)", among: claims)
            }
        }
    }

    static func isHugePage(_ name: String) -> Bool { name.hasPrefix("hugepages-") }
    static func isNative(_ name: String) -> Bool { !name.contains("/") || name.contains("kubernetes.io/") }
    static func isOvercommittable(_ name: String) -> Bool { isNative(name) && !isHugePage(name) }
    static func isExtended(_ name: String) -> Bool {
        !isNative(name) && !name.hasPrefix("requests.") && NameShape.qualified.holds("requests.\(name)")
    }
}
