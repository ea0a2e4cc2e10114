// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let trafficTarget = PolicyRule(
        id: "knative/traffic-target",
        severity: .error,
        summary: "every traffic target names one thing that exists, and no tag is given twice",
        remedy: "name either a revision or the latest one"
    ) { set in
        ["Route", "Service"].flatMap { set.members($0, in: "serving.knative.dev") }.flatMap { member in
            var tags: Set<String> = []
            return member.value.elements("spec", "traffic").compactMap { path, target -> Breach? in
                if let tag = target["tag"]?.string, !tag.isEmpty, !tags.insert(tag).inserted {
                    return Breach(
                        object: member.index,
                        message: "tag '\(tag)' is given to an earlier target already",
                        path: path.key("tag"),
                        remedy: "give every target a tag of its own"
                    )
                }
                return fault(of: target, at: path, in: member, set)
            }
        }
    }

    private static func fault(
        of target: Value,
        at path: FieldPath,
        in member: ObjectSet.Member,
        _ set: ObjectSet
    ) -> Breach? {
        let revision = target["revisionName"]?.string ?? ""
        let configuration = target["configurationName"]?.string ?? ""
        func breach(_ message: String, _ path: FieldPath, remedy: String? = nil) -> Breach {
            Breach(object: member.index, message: message, path: path, remedy: remedy)
        }
        if member.kind == "Service", !configuration.isEmpty {
            return breach(
                "configurationName may not be set in the traffic of a Service",
                path.key("configurationName"),
                remedy: "remove it; a Service has one configuration, its own"
            )
        }
        if member.kind == "Route", revision.isEmpty == configuration.isEmpty {
            let got = revision.isEmpty ? "neither" : "both"
            return breach("expected exactly one, got \(got): configurationName, revisionName", path)
        }
        if let latest = target["latestRevision"]?.bool, latest != revision.isEmpty {
            let message =
                latest
                ? "may not set revisionName '\(revision)' when latestRevision is true"
                : "may not set latestRevision to false without a revisionName"
            return breach(message, path.key("latestRevision"))
        }
        let group = "serving.knative.dev"
        if !configuration.isEmpty, set.member("Configuration", in: group, member.namespace, configuration) == nil,
            set.member("Service", in: group, member.namespace, configuration) == nil
        {
            return breach(
                "Configuration '\(configuration)' not found in namespace '\(member.namespace)'",
                path.key("configurationName"),
                remedy: set.suggestion("Configuration", in: group, member.namespace, like: configuration)
                    ?? "add the Configuration to the set, or fix the name"
            )
        }
        return nil
    }
}
