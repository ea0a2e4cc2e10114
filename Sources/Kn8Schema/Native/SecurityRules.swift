// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of security contexts.
enum SecurityRules {
    private static let groupPolicies = ["Always", "OnRootMismatch"]
    private static let profileTypes = ["Localhost", "RuntimeDefault", "Unconfined"]
    private static let supplementalPolicies = ["Merge", "Strict"]
    private static let labelPolicies = ["MountOption", "Recursive"]
    private static let procMounts = ["Default", "Unmasked"]
    private static let ids: ClosedRange<Int64> = 0...2_147_483_647
    // The parts of the kernel's settings that belong to a namespace of the pod.
    private static let ipcSettings = ["kernel.shm", "kernel.msg", "kernel.sem", "fs.mqueue."]

    static func check(pod security: ValueMap, of spec: ValueMap, _ rules: inout FieldRules) {
        rules.within(security, "fsGroup", ids)
        rules.within(security, "runAsUser", ids)
        rules.within(security, "runAsGroup", ids)
        for (index, group) in security.list("supplementalGroups").enumerated() {
            guard let number = group.int, !ids.contains(number) else { continue }
            rules.invalid(
                .item("supplementalGroups", index),
                group,
                "must be between 0 and 2147483647, inclusive"
            )
        }
        if spec.flag("shareProcessNamespace") ?? false, spec.flag("hostPID") ?? false {
            rules.invalid(
                "shareProcessNamespace",
                true,
                "ShareProcessNamespace and HostPID cannot both be enabled",
                seenAt: .above("shareProcessNamespace")
            )
        }
        if security.has("sysctls") { checkSettings(security, spec, &rules) }
        rules.choice(security, "fsGroupChangePolicy", groupPolicies)
        rules.inside(security, "seccompProfile") { rules, profile in checkSeccomp(profile, &rules) }
        rules.inside(security, "windowsOptions") { rules, options in WindowsRules.check(options: options, &rules) }
        rules.inside(security, "appArmorProfile") { rules, profile in checkAppArmor(profile, &rules) }
        rules.choice(security, "supplementalGroupsPolicy", supplementalPolicies)
        rules.choice(security, "seLinuxChangePolicy", labelPolicies)
    }

    static func check(container security: ValueMap, usesHostUsers: Bool, _ rules: inout FieldRules) {
        rules.within(security, "runAsUser", ids)
        rules.within(security, "runAsGroup", ids)
        if let mount = security.optionalText("procMount") {
            rules.choice(security, "procMount", procMounts)
            if mount == "Unmasked", usesHostUsers {
                rules.invalid("procMount", .string(mount), "`hostUsers` must be false to use `Unmasked`")
            }
        }
        rules.inside(security, "seccompProfile") { rules, profile in checkSeccomp(profile, &rules) }
        if security.flag("allowPrivilegeEscalation") == false {
            if security.flag("privileged") ?? false {
                rules.invalid(
                    .here,
                    shown(security),
                    "cannot set `allowPrivilegeEscalation` to false and `privileged` to true"
                )
            }
            if security.map("capabilities")?.texts("add").contains("CAP_SYS_ADMIN") ?? false {
                rules.invalid(
                    .here,
                    shown(security),
                    "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN"
                )
            }
        }
        rules.inside(security, "windowsOptions") { rules, options in WindowsRules.check(options: options, &rules) }
        rules.inside(security, "appArmorProfile") { rules, profile in checkAppArmor(profile, &rules) }
    }

    private static func shown(_ security: ValueMap) -> GoText {
        GoText([
            "Capabilities": security.shown("capabilities"), "Privileged": security.shown("privileged"),
            "SELinuxOptions": security.shown("seLinuxOptions"), "WindowsOptions": security.shown("windowsOptions"),
            "RunAsUser": security.shown("runAsUser"), "RunAsGroup": security.shown("runAsGroup"),
            "RunAsNonRoot": security.shown("runAsNonRoot"),
            "ReadOnlyRootFilesystem": security.shown("readOnlyRootFilesystem"),
            "AllowPrivilegeEscalation": security.shown("allowPrivilegeEscalation"),
            "ProcMount": security.shown("procMount"), "SeccompProfile": security.shown("seccompProfile"),
            "AppArmorProfile": security.shown("appArmorProfile"),
        ])
    }

    private static func checkSettings(_ security: ValueMap, _ spec: ValueMap, _ rules: inout FieldRules) {
        var names: Set<String> = []
        rules.each(security, "sysctls") { rules, setting, _ in
            let name = setting.text("name")
            if setting.isMissing("name") {
                rules.required("name")
            } else if !isSetting(name) {
                rules.invalid(
                    "name",
                    .string(name),
                    "must have at most 253 characters and match regex "
                        + "^([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?$"
                )
            } else if !names.insert(name).inserted {
                rules.duplicate("name", .string(name))
            }
            let dotted = String(name.map { $0 == "/" ? "." : $0 })
            if spec.flag("hostNetwork") ?? false, dotted.hasPrefix("net.") {
                rules.invalid("name", .string(name), "may not be specified when 'hostNetwork' is true")
            } else if spec.flag("hostIPC") ?? false, ipcSettings.contains(where: dotted.hasPrefix) {
                rules.invalid("name", .string(name), "may not be specified when 'hostIPC' is true")
            }
        }
    }

    private static func isSetting(_ name: String) -> Bool {
        name.utf8.count <= 253
            && name.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "/" }
                .allSatisfy { part in
                    guard let first = part.utf8.first, let last = part.utf8.last else { return false }
                    return first.isLower && last.isLower
                        && part.utf8.allSatisfy { $0.isLabelPart || $0 == UInt8(ascii: "_") }
                }
    }

    private static func checkSeccomp(_ profile: ValueMap, _ rules: inout FieldRules) {
        if profile.isMissing("type") {
            rules.required("type", "type is required when seccompProfile is set")
        } else {
            rules.choice(profile, "type", profileTypes)
        }
        let path = profile.optionalText("localhostProfile")
        if profile.text("type") == "Localhost" {
            if let path {
                rules.descendingPath("localhostProfile", path)
            } else {
                rules.required("localhostProfile", "must be set when seccomp type is Localhost")
            }
        } else if let path {
            let shown = GoText(["Type": profile.shown("type"), "LocalhostProfile": .string(path)])
            rules.invalid("localhostProfile", shown, "can only be set when seccomp type is Localhost")
        }
    }

    private static func checkAppArmor(_ profile: ValueMap, _ rules: inout FieldRules) {
        let path = profile.optionalText("localhostProfile")
        switch profile.text("type") {
        case "Localhost":
            let needed = "must be set when AppArmor type is Localhost"
            guard let path else { return rules.required("localhostProfile", needed) }
            if path.isEmpty {
                rules.required("localhostProfile", needed)
            } else if path.first?.isWhitespace ?? false || path.last?.isWhitespace ?? false {
                rules.invalid("localhostProfile", .string(path), "must not be padded with whitespace")
            }
            if path.utf8.count > 4_095 { rules.tooLong("localhostProfile", 4_095) }
        case "RuntimeDefault", "Unconfined":
            if let path {
                rules.invalid(
                    "localhostProfile",
                    .string(path),
                    "can only be set when AppArmor type is Localhost"
                )
            }
        case "":
            if profile.isMissing("type") { rules.required("type", "type is required when appArmorProfile is set") }
        default: rules.choice(profile, "type", profileTypes)
        }
    }
}
