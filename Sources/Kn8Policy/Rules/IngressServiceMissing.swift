// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let ingressServiceMissing = PolicyRule(
        id: "ingress/service-missing",
        severity: .warning,
        summary: "the Services of Ingresses exist",
        remedy: "add the Service to the set, unless the cluster has it already"
    ) { set in
        let generated = set.generated
        return set.members("Ingress", in: "networking.k8s.io").flatMap { ingress -> [Breach] in
            var backends: [(path: FieldPath, name: String)] = []
            func note(_ backend: Value?, _ path: FieldPath) {
                guard let name = backend?[path: ["service", "name"]]?.string else { return }
                backends.append((path.key("service").key("name"), name))
            }
            note(ingress.value[path: ["spec", "defaultBackend"]], FieldPath(keys: "spec", "defaultBackend"))
            for rule in ingress.value.elements("spec", "rules") {
                for (index, path) in (rule.value[path: ["http", "paths"]]?.array ?? []).enumerated() {
                    note(path["backend"], rule.path.key("http").key("paths").index(index).key("backend"))
                }
            }
            return backends.compactMap { path, name in
                guard set.member("Service", in: "", ingress.namespace, name) == nil,
                    !generated.services.contains("\(ingress.namespace)/\(name)")
                else { return nil }
                return Breach(
                    object: ingress.index,
                    message: "Service '\(name)' not found in namespace '\(ingress.namespace)'",
                    path: path,
                    remedy: set.suggestion("Service", in: "", ingress.namespace, like: name)
                )
            }
        }
    }
}
