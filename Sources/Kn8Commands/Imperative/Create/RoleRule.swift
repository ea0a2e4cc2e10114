// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

/// `--verb`, `--resource` and `--resource-name`: what a role allows.
struct RoleRule: ParsableArguments {
    @Option(help: "A verb that is allowed; may be repeated")
    var verb: [String] = []

    @Option(help: "A resource it is allowed on, as RESOURCE[.GROUP][/SUBRESOURCE]; may be repeated")
    var resource: [String] = []

    @Option(name: .customLong("resource-name"), help: "An object it is allowed on; may be repeated")
    var resourceName: [String] = []

    private static let standardVerbs: Set = [
        "get", "delete", "list", "create", "update", "patch", "watch", "proxy", "deletecollection", "use", "bind",
        "escalate", "impersonate", "approve", "sign", "attest", "*",
    ]

    /// Each verb once; `*` stands for all.
    var verbs: [String] {
        let verbs = verb.atCommas.unique
        return verbs.contains("*") ? ["*"] : verbs
    }

    var resources: [String] {
        let resources = resource.atCommas
        return resources.contains("*") ? ["*"] : resources
    }

    var isEmpty: Bool { verb.isEmpty && resource.isEmpty && resourceName.isEmpty }

    /// Refuses a rule without verbs and warns of unusual ones.
    func checkVerbs(_ session: Session) throws(CommandError) {
        guard !verbs.isEmpty else { throw CommandError("at least one verb must be specified") }
        for verb in verbs where !RoleRule.standardVerbs.contains(verb) {
            session.console.say("Warning: '\(verb)' is not a standard resource verb")
        }
    }

    /// One rule for each API group, ordered by group.
    func rules(_ client: () throws -> any APIClient) async throws -> [Value] {
        var groups: [String: [String]] = [:]
        if resources == ["*"] {
            groups[""] = ["*"]
        } else {
            let catalog = ResourceCatalog(resources: try await client().resources())
            for text in resources {
                let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
                guard let name = parts.first, !name.isEmpty else {
                    throw CommandError("resource must be specified if apiGroup/subresource specified")
                }
                guard let found = try catalog.resources(named: name).first else { continue }
                let resource = parts.count > 1 ? "\(found.plural)/\(parts[1])" : found.plural
                let present = groups[found.gvk.group] ?? []
                if !present.contains(resource) { groups[found.gvk.group] = present + [resource] }
            }
        }
        return groups.sorted { $0.key < $1.key }.map { group, resources in
            var rule: Value = ["apiGroups": [.string(group)], "resources": resources.value, "verbs": verbs.value]
            let names = resourceName.atCommas.unique
            if !names.isEmpty { rule["resourceNames"] = names.value }
            return rule
        }
    }
}
