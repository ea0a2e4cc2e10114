// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    // A name that no container has is never given an image.
    static let triggerContainerMissing = PolicyRule(
        id: "openshift/trigger-container-missing",
        severity: .warning,
        summary: "the containers that image triggers name are in the DeploymentConfig's template",
        remedy: "name a container of spec.template"
    ) { set in
        set.members("DeploymentConfig", in: "apps.openshift.io").flatMap { config -> [Breach] in
            let template = ["spec", "template", "spec"]
            let names = ["containers", "initContainers"].flatMap { field in
                config.value[path: template + [field]]?.array?.compactMap { $0["name"]?.string } ?? []
            }
            guard !names.isEmpty else { return [] }
            return config.value.elements("spec", "triggers").flatMap { path, trigger -> [Breach] in
                let wanted = trigger[path: ["imageChangeParams", "containerNames"]]?.array ?? []
                return wanted.enumerated().compactMap { index, value in
                    guard let name = value.string, !names.contains(name) else { return nil }
                    return Breach(
                        object: config.index,
                        message: "no container is called '\(name)', so the trigger gives it no image",
                        path: path.key("imageChangeParams").key("containerNames").index(index)
                    )
                }
            }
        }
    }
}
