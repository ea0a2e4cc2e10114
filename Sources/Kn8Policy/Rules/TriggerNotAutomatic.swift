// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    // The first rollout waits for the image of every image trigger; one that is not automatic never gets one by itself
    // (openshift-controller-manager:pkg/apps/deploymentconfig/deploymentconfig_controller.go).
    static let triggerNotAutomatic = PolicyRule(
        id: "openshift/trigger-not-automatic",
        severity: .warning,
        summary: "the image triggers of a DeploymentConfig are automatic",
        remedy: "set automatic: true, or remove the trigger and name the image in the container"
    ) { set in
        set.members("DeploymentConfig", in: "apps.openshift.io").flatMap { config in
            config.value.elements("spec", "triggers").compactMap { path, trigger in
                guard trigger["type"] == "ImageChange", let parameters = trigger["imageChangeParams"],
                    parameters.object != nil, parameters["automatic"]?.bool != true,
                    parameters["lastTriggeredImage"]?.string?.isEmpty ?? true
                else { return nil }
                let tag = parameters[path: ["from", "name"]]?.string ?? ""
                let field = path.key("imageChangeParams")
                return Breach(
                    object: config.index,
                    message: "the image trigger for '\(tag)' is not automatic: the first rollout waits for it in vain",
                    path: parameters["automatic"] == nil ? field : field.key("automatic"),
                    part: parameters["automatic"] == nil ? .key : .value
                )
            }
        }
    }
}
