// SPDX-License-Identifier: MIT

package import Kn8Value

extension CustomResource {
    /// A definition of `apiextensions.k8s.io/v1beta1` as v1 spells it; any other value as it is
    /// (`kubernetes:apiextensions-apiserver/pkg/apis/apiextensions/v1beta1/{defaults,conversion}.go`).
    ///
    /// The schema, subresources and columns at the top belong to every version, `version` alone is the only one, and
    /// `preserveUnknownFields` is true unless it says otherwise.
    package static func modern(_ crd: Value) -> Value {
        guard crd["apiVersion"] == "apiextensions.k8s.io/v1beta1", case .object(var body) = crd,
            case .object(var spec)? = body["spec"]
        else { return crd }
        var versions = spec["versions"]?.array ?? []
        if versions.isEmpty, let name = spec["version"]?.string, !name.isEmpty {
            versions = [.object(["name": .string(name), "served": true, "storage": true])]
        }
        spec["versions"] = .array(versions.map { version($0, shared: spec) })
        if spec["preserveUnknownFields"] == nil { spec["preserveUnknownFields"] = true }
        for key in ["version", "validation", "subresources", "additionalPrinterColumns", "selectableFields"] {
            spec[key] = nil
        }
        if case .object(var conversion)? = spec["conversion"], conversion["webhookClientConfig"] != nil {
            var webhook = ValueMap()
            webhook["clientConfig"] = conversion["webhookClientConfig"]
            webhook["conversionReviewVersions"] = conversion["conversionReviewVersions"] ?? .array(["v1beta1"])
            conversion["webhookClientConfig"] = nil
            conversion["conversionReviewVersions"] = nil
            conversion["webhook"] = .object(webhook)
            spec["conversion"] = .object(conversion)
        }
        body["apiVersion"] = "apiextensions.k8s.io/v1"
        body["spec"] = .object(spec)
        return .object(body)
    }

    private static func version(_ version: Value, shared spec: ValueMap) -> Value {
        guard case .object(var version) = version else { return version }
        if version["schema"] == nil { version["schema"] = spec["validation"] }
        if version["subresources"] == nil { version["subresources"] = spec["subresources"] }
        let columns = version["additionalPrinterColumns"] ?? spec["additionalPrinterColumns"]
        if let columns = columns?.array {
            version["additionalPrinterColumns"] = .array(
                columns.map { column in
                    guard case .object(var column) = column, let path = column["JSONPath"] else { return column }
                    column["JSONPath"] = nil
                    column["jsonPath"] = path
                    return .object(column)
                }
            )
        }
        return .object(version)
    }
}
