// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct CreateClusterRole: Generator {
    static let configuration = CommandConfiguration(
        commandName: "clusterrole",
        abstract: "Create a ClusterRole of rules, of URLs or of other roles",
        discussion: """
            Examples: 'kn8 create clusterrole reader --verb=get,list --resource=pods', 'kn8 create clusterrole monitor \
            --aggregation-rule=monitoring=true'.
            """
    )
    static let isNamespaced = false

    @Argument(help: ArgumentHelp("The object's name", valueName: "name"))
    var names: [String] = []

    @OptionGroup var creation: CreationOptions
    @OptionGroup var rule: RoleRule

    @Option(name: .customLong("non-resource-url"), help: "A URL it is allowed on; may be repeated")
    var urls: [String] = []

    @Option(
        name: .customLong("aggregation-rule"),
        help: "Take the rules of the roles with these labels, NAME=VALUE,NAME=VALUE"
    )
    var aggregation: [String] = []

    var failure: String? { nil }

    private static let urlVerbs: Set = ["get", "put", "post", "head", "options", "delete", "patch", "*"]

    func object(_ name: String, in session: Session, _ client: () throws -> any APIClient) async throws -> Object {
        let labels = aggregation.atCommas
        let urls = urls.atCommas
        guard labels.isEmpty else {
            guard rule.isEmpty, urls.isEmpty else {
                throw CommandError(
                    "aggregation rule must be specified without nonResourceURLs, verbs, resources or resourceNames"
                )
            }
            var matched: Value = .emptyObject
            for label in labels {
                guard let mark = label.firstIndex(of: "="), mark > label.startIndex else {
                    throw CommandError("\(label) must be formatted as key=value")
                }
                matched[String(label[..<mark])] = .string(String(label[label.index(after: mark)...]))
            }
            return Object(
                "rbac.authorization.k8s.io/v1",
                "ClusterRole",
                name,
                ["aggregationRule": ["clusterRoleSelectors": [["matchLabels": matched]]], "rules": .null]
            )
        }
        if rule.resources.isEmpty {
            guard !rule.verbs.isEmpty else { throw CommandError("at least one verb must be specified") }
            guard !urls.isEmpty else { throw CommandError("one of resource or nonResourceURL must be specified") }
        } else {
            try rule.checkVerbs(session)
        }
        for url in urls where !url.hasPrefix("/") && url != "*" {
            throw CommandError("nonResourceURL should start with /")
        }
        for url in urls where url != "*" && url.dropLast().contains("*") {
            throw CommandError("nonResourceURL only supports wildcard matches when '*' is at the end")
        }
        for verb in rule.verbs where !urls.isEmpty && rule.resources.isEmpty && !Self.urlVerbs.contains(verb) {
            throw CommandError("invalid verb '\(verb)' for nonResourceURL")
        }
        var rules = rule.resources.isEmpty ? [] : try await rule.rules(client)
        if !urls.isEmpty { rules.append(["nonResourceURLs": urls.value, "verbs": rule.verbs.value]) }
        return Object("rbac.authorization.k8s.io/v1", "ClusterRole", name, ["rules": .array(rules)])
    }
}
