// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// One target of a Route's traffic, and the Revision that it comes down to
/// (`knative/serving:pkg/reconciler/route/traffic/traffic.go`).
struct TrafficTarget {
    /// Why a target cannot be served, as `AllTrafficAssigned` says it.
    struct Refusal: Error, Hashable {
        var status: String
        var reason: String
        var message: String
    }

    var tag: String
    var revision: String
    var percent: Int64
    var latest: Bool

    /// Finds the Revision that `target` of `route` means.
    init(_ target: Value, of route: Object, configurations: [Object], revisions: [Object]) throws(Refusal) {
        let target = KnativeDefaults.target(target)
        tag = target["tag"]?.string ?? ""
        percent = target["percent"]?.int ?? 0
        latest = target["latestRevision"]?.bool ?? false
        if let configuration = target["configurationName"]?.string, !configuration.isEmpty {
            revision = try TrafficTarget.latest(of: configuration, configurations)
        } else {
            revision = target["revisionName"]?.string ?? ""
        }
        let name = revision
        guard let found = revisions.first(where: { $0.name == name }) else {
            let message = "Revision \"\(name)\" referenced in traffic not found."
            throw Refusal(status: "False", reason: "RevisionMissing", message: message)
        }
        if let service = route.labels[Knative.key("service")] {
            try TrafficTarget.checkOwner(of: found, is: service)
        }
        if Knative.isReady(found) { return }
        guard Knative.isReady(found, "False") else {
            let message = "Revision \"\(name)\" is not yet ready."
            throw Refusal(status: "Unknown", reason: "RevisionMissing", message: message)
        }
        let message = "Revision \"\(name)\" failed to become ready."
        throw Refusal(status: "False", reason: "RevisionMissing", message: message)
    }

    private static func latest(of name: String, _ configurations: [Object]) throws(Refusal) -> String {
        guard let configuration = configurations.first(where: { $0.name == name }) else {
            let message = "Configuration \"\(name)\" referenced in traffic not found."
            throw Refusal(status: "False", reason: "ConfigurationMissing", message: message)
        }
        if let latest = configuration["status", "latestReadyRevisionName"]?.string, !latest.isEmpty { return latest }
        guard Knative.isReady(configuration, "False") else {
            let message = "Configuration \"\(name)\" is waiting for a Revision to become ready."
            throw Refusal(status: "Unknown", reason: "RevisionMissing", message: message)
        }
        let message = "Configuration \"\(name)\" does not have any ready Revision."
        throw Refusal(status: "False", reason: "RevisionMissing", message: message)
    }

    private static func checkOwner(of revision: Object, is service: String) throws(Refusal) {
        let owner = revision.labels[Knative.key("service")] ?? ""
        guard owner != service else { return }
        let message =
            owner.isEmpty
            ? "Revision \"\(revision.name)\" does not belong to Service \"\(service)\"."
            : "Revision \"\(revision.name)\" belongs to Service \"\(owner)\", not Service \"\(service)\"."
        throw Refusal(status: "False", reason: "RevisionNotOwned", message: message)
    }
}
