// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What Knative makes of one Configuration: a Revision for each generation of its template
/// (`knative/serving:pkg/reconciler/configuration/configuration.go`).
struct KnativeConfigurationPlan {
    /// The Revision to create; nil when the one for this generation exists.
    private(set) var revision: Object?
    /// The new status.
    private(set) var status: Value = .emptyObject
    /// Whether another Revision than before is the latest that is ready.
    private(set) var movedReady = false

    private let configuration: Object
    private var conditions: ConditionSet

    /// Plans `configuration`; `revisions` are those in its namespace.
    init(_ configuration: Object, revisions: [Object], now: Timestamp) {
        self.configuration = configuration
        conditions = ConditionSet(of: configuration, dependents: [], now: now)
        var latestReady = configuration["status", "latestReadyRevisionName"]?.string
        var latestCreated = configuration["status", "latestCreatedRevisionName"]?.string
        let own = revisions.filter { Knative.isOwned($0, by: configuration) }
        if let created = currentRevision(revisions, own, now) {
            latestCreated = created.name
            if created.name != latestReady { conditions.markReady("Unknown") }
            if Knative.isReady(created, "False") {
                let cause = Knative.condition(created, "Ready")?["message"]?.string ?? ""
                let message = "Revision \"\(created.name)\" failed with message: \(cause)."
                conditions.markReady("False", reason: "RevisionFailed", message: message)
            }
            let readyNow = newestReady(own, since: latestReady, named: templateName)
            if let readyNow, readyNow != latestReady {
                latestReady = readyNow
                movedReady = true
            }
            if latestReady == created.name, !Knative.isReady(created, "False") { conditions.markReady("True") }
        } else if let templateName {
            let message =
                "Revision creation failed with message: revisions.serving.knative.dev \"\(templateName)\" "
                + "already exists."
            conditions.markReady("False", reason: "RevisionFailed", message: message)
        }
        status = ["conditions": conditions.value, "observedGeneration": .int(configuration.generation)]
        status["latestCreatedRevisionName"] = latestCreated.map(Value.string)
        status["latestReadyRevisionName"] = latestReady.map(Value.string)
    }

    private var templateName: String? {
        let name = configuration["spec", "template", "metadata", "name"]?.string ?? ""
        return name.isEmpty ? nil : name
    }

    private static func generation(of revision: Object) -> Int64 {
        revision.labels[Knative.key("configurationGeneration")].flatMap { Int64($0) } ?? 0
    }

    /// The Revision of the present generation, planned when there is none; nil when its name is taken.
    private mutating func currentRevision(_ all: [Object], _ own: [Object], _ now: Timestamp) -> Object? {
        if let templateName {
            if let named = all.first(where: { $0.name == templateName }) {
                let isSame = named["spec"] == desiredRevision(now)["spec"]
                let isCurrent = KnativeConfigurationPlan.generation(of: named) == configuration.generation
                return Knative.isOwned(named, by: configuration) && (isCurrent || isSame) ? named : nil
            }
        } else if let current = own.first(where: {
            KnativeConfigurationPlan.generation(of: $0) == configuration.generation
        }) {
            return current
        }
        let desired = desiredRevision(now)
        revision = desired
        return desired
    }

    private func desiredRevision(_ now: Timestamp) -> Object {
        let template = KnativeDefaults.template(configuration["spec", "template"] ?? .emptyObject)
        let number = String(configuration.generation)
        let padded = String(repeating: "0", count: max(0, 5 - number.utf8.count)) + number
        let name = templateName ?? ChildName.of(configuration.name, "-\(padded)")
        let pattern = Object(["metadata": template["metadata"] ?? .emptyObject])
        var revision = Object(
            Knative.revision,
            namespace: configuration.namespace,
            name: name,
            labels: pattern.labels
        )
        revision.annotations = pattern.annotations
        revision.labels[Knative.key("configuration")] = configuration.name
        revision.labels[Knative.key("configurationGeneration")] = number
        revision.labels[Knative.key("configurationUID")] = configuration.uid
        for label in ["service", "serviceUID"] {
            revision.labels[Knative.key(label)] = configuration.labels[Knative.key(label)] ?? ""
        }
        let routes = configuration.annotations[Knative.key("routes")]
        revision.labels[Knative.key("routingState")] = routes == nil ? "pending" : "active"
        revision.annotations[Knative.key("routes")] = routes
        revision.annotations[Knative.key("routingStateModified")] = now.description
        if let creator = configuration.annotations[Knative.key("lastModifier")] {
            revision.annotations[Knative.key("creator")] = creator
        }
        revision.ownerReferences = [configuration.asController]
        revision["spec"] = template["spec"]
        return revision
    }

    /// The newest ready Revision that is no older than the one that was ready last; a named one is the newest.
    private func newestReady(_ own: [Object], since latest: String?, named: String?) -> String? {
        let floor = own.first { $0.name == latest }.map(KnativeConfigurationPlan.generation) ?? 0
        let candidates = own.filter { revision in
            guard Knative.isReady(revision) else { return false }
            let generation = KnativeConfigurationPlan.generation(of: revision)
            return revision.name == named || (floor...max(floor, configuration.generation)).contains(generation)
        }
        return candidates.max { lhs, rhs in
            func rank(_ revision: Object) -> (Int, Int64, String) {
                (revision.name == named ? 1 : 0, KnativeConfigurationPlan.generation(of: revision), revision.name)
            }
            return rank(lhs) < rank(rhs)
        }?.name
    }
}
