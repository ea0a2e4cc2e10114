// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of a definition apart from its schemas: names, versions, columns, scale, conversion.
extension StructuralRules {
    mutating func checkNames(_ crd: Value) {
        let spec = crd["spec"] ?? .null
        let group = spec["group"]?.string ?? ""
        let names = spec["names"] ?? .null
        let plural = names["plural"]?.string ?? ""
        let path = FieldPath(keys: "spec", "group")
        if group.isEmpty {
            require(path)
        } else {
            checkName(group, .subdomain, path)
            if !group.contains(".") { invalid(.string(group), "should be a domain with at least one dot", path) }
        }
        if plural.isEmpty { require(FieldPath(keys: "spec", "names", "plural")) }
        let name = crd["metadata"]?["name"]?.string ?? ""
        if name != "\(plural).\(group)", !plural.isEmpty, !group.isEmpty {
            invalid(.string(name), "must be spec.names.plural+\".\"+spec.group", FieldPath(keys: "metadata", "name"))
        }
        if let scope = spec["scope"]?.string, scope != "Cluster", scope != "Namespaced" {
            unsupported(.string(scope), ["Cluster", "Namespaced"], FieldPath(keys: "spec", "scope"))
        }
        checkNames(names, FieldPath(keys: "spec", "names"))
        if spec["preserveUnknownFields"]?.bool == true {
            invalid(
                true,
                "cannot set to true, set x-kubernetes-preserve-unknown-fields to true in spec.versions[*].schema instead",
                FieldPath(keys: "spec", "preserveUnknownFields")
            )
        }
        checkApproval(crd, group)
    }

    private mutating func checkNames(_ names: Value, _ path: FieldPath) {
        for key in ["plural", "singular"] {
            if let name = names[key]?.string, !name.isEmpty { checkName(name, .label1035, path.key(key)) }
        }
        for key in ["kind", "listKind"] {
            guard let name = names[key]?.string, !name.isEmpty else { continue }
            let faults = NameShape.label1035.faults(in: name.lowercased())
            if !faults.isEmpty {
                let words = "may have mixed case, but should otherwise match: " + faults.joined(separator: ",")
                invalid(.string(name), words, path.key(key))
            }
        }
        for key in ["shortNames", "categories"] {
            for (index, name) in (names[key]?.array ?? []).enumerated() {
                if let name = name.string { checkName(name, .label1035, path.key(key).index(index)) }
            }
        }
        if let kind = names["kind"]?.string, !kind.isEmpty, names["listKind"]?.string == kind {
            invalid(.string(kind), "kind and listKind may not be the same", path.key("listKind"))
        }
    }

    private mutating func checkName(_ name: String, _ shape: NameShape, _ path: FieldPath) {
        let faults = shape.faults(in: name)
        if !faults.isEmpty { invalid(.string(name), faults.joined(separator: ","), path) }
    }

    // The groups of Kubernetes itself need somebody's approval (`apihelpers:helpers.go`).
    private mutating func checkApproval(_ crd: Value, _ group: String) {
        guard ["k8s.io", "kubernetes.io"].contains(where: { group == $0 || group.hasSuffix(".\($0)") }) else { return }
        let key = "api-approved.kubernetes.io"
        let path = FieldPath(keys: "metadata", "annotations", key)
        let words =
            "protected groups must have approval annotation \"\(key)\", "
            + "see https://github.com/kubernetes/enhancements/pull/1111"
        guard let approval = crd["metadata"]?["annotations"]?[key]?.string, !approval.isEmpty else {
            add("metadata.annotations[\(key)]: Required value: \(words)", FieldPath(keys: "metadata"))
            return
        }
        let isLink = approval.hasPrefix("http://") || approval.hasPrefix("https://")
        if !isLink, !approval.hasPrefix("unapproved") {
            let words =
                "protected groups must have approval annotation \"\(key)\" with either a URL or a reason starting with "
                + "\"unapproved\", see https://github.com/kubernetes/enhancements/pull/1111"
            invalid(.string(approval), words, path)
        }
    }

    mutating func checkVersions(_ spec: Value) {
        let versions = spec["versions"]?.array ?? []
        let path = FieldPath(keys: "spec", "versions")
        var names: Set<String> = []
        var isUnique = true
        for (index, version) in versions.enumerated() {
            let place = path.index(index)
            if let name = version["name"]?.string {
                if !names.insert(name).inserted { isUnique = false }
                checkName(name, .label1035, place.key("name"))
            }
            checkWarning(version, place)
            checkScale(version["subresources"]?["scale"], place.key("subresources").key("scale"))
            for (number, column) in (version["additionalPrinterColumns"]?.array ?? []).enumerated() {
                checkColumn(column, place.key("additionalPrinterColumns").index(number))
            }
            let schemaPath = place.key("schema").key("openAPIV3Schema")
            guard let schema = version["schema"]?["openAPIV3Schema"], schema.object != nil else {
                add("\(schemaPath): Required value", place)
                continue
            }
            let before = violations.count
            checkRoot(schema, schemaPath)
            // What is no structural schema cannot be seen through by rules.
            if violations.count == before { violations += RuleDeclarations.violations(of: schema, at: schemaPath) }
            checkSelectable(version["selectableFields"]?.array ?? [], schema, place.key("selectableFields"))
        }
        if !isUnique { add("must contain unique version names", path) }
        if versions.count(where: { $0["storage"]?.bool == true }) != 1 {
            add("must have exactly one version marked as storage version", path, part: .key)
        }
    }

