// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What `kn8 new-app` adds to the objects of its templates (`oc:pkg/cli/newapp/newapp.go`).
struct ApplicationObjects {
    /// The labels of `-l`.
    var labels: [String: String]
    /// What the application is called: `--name`, else the first template's name.
    var name: String
    /// The variables of `-e`, in order.
    var environment: [(name: String, value: String)]

    private static let annotation = "openshift.io/generated-by"

    /// Where the kinds with Pods keep the template of the Pod.
    private static let podTemplates: [String: [String]] = [
        "Pod": [], "PodTemplate": ["template"], "CronJob": ["spec", "jobTemplate", "spec", "template"],
        "Deployment": ["spec", "template"], "DeploymentConfig": ["spec", "template"], "Job": ["spec", "template"],
        "ReplicationController": ["spec", "template"], "ReplicaSet": ["spec", "template"],
        "StatefulSet": ["spec", "template"], "DaemonSet": ["spec", "template"],
    ]

    /// `objects` with labels, annotation and variables.
    func completed(_ objects: [Value]) -> [Value] {
        let implied = impliedLabels(objects)
        return objects.map { value in
            var value = value
            for (key, label) in labels.merging(implied, uniquingKeysWith: { first, _ in first }) {
                value[path: ["metadata", "labels", key]] = .string(label)
            }
            value[path: ["metadata", "annotations", Self.annotation]] = "OpenShiftNewApp"
            let kind = value["kind"]?.string ?? ""
            if kind == "Deployment" || kind == "DeploymentConfig", value[path: ["spec", "template"]]?.object != nil {
                value[path: ["spec", "template", "metadata", "annotations", Self.annotation]] = "OpenShiftNewApp"
            }
            if !environment.isEmpty, let place = Self.podTemplates[kind] { addEnvironment(to: &value, at: place) }
            return value
        }
    }

    /// The labels that say to which application an object belongs; none when an object has one of them already.
    private func impliedLabels(_ objects: [Value]) -> [String: String] {
        let keys = ["app", "app.kubernetes.io/component", "app.kubernetes.io/instance"]
        let isLabelled = objects.contains { object in
            let kind = object["kind"]?.string ?? ""
            var maps = [object[path: ["metadata", "labels"]]]
            if kind == "DeploymentConfig" { maps.append(object[path: ["spec", "template", "metadata", "labels"]]) }
            return maps.contains { map in keys.contains { map?[$0] != nil } }
        }
        guard !isLabelled, !keys.contains(where: { labels[$0] != nil }) else { return [:] }
        return Dictionary(uniqueKeysWithValues: keys.map { ($0, name) })
    }

    /// Puts the variables before those of every container; a variable that is there already gives way.
    private func addEnvironment(to value: inout Value, at place: [String]) {
        let own = environment.map { Value.object(["name": .string($0.name), "value": .string($0.value)]) }
        let names = Set(environment.map(\.name))
        for field in ["initContainers", "containers"] {
            let path = place + ["spec", field]
            guard let containers = value[path: path]?.array else { continue }
            value[path: path] = .array(
                containers.map { container in
                    var container = container
                    let present = container["env"]?.array ?? []
                    container["env"] = .array(own + present.filter { !names.contains($0["name"]?.string ?? "") })
                    return container
                }
            )
        }
    }
}
