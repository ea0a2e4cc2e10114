// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The defaults of a pod's spec that depend on its other fields.
enum PodDefaults {
    /// Fills `spec`, of a pod or of a template for pods.
    static func fill(_ spec: inout Value, ofPod isPod: Bool) {
        if isPod { spec.fill("enableServiceLinks", true) }
        // The old name of the field is kept in step.
        if let account = spec["serviceAccountName"] { spec["serviceAccount"] = account }
        if spec["serviceAccountName"] == nil, let account = spec["serviceAccount"] {
            spec["serviceAccountName"] = account
        }
        let usesHost = spec["hostNetwork"]?.bool ?? false
        for list in ["initContainers", "containers", "ephemeralContainers"] {
            spec.updateElements(list) { container in
                if let image = container["image"]?.string, !image.isEmpty {
                    container.fill("imagePullPolicy", isMoving(image) ? "Always" : "IfNotPresent")
                }
                if usesHost {
                    container.updateElements("ports") { port in
                        if let number = port["containerPort"] { port.fill("hostPort", number) }
                    }
                }
                if isPod { fillRequests(&container) }
            }
        }
        spec.updateElements("volumes") { volume in
            if volume.object?.count == 1, volume["name"] != nil { volume["emptyDir"] = .emptyObject }
        }
    }

    // No tag and no digest, or the tag `latest`; a colon before the last slash belongs to the registry's port.
    private static func isMoving(_ image: String) -> Bool {
        guard !image.contains("@") else { return false }
        let name = image.split(separator: "/").last ?? ""
        guard let colon = name.lastIndex(of: ":") else { return true }
        return name[name.index(after: colon)...] == "latest"
    }

    private static func fillRequests(_ container: inout Value) {
        guard let limits = container[path: ["resources", "limits"]]?.object else { return }
        for limit in limits where container[path: ["resources", "requests"]]?[limit.key] == nil {
            container[path: ["resources", "requests", limit.key]] = limit.value
        }
    }
}
