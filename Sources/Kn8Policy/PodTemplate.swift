// SPDX-License-Identifier: MIT
internal import Kn8Value

/// The pods that an object makes, or a pod itself.
final class PodTemplate: Sendable {
    /// The object.
    let member: ObjectSet.Member
    /// The way to the pod's spec.
    let specPath: FieldPath
    /// The pods' labels.
    let labels: ValueMap
    /// The pod's spec.
    let spec: Value

    private static let template = FieldPath(keys: "spec", "template", "spec")
    private static let jobTemplate = FieldPath(keys: "spec", "jobTemplate", "spec", "template", "spec")

    /// All templates of `set`, in the order of the input.
    static func all(in set: ObjectSet) -> [PodTemplate] { set.podTemplates }

    /// The template of `member`; nil when it makes no pods.
    init?(_ member: ObjectSet.Member) {
        let template: Value?
        switch (member.group, member.kind) {
        case ("", "Pod"): (template, specPath) = (member.value, FieldPath(keys: "spec"))
        case ("apps", "Deployment"), ("apps", "StatefulSet"), ("apps", "DaemonSet"), ("apps", "ReplicaSet"),
            ("extensions", "Deployment"), ("", "ReplicationController"), ("batch", "Job"),
            ("apps.openshift.io", "DeploymentConfig"), ("serving.knative.dev", "Service"),
            ("serving.knative.dev", "Configuration"):
            (template, specPath) = (member.value["spec"]?["template"], PodTemplate.template)
        case ("batch", "CronJob"):
            template = member.value["spec"]?["jobTemplate"]?["spec"]?["template"]
            specPath = PodTemplate.jobTemplate
        default: return nil
        }
        guard let template, let spec = template["spec"] else { return nil }
        self.member = member
        self.spec = spec
        labels = template["metadata"]?["labels"]?.object ?? ValueMap()
    }

    private static let containerLists = ["initContainers", "containers"]

    /// The containers, the initial ones first, with their places.
    var containers: [(path: FieldPath, value: Value)] {
        PodTemplate.containerLists.flatMap { list in
            (spec[list]?.array ?? []).enumerated().map { (specPath.key(list).index($0.offset), $0.element) }
        }
    }

    /// What the pods need of ConfigMaps (`configMap`) or of Secrets (`secret`) before they can start; optional
    /// references are left out.
    func references(to kind: ReferenceKind) -> [(path: FieldPath, name: String)] {
        var found: [(path: FieldPath, name: String)] = []
        // Most entries are no references, so a path is only built for one that is.
        func note(_ value: Value?, _ key: String, _ path: () -> FieldPath) {
            guard let value, value["optional"] != true, let name = value[key]?.string else { return }
            found.append((path().key(key), name))
        }
        for (index, volume) in (spec["volumes"]?.array ?? []).enumerated() {
            let path = { [specPath] in specPath.key("volumes").index(index) }
            note(volume[kind.volume], kind.volumeName) { path().key(kind.volume) }
            for (index, source) in (volume["projected"]?["sources"]?.array ?? []).enumerated() {
                note(source[kind.source], "name") {
                    path().key("projected").key("sources").index(index).key(kind.source)
                }
            }
        }
        for list in PodTemplate.containerLists {
            for (place, container) in (spec[list]?.array ?? []).enumerated() {
                let path = { [specPath] in specPath.key(list).index(place) }
                for (index, source) in (container["envFrom"]?.array ?? []).enumerated() {
                    note(source[kind.environment], "name") { path().key("envFrom").index(index).key(kind.environment) }
                }
                for (index, variable) in (container["env"]?.array ?? []).enumerated() {
                    note(variable["valueFrom"]?[kind.variable], "name") {
                        path().key("env").index(index).key("valueFrom").key(kind.variable)
                    }
                }
            }
        }
        return found
    }

    /// The two kinds of configuration that pods name.
    enum ReferenceKind {
        case configMap
        case secret

        fileprivate var source: String { self == .configMap ? "configMap" : "secret" }
        fileprivate var volume: String { source }
        fileprivate var environment: String { self == .configMap ? "configMapRef" : "secretRef" }
        fileprivate var variable: String { self == .configMap ? "configMapKeyRef" : "secretKeyRef" }
        fileprivate var volumeName: String { self == .configMap ? "name" : "secretName" }
    }
}
