// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of where containers see volumes.
enum MountRules {
    private static let propagations = ["Bidirectional", "HostToContainer", "None"]
    private static let readOnlyModes = ["Disabled", "Enabled", "IfPossible"]

    static func checkMounts(_ container: ValueMap, _ pod: PodRules.Context, _ rules: inout FieldRules) {
        let devices = container.list("volumeDevices")
        var paths = SeenNames()
        rules.each(container, "volumeMounts") { rules, mount, _ in
            rules.require(mount, "name")
            let name = mount.text("name")
            let volume = pod.volumes[name]
            if volume == nil, mount.optionalText("name") != nil || mount.isMissing("name"),
                !pod.addedVolumes.contains(name)
            {
                rules.notFound("name", name, among: pod.volumes.keys.sorted() + pod.addedVolumes)
            }
            rules.require(mount, "mountPath")
            if let path = mount.optionalText("mountPath") {
                if !paths.insert(path) { rules.invalid("mountPath", .string(path), "must be unique") }
                if devices.contains(where: { $0["name"]?.string == name }) {
                    rules.invalid("name", .string(name), "must not already exist in volumeDevices")
                }
                if devices.contains(where: { $0["devicePath"]?.string == path }) {
                    rules.invalid(
                        "mountPath",
                        .string(path),
                        "must not already exist as a path in volumeDevices"
                    )
                }
            }
            checkSubPaths(mount, ofImage: volume?.has("image") ?? false, &rules)
            checkPropagation(mount, container, &rules)
        }
    }

    private static func checkSubPaths(_ mount: ValueMap, ofImage isImage: Bool, _ rules: inout FieldRules) {
        for field in ["subPath", "subPathExpr"] {
            let path = mount.text(field)
            guard !path.isEmpty else { continue }
            let place = FieldRules.Field(field)
            if isImage { rules.invalid(place, .string(path), "not allowed in image volume sources") }
            if field == "subPathExpr", !mount.text("subPath").isEmpty {
                rules.invalid(place, .string(path), "subPathExpr and subPath are mutually exclusive")
            }
            // The server leaves out which mount it is.
            rules.descendingPath(.above(field), path, seenAt: place)
        }
    }

    private static func checkPropagation(_ mount: ValueMap, _ container: ValueMap, _ rules: inout FieldRules) {
        let mode = mount.text("mountPropagation")
        if !mode.isEmpty {
            let (field, seen) = (FieldRules.Field.above("mountPropagation"), FieldRules.Field("mountPropagation"))
            if !propagations.contains(mode) { rules.unsupported(field, .string(mode), propagations, seenAt: seen) }
            if mode == "Bidirectional", !(container.map("securityContext")?.flag("privileged") ?? false) {
                let words = "Bidirectional mount propagation is available only to privileged containers"
                rules.forbidden(field, words, seenAt: seen)
            }
        }
        guard let readOnlyMode = mount.optionalText("recursiveReadOnly"), readOnlyMode != "Disabled" else { return }
        let (field, seen) = (FieldRules.Field.above("recursiveReadOnly"), FieldRules.Field("recursiveReadOnly"))
        guard readOnlyModes.contains(readOnlyMode) else {
            return rules.unsupported(field, .string(readOnlyMode), readOnlyModes, seenAt: seen)
        }
        if !(mount.flag("readOnly") ?? false) {
            rules.forbidden(field, "may only be specified when readOnly is true", seenAt: seen)
        }
        if !mode.isEmpty, mode != "None" {
            let words = "may only be specified when mountPropagation is None or not specified"
            rules.forbidden(field, words, seenAt: seen)
        }
    }

    static func checkDevices(_ container: ValueMap, _ pod: PodRules.Context, _ rules: inout FieldRules) {
        let mounts = container.list("volumeMounts")
        var names: Set<String> = []
        var paths: Set<String> = []
        rules.each(container, "volumeDevices") { rules, device, _ in
            let (name, path) = (device.text("name"), device.text("devicePath"))
            rules.require(device, "name")
            if names.contains(name) { rules.invalid("name", .string(name), "must be unique") }
            if let volume = pod.volumes[name] {
                if !volume.has("persistentVolumeClaim"), !volume.has("ephemeral") {
                    rules.invalid(
                        "name",
                        .string(name),
                        "can only use volume source type of PersistentVolumeClaim or Ephemeral for block mode"
                    )
                }
            } else if !pod.addedVolumes.contains(name) {
                rules.notFound("name", name, among: pod.volumes.keys.sorted())
            }
            rules.require(device, "devicePath")
            if paths.contains(path) { rules.invalid("devicePath", .string(path), "must be unique") }
            if path.split(separator: "/").contains("..") {
                rules.invalid("devicePath", .string(path), "can not contain backsteps ('..')")
            } else {
                paths.insert(path)
            }
            if mounts.contains(where: { $0["name"]?.string == name }) {
                rules.invalid("name", .string(name), "must not already exist in volumeMounts")
            }
            if mounts.contains(where: { $0["mountPath"]?.string == path }) {
                rules.invalid("devicePath", .string(path), "must not already exist as a path in volumeMounts")
            }
            if !name.isEmpty { names.insert(name) }
        }
    }
}
