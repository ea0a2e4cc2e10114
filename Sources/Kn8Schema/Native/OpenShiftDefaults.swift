// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What OpenShift's server fills in (`openshift-apiserver:pkg/apps/apis/apps/v1/defaults.go`).
enum OpenShiftDefaults {
    static func fill(config: inout Value) {
        let namespace = config[path: ["metadata", "namespace"]]
        let labels = config[path: ["spec", "template", "metadata", "labels"]]
        config.update(["spec"]) { spec in
            // A list that is empty stays: such a config rolls out by hand.
            if spec["triggers"] ?? .null == .null { spec["triggers"] = [["type": "ConfigChange"]] }
            if spec["selector"] ?? .emptyObject == .emptyObject, let labels, labels != .emptyObject {
                spec["selector"] = labels
            }
            spec.update(["template", "spec"]) { PodDefaults.fill(&$0, ofPod: false) }
            spec.update(["strategy"], fillStrategy)
            spec.updateElements("triggers") { trigger in
                trigger.update(["imageChangeParams", "from"]) { from in
                    if from["kind"]?.string?.isEmpty ?? true { from["kind"] = "ImageStreamTag" }
                    if from["namespace"]?.string?.isEmpty ?? true, let namespace { from["namespace"] = namespace }
                }
            }
        }
    }

    private static func fillStrategy(_ strategy: inout Value) {
        switch strategy["type"]?.string {
        case "Rolling":
            strategy["rollingParams"] = strategy["rollingParams"] ?? .emptyObject
            strategy.update(["rollingParams"]) { parameters in
                for (name, seconds) in [("intervalSeconds", 1), ("updatePeriodSeconds", 1), ("timeoutSeconds", 600)] {
                    parameters.fill(name, .int(Int64(seconds)))
                }
                func isNothing(_ field: String) -> Bool { parameters[field] == 0 || parameters[field] == "0%" }
                let (surge, unavailable) = (parameters["maxSurge"], parameters["maxUnavailable"])
                if surge == nil, unavailable == nil || isNothing("maxUnavailable") { parameters["maxSurge"] = "25%" }
                if unavailable == nil, surge == nil || isNothing("maxSurge") {
                    parameters["maxUnavailable"] = "25%"
                }
            }
        case "Recreate":
            strategy["recreateParams"] = strategy["recreateParams"] ?? .emptyObject
            strategy.update(["recreateParams"]) { $0.fill("timeoutSeconds", 600) }
        default: return
        }
    }
}
