// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What a minor of Kubernetes makes of a kind's version.
enum KindVerdict: CaseIterable {
    /// It is served no longer.
    case removed
    /// It is not there yet.
    case early
    /// It is how OpenShift 3 spelt it.
    case ungrouped
    /// It is there, and nobody gets it without asking for it (alpha, and beta since 1.24).
    case disabled
    /// It is served, and its use is warned of.
    case deprecated
    /// It is served.
    case served

    /// The verdict of 1.`minor` on the version that `lifecycle` tells of.
    init(of entry: KindEntry, _ lifecycle: KindLifecycle, in minor: Int) {
        if entry.group.isEmpty, !entry.origin.isBuiltIn, !lifecycle.successor.isEmpty {
            self = .ungrouped
        } else if let removed = lifecycle.removed, removed <= minor {
            self = .removed
        } else if let introduced = lifecycle.introduced, introduced > minor {
            self = .early
        } else if KindVerdict.isOptional(entry, lifecycle) {
            self = .disabled
        } else if let deprecated = lifecycle.deprecated, deprecated <= minor {
            self = .deprecated
        } else {
            self = .served
        }
    }

    // Beta versions are off by default from 1.24 on, but for those of kinds that were on before (KEP-3136).
    private static func isOptional(_ entry: KindEntry, _ lifecycle: KindLifecycle) -> Bool {
        if entry.version.contains("alpha") { return true }
        return entry.version.contains("beta") && (lifecycle.introduced ?? 0) >= 24
            && entry.group != "flowcontrol.apiserver.k8s.io" && entry.group != "storage.k8s.io"
            || (entry.kind == "VolumeAttributesClass" && entry.version.contains("beta"))
    }

    /// What is said of it, naming the minors if they were asked for; nil when there is nothing to say.
    func violation(of entry: KindEntry, _ lifecycle: KindLifecycle, in minors: [Int], isAsked: Bool) -> Violation? {
        let name = "\(entry.apiVersion) \(entry.kind)"
        let names = minors.map { "v1.\($0)" }.joined(separator: ", ")
        let use = lifecycle.replacement.map { "use \($0.apiVersion)\($0.kind.map { " \($0)" } ?? "")" }
        let place = FieldPath(keys: "apiVersion")
        switch self {
        case .served: return nil
        case .removed:
            return Violation(
                rule: "schema/removed-api",
                message: "\(name) is removed in v1.\(lifecycle.removed ?? 0)" + (isAsked ? ": not in \(names)" : ""),
                path: place,
                remedy: use ?? "nothing took its place"
            )
        case .early:
            return Violation(
                rule: "schema/early-api",
                message: "\(name) comes with v1.\(lifecycle.introduced ?? 0): not in \(names)",
                path: place
            )
        case .ungrouped:
            return Violation(
                rule: "schema/deprecated-api",
                severity: .warning,
                message: "\(name) is OpenShift 3's spelling, from before its kinds had groups",
                path: place,
                remedy: use
            )
        case .disabled:
            let enable = "enable it with the API server's --runtime-config=\(entry.apiVersion)=true"
            return Violation(
                rule: "schema/disabled-api",
                severity: .warning,
                message: "\(name) is not served by default" + (isAsked ? " in \(names)" : ""),
                path: place,
                remedy: use.map { "\($0), or \(enable)" } ?? enable
            )
        case .deprecated:
            // The server's warning (`apiserver:pkg/endpoints/deprecation/deprecation.go`).
            var message = "\(name) is deprecated in v1.\(lifecycle.deprecated ?? 0)+"
            if let removed = lifecycle.removed { message += ", unavailable in v1.\(removed)+" }
            if let (apiVersion, kind) = lifecycle.replacement { message += "; use \(apiVersion) \(kind ?? entry.kind)" }
            return Violation(
                rule: "schema/deprecated-api",
                severity: .warning,
                message: message + (isAsked ? " (\(names))" : ""),
                path: place,
                remedy: use
            )
        }
    }
}