    private mutating func checkWarning(_ version: Value, _ path: FieldPath) {
        guard let warning = version["deprecationWarning"]?.string else { return }
        let place = path.key("deprecationWarning")
        if version["deprecated"]?.bool != true {
            invalid(.string(warning), "can only be set for deprecated versions", place)
        } else if warning.isEmpty {
            invalid("", "must not be an empty string", place)
        } else if warning.utf8.count > 256 {
            invalid(.string(warning), "must be <= 256 characters long", place)
        }
    }

    private mutating func checkColumn(_ column: Value, _ path: FieldPath) {
        let types = ["boolean", "date", "integer", "number", "string"]
        let formats = ["byte", "date", "date-time", "double", "float", "int32", "int64", "password"]
        if column["name"]?.string?.isEmpty ?? true { require(path.key("name")) }
        if let type = column["type"]?.string, !type.isEmpty {
            if !types.contains(type) {
                invalid(.string(type), "must be one of \(types.joined(separator: ","))", path.key("type"))
            }
        } else {
            require(path.key("type"), "must be one of \(types.joined(separator: ","))")
        }
        if let format = column["format"]?.string, !format.isEmpty, !formats.contains(format) {
            invalid(.string(format), "must be one of \(formats.joined(separator: ","))", path.key("format"))
        }
        if let text = column["jsonPath"]?.string, !text.isEmpty {
            checkSimple(text, path.key("jsonPath"))
        } else {
            require(path.key("JSONPath"))
        }
    }

    private mutating func checkScale(_ scale: Value?, _ path: FieldPath) {
        guard let scale else { return }
        for (key, root) in [("specReplicasPath", ".spec"), ("statusReplicasPath", ".status")] {
            let place = path.key(key)
            guard let text = scale[key]?.string, !text.isEmpty else {
                require(place)
                continue
            }
            if checkSimple(text, place), !text.hasPrefix("\(root).") {
                invalid(.string(text), "should be a json path under \(root)", place)
            }
        }
        if let text = scale["labelSelectorPath"]?.string, !text.isEmpty {
            let place = path.key("labelSelectorPath")
            if checkSimple(text, place), !text.hasPrefix(".spec."), !text.hasPrefix(".status.") {
                invalid(.string(text), "should be a json path under either .spec or .status", place)
            }
        }
    }

    @discardableResult
    private mutating func checkSimple(_ text: String, _ path: FieldPath) -> Bool {
        guard text.hasPrefix(".") else {
            invalid(.string(text), "must be a simple json path starting with .", path)
            return false
        }
        return true
    }

    private mutating func checkSelectable(_ fields: [Value], _ schema: Value, _ path: FieldPath) {
        var seen: Set<String> = []
        for (index, field) in fields.enumerated() {
            let place = path.index(index).key("jsonPath")
            guard let text = field["jsonPath"]?.string, !text.isEmpty else {
                require(place)
                continue
            }
            let keys = text.split(separator: ".").map(String.init)
            var node: Value? = schema
            for key in keys { node = node?["properties"]?[key] ?? node?["additionalProperties"] }
            guard let node, text.hasPrefix("."), !text.contains("[") else {
                invalid(.string(text), "is an invalid path: does not refer to a valid field", place)
                continue
            }
            if keys.first == "metadata" { invalid(.string(text), "must not point to fields in metadata", place) }
            if !["string", "boolean", "integer"].contains(node["type"]?.string ?? "") {
                let words =
                    "must point to a field of type string, boolean or integer. Enum string fields and strings with "
                    + "formats are allowed."
                invalid(.string(text), words, place)
            }
            if !seen.insert(text).inserted { add("Duplicate value: \(Value.string(text).shown)", place) }
        }
        if seen.count > 8 { add("Too many: \(seen.count): must have at most 8 items", path) }
    }

    mutating func checkConversion(_ spec: Value) {
        guard let conversion = spec["conversion"], conversion.object != nil else { return }
        let path = FieldPath(keys: "spec", "conversion")
        switch conversion["strategy"]?.string {
        case nil, "": require(path.key("strategy"))
        case "Webhook":
            let webhook = conversion["webhook"] ?? .null
            if let client = webhook["clientConfig"] {
                if (client["url"] == nil) == (client["service"] == nil) {
                    add(
                        "spec.conversion.webhookClientConfig: Required value: exactly one of url or service is required",
                        path
                    )
                }
            } else {
                add(
                    "spec.conversion.webhookClientConfig: Required value: required when strategy is set to Webhook",
                    path
                )
            }
            let versions = (webhook["conversionReviewVersions"]?.array ?? []).compactMap(\.string)
            if versions.isEmpty {
                add("spec.conversion.conversionReviewVersions: Required value", path)
            } else if !versions.contains("v1"), !versions.contains("v1beta1") {
                invalid(
                    .array(versions.map(Value.string)),
                    "must include at least one of v1, v1beta1",
                    path.key("webhook").key("conversionReviewVersions")
                )
            }
        case "None":
            if conversion["webhook"] != nil {
                forbid("should not be set when strategy is not set to Webhook", path.key("webhook"))
            }
        case let strategy?: unsupported(.string(strategy), ["None", "Webhook"], path.key("strategy"))
        }
    }
}
