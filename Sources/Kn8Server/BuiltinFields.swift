// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Fields the server itself writes into a few built-in kinds, apart from a schema's defaults.
enum BuiltinFields {
    static func filled(_ object: Object, _ kind: ServedKind, old: Object?) -> Object {
        guard !kind.isCustom else { return object }
        var result = object
        switch (kind.resource.gvk.group, kind.resource.gvk.kind) {
        case ("", "Namespace"):
            var labels = result.labels
            labels["kubernetes.io/metadata.name"] = result.name
            result.labels = labels
            result["spec"] = old?["spec"] ?? ["finalizers": ["kubernetes"]]
        case ("", "Secret"):
            if result["type"] == nil { result["type"] = old?["type"] ?? "Opaque" }
            for entry in result["stringData"]?.object ?? [:] {
                result["data", entry.key] = .string(Base64.encoded(Array((entry.value.string ?? "").utf8)))
            }
            result["stringData"] = nil
        case ("apiextensions.k8s.io", "CustomResourceDefinition"): result = DefinitionStatus.filled(result)
        default: break
        }
        return result
    }
}
