// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let targetPortMissing = PolicyRule(
        id: "service/target-port-missing",
        severity: .warning,
        summary: "a Service's target ports are declared by the containers behind it",
        remedy: "declare the port in a container's ports, or fix targetPort"
    ) { set in
        set.members("Service", in: "").flatMap { service -> [Breach] in
            let selector = service.value[path: ["spec", "selector"]]?.strings ?? [:]
            guard !selector.isEmpty, service.value[path: ["spec", "type"]] != "ExternalName" else { return [] }
            let behind = set.podsByLabel.selected(by: selector, in: service.namespace)
            let ports = behind.flatMap { $0.containers.flatMap { $0.value["ports"]?.array ?? [] } }
            // Pods that declare no port at all may listen anywhere.
            guard !ports.isEmpty else { return [] }
            return service.value.elements("spec", "ports").compactMap { path, port in
                let target = port["targetPort"] ?? port["port"]
                let isDeclared =
                    switch target {
                    case .int(let number)?: ports.contains { $0["containerPort"]?.int == number }
                    case .string(let name)?: ports.contains { $0["name"]?.string == name }
                    default: true
                    }
                guard !isDeclared, let target else { return nil }
                let shown = target.string.map { "'\($0)'" } ?? target.int.map(String.init) ?? ""
                return Breach(
                    object: service.index,
                    message: "no container behind the Service declares port \(shown)",
                    path: path.key(port["targetPort"] == nil ? "port" : "targetPort")
                )
            }
        }
    }
}
