// SPDX-License-Identifier: MIT

internal import Kn8Value

extension NativeRules {
    /// `claims` are the volumes that a StatefulSet adds.
    mutating func checkPod(_ spec: Value, _ path: FieldPath, claims: Set<String> = []) {
        if case .array(let containers)? = spec["containers"], containers.isEmpty {
            add("\(path.key("containers")): Required value", path.key("containers"), rule: "native/container")
        }
        let volumes = checkVolumes(spec["volumes"]?.array ?? [], path.key("volumes")).union(claims)
        var names: Set<String> = []
        for list in ["containers", "initContainers"] {
            for (index, container) in (spec[list]?.array ?? []).enumerated() {
                checkContainer(container, path.key(list).index(index), volumes, &names)
            }
        }
    }

    private mutating func checkVolumes(_ volumes: [Value], _ path: FieldPath) -> Set<String> {
        var names: Set<String> = []
        for (index, volume) in volumes.enumerated() {
            guard let name = volume["name"]?.string else { continue }
            let place = path.index(index)
            for words in NameShape.labelFaults(name) {
                add("Invalid value: \(Value.string(name).shown): \(words)", place.key("name"), rule: "native/volume")
            }
            if !names.insert(name).inserted {
                add("Duplicate value: \(Value.string(name).shown)", place.key("name"), rule: "native/volume")
            }
            let sources = (volume.object ?? ValueMap()).filter { $0.key != "name" && $0.value != .null }
            for extra in sources.dropFirst() {
                add("Forbidden: may not specify more than 1 volume type", place.key(extra.key), rule: "native/volume")
            }
        }
        return names
    }

    private mutating func checkContainer(
        _ container: Value,
        _ path: FieldPath,
        _ volumes: Set<String>,
        _ names: inout Set<String>
    ) {
        if let name = container["name"]?.string {
            for words in NameShape.labelFaults(name) {
                add("Invalid value: \(Value.string(name).shown): \(words)", path.key("name"), rule: "native/container")
            }
            if !names.insert(name).inserted {
                add("Duplicate value: \(Value.string(name).shown)", path.key("name"), rule: "native/container")
            }
        }
        if container["image"] == nil { require("image", in: path, rule: "native/container") }
        for (index, port) in (container["ports"]?.array ?? []).enumerated() {
            checkNumber(port["containerPort"], path.key("ports").index(index).key("containerPort"))
        }
        var mounts: Set<String> = []
        for (index, mount) in (container["volumeMounts"]?.array ?? []).enumerated() {
            let place = path.key("volumeMounts").index(index)
            if let name = mount["name"]?.string, !volumes.contains(name) {
                add("Not found: \(Value.string(name).shown)", place.key("name"), rule: "native/volume-mount")
            }
            if let target = mount["mountPath"]?.string, !mounts.insert(target).inserted {
                add(
                    "Invalid value: \(Value.string(target).shown): must be unique",
                    place.key("mountPath"),
                    rule: "native/volume-mount"
                )
            }
        }
        for (index, variable) in (container["env"]?.array ?? []).enumerated() {
            if let text = variable["value"]?.string, !text.isEmpty, variable["valueFrom"]?.object != nil {
                add(
                    "Invalid value: \"\": may not be specified when `value` is not empty",
                    path.key("env").index(index).key("valueFrom"),
                    rule: "native/env"
                )
            }
        }
    }

    mutating func checkNumber(_ port: Value?, _ path: FieldPath) {
        guard let number = port?.int, !(1...65_535).contains(number) else { return }
        add("Invalid value: \(number): must be between 1 and 65535, inclusive", path, rule: "native/port")
    }

    mutating func checkService(_ spec: Value, _ path: FieldPath) {
        guard spec.object != nil else { return }
        let type = spec["type"]?.string ?? "ClusterIP"
        let ports = spec["ports"]?.array ?? []
        if type == "ExternalName" {
            if spec["externalName"]?.string ?? "" == "" { require("externalName", in: path, rule: "native/service") }
        } else if ports.isEmpty, spec["clusterIP"]?.string != "None" {
            require("ports", in: path, rule: "native/service")
        }
        var names: Set<String> = []
        for (index, port) in ports.enumerated() {
            let place = path.key("ports").index(index)
            checkNumber(port["port"], place.key("port"))
            checkNumber(port["targetPort"], place.key("targetPort"))
            let name = port["name"]?.string ?? ""
            if name.isEmpty {
                if ports.count > 1 { require("name", in: place, rule: "native/service") }
            } else if !names.insert(name).inserted {
                add("Duplicate value: \(Value.string(name).shown)", place.key("name"), rule: "native/service")
            }
            if type == "ClusterIP", let number = port["nodePort"]?.int, number != 0 {
                add(
                    "Forbidden: may not be used when `type` is 'ClusterIP'",
                    place.key("nodePort"),
                    rule: "native/service"
                )
            }
        }
    }
}
