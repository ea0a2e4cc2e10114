// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Which requests a policy or a binding is about
/// (`kubernetes:apiserver/pkg/admission/plugin/policy/matching/matching.go`).
struct AdmissionMatch: Sendable {
    private let rules: [Value]
    private let excluded: [Value]
    private let objectSelector: Value
    private let namespaceSelector: Value

    /// Whether the labels of namespaces matter.
    var needsNamespaces: Bool { namespaceSelector.object.map { !$0.isEmpty } ?? false }

    init(_ value: Value) {
        rules = value["resourceRules"]?.array ?? []
        excluded = value["excludeResourceRules"]?.array ?? []
        objectSelector = value["objectSelector"] ?? .null
        namespaceSelector = value["namespaceSelector"] ?? .null
    }

    /// Whether the request about `object` matches. Without resource rules everything does.
    func matches(
        _ object: Value,
        _ entry: KindEntry,
        _ asked: AdmissionRequest = AdmissionRequest(),
        namespaceLabels: [String: String]
    ) -> Bool {
        let isSelected =
            Self.selects(objectSelector, Self.labels(of: object))
            || asked.old.map { Self.selects(objectSelector, Self.labels(of: $0)) } == true
        guard isSelected else { return false }
        if entry.namespaced || entry.kind == "Namespace" {
            let labels = entry.kind == "Namespace" ? Self.labels(of: object) : namespaceLabels
            guard Self.selects(namespaceSelector, labels) else { return false }
        }
        if excluded.contains(where: { Self.applies($0, object, entry, asked) }) { return false }
        return rules.isEmpty || rules.contains { Self.applies($0, object, entry, asked) }
    }

    private static func applies(
        _ rule: Value,
        _ object: Value,
        _ entry: KindEntry,
        _ asked: AdmissionRequest
    ) -> Bool {
        func list(_ key: String) -> [String] { (rule[key]?.array ?? []).compactMap(\.string) }
        func has(_ key: String, _ word: String) -> Bool { list(key).contains { $0 == "*" || $0 == word } }
        let names = list("resourceNames")
        guard names.isEmpty || names.contains(object["metadata"]?["name"]?.string ?? "") else { return false }
        switch rule["scope"]?.string {
        case "Cluster": if entry.namespaced { return false }
        case "Namespaced": if !entry.namespaced { return false }
        default: break
        }
        let part = asked.subresource
        let words: Set<String> =
            part.isEmpty
            ? ["*", "*/*", entry.plural] : ["*/*", "*/\(part)", "\(entry.plural)/*", "\(entry.plural)/\(part)"]
        return has("operations", asked.operation.rawValue) && has("apiGroups", entry.group)
            && has("apiVersions", entry.version) && list("resources").contains(where: words.contains)
    }

    static func labels(of object: Value) -> [String: String] {
        var labels: [String: String] = [:]
        for entry in object["metadata"]?["labels"]?.object ?? ValueMap() { labels[entry.key] = entry.value.string }
        return labels
    }

    /// Whether a selector of the API, which selects everything when it is empty, selects `labels`.
    static func selects(_ selector: Value, _ labels: [String: String]) -> Bool {
        for entry in selector["matchLabels"]?.object ?? ValueMap() where labels[entry.key] != entry.value.string {
            return false
        }
        for requirement in selector["matchExpressions"]?.array ?? [] {
            let values = Set((requirement["values"]?.array ?? []).compactMap(\.string))
            let value = labels[requirement["key"]?.string ?? ""]
            let holds =
                switch requirement["operator"]?.string {
                case "In": value.map(values.contains) ?? false
                case "NotIn": value.map { !values.contains($0) } ?? true
                case "Exists": value != nil
                case "DoesNotExist": value == nil
                default: false
                }
            if !holds { return false }
        }
        return true
    }
}
