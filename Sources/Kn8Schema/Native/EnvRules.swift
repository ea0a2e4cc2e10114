// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of a container's environment, and of references to fields of the pod.
enum EnvRules {
    static let envFieldPaths = [
        "metadata.name", "metadata.namespace", "metadata.uid", "spec.nodeName", "spec.serviceAccountName",
        "status.hostIP", "status.hostIPs", "status.podIP", "status.podIPs",
    ]
    static let volumeFieldPaths = [
        "metadata.annotations", "metadata.labels", "metadata.name", "metadata.namespace", "metadata.uid",
    ]
    private static let fieldPaths = Set(
        envFieldPaths + volumeFieldPaths + [
            "spec.restartPolicy", "spec.schedulerName", "status.phase", "spec.host",
        ]
    )
    private static let resourcePaths = [
        "limits.cpu", "limits.ephemeral-storage", "limits.memory", "requests.cpu", "requests.ephemeral-storage",
        "requests.memory",
    ]

    static func check(_ container: ValueMap, _ rules: inout FieldRules) {
        rules.each(container, "env") { rules, variable, _ in
            rules.requireShape(variable, "name", .variable)
            rules.inside(variable, "valueFrom") { rules, source in checkSource(source, variable, &rules) }
        }
        guard container.has("envFrom") else { return }
        rules.each(container, "envFrom") { rules, source, _ in
            rules.shape(source, "prefix", .variable)
            for kind in ["configMapRef", "secretRef"] {
                rules.inside(source, kind) { rules, reference in rules.requireShape(reference, "name", .subdomain) }
            }
            let count = (source.has("configMapRef") ? 1 : 0) + (source.has("secretRef") ? 1 : 0)
            if count == 0 {
                rules.invalid(.above(), "", "must specify one of: `configMapRef` or `secretRef`", seenAt: .here)
            } else if count > 1 {
                rules.invalid(.above(), "", "may not have more than one field specified at a time", seenAt: .here)
            }
        }
    }

    private static func checkSource(_ source: ValueMap, _ variable: ValueMap, _ rules: inout FieldRules) {
        var count = 0
        if source.has("fieldRef") {
            count += 1
            checkFieldRef(source, among: envFieldPaths, &rules)
        }
        if source.has("resourceFieldRef") {
            count += 1
            checkResourceRef(source, ofVolume: false, &rules)
        }
        for kind in ["configMapKeyRef", "secretKeyRef"] where source.has(kind) {
            count += 1
            rules.inside(source, kind) { rules, reference in
                rules.shape(reference, "name", .subdomain, isRequired: true)
                rules.requireShape(reference, "key", .configKey)
            }
        }
        if source.has("fileKeyRef") { count += 1 }
        if count == 0 {
            rules.invalid(
                .here,
                "",
                "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`"
            )
        } else if !variable.text("value").isEmpty {
            rules.invalid(.here, "", "may not be specified when `value` is not empty")
        } else if count > 1 {
            rules.invalid(.here, "", "may not have more than one field specified at a time")
        }
    }

    /// The `fieldRef` of `parent`, which may name one of `paths`.
    static func checkFieldRef(_ parent: ValueMap, among paths: [String], _ rules: inout FieldRules) {
        rules.inside(parent, "fieldRef") { rules, reference in
            guard !reference.isMissing("fieldPath") else { return rules.required("fieldPath") }
            guard let path = reference.optionalText("fieldPath") else { return }
            let version = reference.text("apiVersion", or: "v1")
            func refuse(_ words: String) {
                rules.invalid("fieldPath", .string(path), "error converting fieldPath: \(words)")
            }
            guard version == "v1" else { return refuse("unsupported pod version: \(version)") }
            if path.hasSuffix("']"), let opening = path.firstIndex(of: "["), opening != path.startIndex,
                path[opening...].hasPrefix("['")
            {
                let subscripted = String(path[..<opening])
                let key = String(path[path.index(opening, offsetBy: 2)...].dropLast(2))
                switch subscripted {
                case "metadata.annotations":
                    for words in NameShape.annotationKey.faults(in: key) {
                        rules.invalid(.here, .string(key.lowercased()), words, seenAt: "fieldPath")
                    }
                case "metadata.labels":
                    for words in NameShape.qualified.faults(in: key) {
                        rules.invalid(.here, .string(key), words, seenAt: "fieldPath")
                    }
                default: refuse("field label does not support subscript: \(path)")
                }
            } else if !fieldPaths.contains(path) {
                refuse("field label not supported: \(path)")
            } else if !paths.contains(path), !(path == "spec.host" && paths.contains("spec.nodeName")) {
                rules.unsupported("fieldPath", .string(path), paths)
            }
        }
    }

    /// The `resourceFieldRef` of `parent`.
    static func checkResourceRef(_ parent: ValueMap, ofVolume isVolume: Bool, _ rules: inout FieldRules) {
        rules.inside(parent, "resourceFieldRef") { rules, reference in
            let resource = reference.text("resource")
            if isVolume, reference.isMissing("containerName") {
                rules.required("containerName")
            } else if reference.isMissing("resource") {
                rules.required("resource")
            } else if !resourcePaths.contains(resource), !resource.hasPrefix("requests.hugepages-"),
                !resource.hasPrefix("limits.hugepages-")
            {
                rules.unsupported("resource", .string(resource), resourcePaths)
            }
            guard let divisor = reference.quantity("divisor"), divisor != Quantity(0) else { return }
            checkDivisor(divisor.description, of: resource, &rules)
        }
    }

    private static func checkDivisor(_ divisor: String, of resource: String, _ rules: inout FieldRules) {
        let sizes = ["1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei"]
        let list = sizes.joined(separator: ", ")
        switch resource.split(separator: ".").last ?? "" {
        case "cpu" where !["1m", "1"].contains(divisor):
            rules.invalid(
                "divisor",
                .string(resource),
                "only divisor's values 1m and 1 are supported with the cpu resource"
            )
        case "memory" where !sizes.contains(divisor):
            rules.invalid(
                "divisor",
                .string(resource),
                "only divisor's values \(list) are supported with the memory resource"
            )
        case "ephemeral-storage" where !sizes.contains(divisor):
            rules.invalid(
                "divisor",
                .string(resource),
                "only divisor's values \(list) are supported with the local ephemeral storage resource"
            )
        case let name where name.hasPrefix("hugepages-") && !sizes.contains(divisor):
            rules.invalid(
                "divisor",
                .string(resource),
                "only divisor's values \(list) are supported with the hugepages resource"
            )
        default: break
        }
    }
}
