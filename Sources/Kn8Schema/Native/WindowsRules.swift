// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of pods that say which system they are for.
enum WindowsRules {
    private static let podFields = [
        "appArmorProfile", "seLinuxOptions", "seccompProfile", "fsGroup", "fsGroupChangePolicy", "sysctls", "runAsUser",
        "runAsGroup", "supplementalGroups", "supplementalGroupsPolicy", "seLinuxChangePolicy",
    ]
    private static let containerFields = [
        "appArmorProfile", "seLinuxOptions", "seccompProfile", "capabilities", "readOnlyRootFilesystem", "privileged",
        "allowPrivilegeEscalation", "procMount", "runAsUser", "runAsGroup",
    ]

    /// The rules of a pod for `system`.
    static func check(_ spec: ValueMap, _ system: ValueMap, _ rules: inout FieldRules) {
        let name = system.text("name")
        switch name {
        case "linux":
            forbid(
                ["windowsOptions"],
                ["windowsOptions"],
                "windows options cannot be set for a linux pod",
                spec,
                &rules
            )
        case "windows":
            let words = "cannot be set for a windows pod"
            for field in ["hostUsers", "shareProcessNamespace"] where spec.has(field) {
                rules.forbidden(FieldRules.Field(field), words)
            }
            for field in ["hostPID", "hostIPC"] where spec.flag(field) ?? false {
                rules.forbidden(FieldRules.Field(field), words)
            }
            forbid(podFields, containerFields, words, spec, &rules)
        case "":
            if system.isMissing("name") { rules.required(["os", "name"], "cannot be empty") }
        default: rules.unsupported("os", .string(name), ["linux", "windows"], seenAt: ["os", "name"])
        }
    }

    private static func forbid(
        _ ofPod: [String],
        _ ofContainers: [String],
        _ words: String,
        _ spec: ValueMap,
        _ rules: inout FieldRules
    ) {
        rules.inside(spec, "securityContext") { rules, security in
            for field in ofPod where security.has(field) { rules.forbidden(FieldRules.Field(field), words) }
        }
        for list in ["initContainers", "containers", "ephemeralContainers"] {
            rules.each(spec, list) { rules, container, _ in
                rules.inside(container, "securityContext") { rules, security in
                    for field in ofContainers where security.has(field) {
                        rules.forbidden(FieldRules.Field(field), words)
                    }
                }
            }
        }
    }

    /// The rules of `windowsOptions`.
    static func check(options: ValueMap, _ rules: inout FieldRules) {
        rules.shape(options, "gmsaCredentialSpecName", .subdomain)
        if let spec = options.optionalText("gmsaCredentialSpec") {
            if spec.isEmpty {
                rules.invalid("gmsaCredentialSpec", "", "gmsaCredentialSpec cannot be an empty string")
            } else if spec.utf8.count > 65_536 {
                rules.invalid("gmsaCredentialSpec", .string(spec), "gmsaCredentialSpec size must be under 64 KiB")
            }
        }
        guard let user = options.optionalText("runAsUserName") else { return }
        for words in faults(ofUser: user) { rules.invalid("runAsUserName", .string(user), words) }
    }

    private static func faults(ofUser name: String) -> [String] {
        if name.isEmpty { return ["runAsUserName cannot be an empty string"] }
        if name.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            return ["runAsUserName cannot contain control characters"]
        }
        let parts = name.split(separator: "\\", omittingEmptySubsequences: false)
        if parts.count > 2 { return ["runAsUserName cannot contain more than one backslash"] }
        var faults: [String] = []
        if parts.count == 2 {
            if parts[0].count >= 256 { faults.append("runAsUserName's Domain length must be under 256 characters") }
            let isShort =
                (1...15).contains(parts[0].count) && parts[0].first != "."
                && !parts[0].contains { "\\/:*?\"<>|".contains($0) }
            let isDNS = NameShape.subdomain.holds(parts[0].lowercased())
            if !isShort, !isDNS {
                faults.append("runAsUserName's Domain doesn't match the NetBios nor the DNS format")
            }
        }
        let user = parts.last ?? ""
        if user.isEmpty { faults.append("runAsUserName's User cannot be empty") }
        if user.utf8.count > 104 {
            faults.append("runAsUserName's User length must not be longer than 104 characters")
        }
        if !user.isEmpty, user.allSatisfy({ $0 == "." || $0 == " " }) {
            faults.append("runAsUserName's User cannot contain only periods or spaces")
        }
        if user.contains(where: { "\"/\\:;|=,+*?<>@[]".contains($0) }) {
            faults.append("runAsUserName's User cannot contain the following characters: \"/\\:;|=,+*?<>@[]")
        }
        return faults
    }
}
