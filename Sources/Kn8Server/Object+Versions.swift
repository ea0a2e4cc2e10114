// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

extension Object {
    /// The same object under another version of its kind. Most versions of a kind have the same fields here; those of
    /// HorizontalPodAutoscalers and of events are told in each other's words.
    package func stated(as apiVersion: String) -> Object {
        guard self.apiVersion != apiVersion else { return self }
        var object = self
        switch (kind, self.apiVersion, apiVersion) {
        case ("Event", "v1", "events.k8s.io/v1"): object.rename(Object.eventFields)
        case ("Event", "events.k8s.io/v1", "v1"): object.rename(Object.eventFields.map { ($0.1, $0.0) })
        case ("HorizontalPodAutoscaler", "autoscaling/v1", "autoscaling/v2"): object.statesMetrics()
        case ("HorizontalPodAutoscaler", "autoscaling/v2", "autoscaling/v1"): object.statesPercentage()
        default: break
        }
        object.value["apiVersion"] = .string(apiVersion)
        return object
    }

    // The core group's name of a field, and that of events.k8s.io (`kubernetes:pkg/apis/events/v1/conversion.go`).
    private static let eventFields = [
        ("involvedObject", "regarding"), ("message", "note"), ("source", "deprecatedSource"),
        ("firstTimestamp", "deprecatedFirstTimestamp"), ("lastTimestamp", "deprecatedLastTimestamp"),
        ("count", "deprecatedCount"), ("reportingComponent", "reportingController"),
    ]

    private mutating func rename(_ names: [(String, String)]) {
        for (old, new) in names {
            guard let value = value[old] else { continue }
            self.value[old] = nil
            self.value[new] = value
        }
    }

    // Metrics that version 1 has no field for are kept in an annotation, as the server keeps them
    // (`kubernetes:pkg/apis/autoscaling/v1/conversion.go`); the annotation has them as version 2 does.
    private static let metrics = "autoscaling.alpha.kubernetes.io/metrics"
    private static let behavior = "autoscaling.alpha.kubernetes.io/behavior"

    private mutating func statesMetrics() {
        var metrics: [Value] = []
        if let percentage = self["spec", "targetCPUUtilizationPercentage"] {
            metrics.append([
                "type": "Resource",
                "resource": ["name": "cpu", "target": ["type": "Utilization", "averageUtilization": percentage]],
            ])
            self["spec", "targetCPUUtilizationPercentage"] = nil
        }
        metrics += take(Object.metrics)?.array ?? []
        if !metrics.isEmpty { self["spec", "metrics"] = .array(metrics) }
        if let behavior = take(Object.behavior) { self["spec", "behavior"] = behavior }
        guard self["status"] != nil else { return }
        let percentage = self["status", "currentCPUUtilizationPercentage"]
        self["status", "currentCPUUtilizationPercentage"] = nil
        self["status", "currentMetrics"] =
            percentage.map { percentage in
                [["type": "Resource", "resource": ["name": "cpu", "current": ["averageUtilization": percentage]]]]
            } ?? .null
    }

    private mutating func statesPercentage() {
        var rest: [Value] = []
        for metric in self["spec", "metrics"]?.array ?? [] {
            let percentage = metric[path: ["resource", "target", "averageUtilization"]]
            let isOfCPU = metric["type"] == "Resource" && metric[path: ["resource", "name"]] == "cpu"
            if isOfCPU, let percentage, self["spec", "targetCPUUtilizationPercentage"] == nil {
                self["spec", "targetCPUUtilizationPercentage"] = percentage
            } else {
                rest.append(metric)
            }
        }
        self["spec", "metrics"] = nil
        if !rest.isEmpty { keep(.array(rest), Object.metrics) }
        if let behavior = self["spec", "behavior"] {
            keep(behavior, Object.behavior)
            self["spec", "behavior"] = nil
        }
        for metric in self["status", "currentMetrics"]?.array ?? [] where metric[path: ["resource", "name"]] == "cpu" {
            self["status", "currentCPUUtilizationPercentage"] =
                metric[path: ["resource", "current", "averageUtilization"]]
        }
        guard self["status"] != nil else { return }
        self["status", "currentMetrics"] = nil
        self["status", "currentReplicas"] = self["status", "currentReplicas"] ?? 0
    }

    private mutating func keep(_ value: Value, _ annotation: String) {
        self["metadata", "annotations", annotation] = .string(value.json())
    }

    private mutating func take(_ annotation: String) -> Value? {
        guard let text = annotations[annotation], let value = try? Value(json: text) else { return nil }
        var annotations = annotations
        annotations[annotation] = nil
        self.annotations = annotations
        return value
    }
}
