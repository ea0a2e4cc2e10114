// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of storage classes and drivers (`kubernetes:pkg/apis/storage/validation/validation.go`).
enum StorageRules {
    private static let sizeLimit = 262_144
    private static let countLimit = 512

    static func check(storageClass: ValueMap, _ rules: inout FieldRules) {
        checkProvisioner(storageClass, "provisioner", &rules)
        checkParameters(storageClass, mayBeEmpty: true, &rules)
        rules.choice(storageClass, "reclaimPolicy", ["Delete", "Retain"])
        rules.choice(storageClass, "volumeBindingMode", ["Immediate", "WaitForFirstConsumer"])
        rules.each(storageClass, "allowedTopologies") { rules, term, _ in
            var keys: Set<String> = []
            rules.each(term, "matchLabelExpressions") { rules, expression, _ in
                let values = expression.texts("values")
                if values.isEmpty { rules.required("values") }
                for (index, value) in values.enumerated() where values[..<index].contains(value) {
                    rules.duplicate(.item("values", index), .string(value))
                }
                rules.shape(expression, "key", .qualified, isRequired: true)
                let key = expression.text("key")
                if !keys.insert(key).inserted { rules.duplicate("key", .string(key)) }
            }
        }
    }

    static func check(attributesClass: ValueMap, _ rules: inout FieldRules) {
        checkProvisioner(attributesClass, "driverName", &rules)
        checkParameters(attributesClass, mayBeEmpty: false, &rules)
    }

    private static func checkProvisioner(_ map: ValueMap, _ key: String, _ rules: inout FieldRules) {
        guard !map.isMissing(key) else { return rules.required(FieldRules.Field(key)) }
        // Letter case is of no account.
        let name = map.text(key).lowercased()
        for words in NameShape.qualified.faults(in: name) where !name.isEmpty {
            rules.invalid(FieldRules.Field(key), .string(name), words)
        }
    }

    private static func checkParameters(_ map: ValueMap, mayBeEmpty: Bool, _ rules: inout FieldRules) {
        let parameters = map.map("parameters") ?? [:]
        guard parameters.count <= countLimit else { return rules.tooLong("parameters", countLimit) }
        var size = 0
        for entry in parameters {
            if entry.key.isEmpty { rules.invalid("parameters", "", "field can not be empty.") }
            size += entry.key.utf8.count + (entry.value.string ?? "").utf8.count
        }
        if size > sizeLimit { rules.tooLong("parameters", sizeLimit) }
        if !mayBeEmpty, parameters.isEmpty {
            rules.required("parameters", "must contain at least one key/value pair")
        }
    }

    static func check(driver: ValueMap, _ rules: inout FieldRules) {
        rules.inside(driver, "spec") { rules, spec in
            rules.choice(spec, "fsGroupPolicy", ["File", "None", "ReadWriteOnceWithFSType"])
            var audiences: Set<String> = []
            rules.each(spec, "tokenRequests") { rules, request, _ in
                let audience = request.text("audience")
                guard audiences.insert(audience).inserted else {
                    return rules.duplicate("audience", .string(audience))
                }
                guard let seconds = request.number("expirationSeconds") else { return }
                if seconds < 600 {
                    let words = "may not specify a duration less than 10 minutes"
                    rules.invalid("expirationSeconds", .int(seconds), words)
                }
                if seconds > 1 << 32 {
                    let words = "may not specify a duration larger than 2^32 seconds"
                    rules.invalid("expirationSeconds", .int(seconds), words)
                }
            }
            for (index, mode) in spec.list("volumeLifecycleModes").enumerated()
            where mode != "Persistent" && mode != "Ephemeral" {
                rules.unsupported(
                    "volumeLifecycleModes",
                    mode,
                    ["Ephemeral", "Persistent"],
                    seenAt: .item("volumeLifecycleModes", index)
                )
            }
            if let seconds = spec.number("nodeAllocatableUpdatePeriodSeconds"), seconds < 10 {
                rules.invalid(
                    "nodeAllocatableUpdatePeriodSeconds",
                    .int(seconds),
                    "must be greater than or equal to 10 seconds"
                )
            }
        }
    }

    static func check(node: ValueMap, _ rules: inout FieldRules) {
        rules.inside(node, "spec") { rules, spec in
            var names: Set<String> = []
            rules.each(spec, "drivers") { rules, driver, _ in
                let name = driver.text("name")
                VolumeSourceRules.checkDriver(driver, "name", &rules)
                rules.require(driver, "nodeID")
                if driver.text("nodeID").utf8.count > 256 {
                    rules.invalid("nodeID", driver.shown("nodeID"), "must be 256 characters or less")
                }
                rules.inside(driver, "allocatable") { $0.notNegative($1, "count") }
                if !names.insert(name).inserted { rules.duplicate("name", .string(name)) }
                var keys: Set<String> = []
                for (index, key) in driver.texts("topologyKeys").enumerated() {
                    if key.isEmpty { rules.required(.here) }
                    if !keys.insert(key).inserted { rules.duplicate(.here, .string(key)) }
                    for words in NameShape.qualified.faults(in: key) {
                        rules.invalid(.here, .string(key), words, seenAt: .item("topologyKeys", index))
                    }
                }
            }
        }
    }

    static func check(capacity: ValueMap, _ rules: inout FieldRules) {
        LabelRules.checkSelector(capacity, "nodeTopology", &rules)
        rules.shape(capacity, "storageClassName", .subdomain, isRequired: true)
        if let amount = capacity.quantity("capacity"), amount < Quantity(0) {
            rules.invalid("capacity", .string(amount.description), "must be greater than or equal to 0")
        }
    }
}
