// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    // No list at all means ConfigChange (openshift-apiserver:pkg/apps/apis/apps/v1/defaults.go).
    static let triggersMissing = PolicyRule(
        id: "openshift/triggers-missing",
        severity: .warning,
        summary: "a DeploymentConfig has a trigger that rolls it out",
        remedy: "add a trigger of type ConfigChange, or leave triggers out"
    ) { set in
        set.members("DeploymentConfig", in: "apps.openshift.io").compactMap { config in
            guard config.value[path: ["spec", "triggers"]]?.array?.isEmpty == true,
                config.value[path: ["spec", "paused"]]?.bool != true
            else { return nil }
            return Breach(
                object: config.index,
                message: "without a trigger there are no pods until 'rollout latest', and changes do not roll out",
                path: FieldPath(keys: "spec", "triggers")
            )
        }
    }
}
