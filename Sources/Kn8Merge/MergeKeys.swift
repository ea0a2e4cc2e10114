// SPDX-License-Identifier: MIT

package import Kn8Value

/// How the lists of a kind merge: which field tells their elements apart.
package struct MergeKeys: Sendable {
    /// How one list merges.
    package enum Strategy: Hashable, Sendable {
        /// The list is one value.
        case replace
        /// Elements are mappings, told apart by the field.
        case byKey(String)
        /// Elements are plain values, each there once.
        case union
    }

    private let lookUp: @Sendable (_ path: [String]) -> Strategy
    private let lookUpRetained: @Sendable (_ path: [String]) -> Bool

    /// Keys by `strategy`, which is asked with the mapping keys from the object's root; list indices are left out.
    package init(_ strategy: @escaping @Sendable (_ path: [String]) -> Strategy) {
        lookUp = strategy
        lookUpRetained = { _ in false }
    }

    private init(
        strategy: @escaping @Sendable (_ path: [String]) -> Strategy,
        retained: @escaping @Sendable (_ path: [String]) -> Bool
    ) {
        lookUp = strategy
        lookUpRetained = retained
    }

    func strategy(at path: [String]) -> Strategy { lookUp(path) }

    /// Whether a mapping that changes at `path` keeps no field that the manifest lacks (`retainKeys`).
    func retainsOnlyGiven(at path: [String]) -> Bool { lookUpRetained(path) }

    /// Every list is one value: JSON merge patch, which custom resources get.
    package static let none = MergeKeys { _ in .replace }

    /// The patch strategies of the built-in kinds (`kubernetes:staging/src/k8s.io/api`, `patchMergeKey` tags).
    package static let builtin = MergeKeys(
        strategy: { path in
            guard let field = path.last else { return .replace }
            switch (path.dropLast().last ?? "", field) {
            case ("metadata", "finalizers"): return .union
            case ("metadata", "ownerReferences"): return .byKey("uid")
            case ("status", "conditions"): return .byKey("type")
            case ("", "secrets"), ("", "imagePullSecrets"), ("", "webhooks"): return .byKey("name")
            case ("spec", "ports") where path.count == 2: return .byKey("port")
            case ("spec", "containers"), ("spec", "initContainers"), ("spec", "ephemeralContainers"),
                ("spec", "volumes"), ("spec", "imagePullSecrets"), ("spec", "schedulingGates"),
                ("spec", "resourceClaims"):
                return .byKey("name")
            case ("spec", "hostAliases"): return .byKey("ip")
            case ("spec", "topologySpreadConstraints"): return .byKey("topologyKey")
            case ("containers", let field), ("initContainers", let field), ("ephemeralContainers", let field):
                return containerFields[field].map(Strategy.byKey) ?? .replace
            default: return .replace
            }
        },
        retained: { path in
            path == ["spec", "strategy"] || Array(path.suffix(2)) == ["spec", "volumes"]
        }
    )

    private static let containerFields = [
        "env": "name", "ports": "containerPort", "volumeMounts": "mountPath", "volumeDevices": "devicePath",
    ]

    /// The keys of the kind that `object` states: built-in groups have no dot, or end in `.k8s.io`.
    package static func keys(for object: Value) -> MergeKeys {
        let version = object["apiVersion"]?.string ?? ""
        let group = version.contains("/") ? String(version.prefix { $0 != "/" }) : ""
        return group.contains(".") && !group.hasSuffix(".k8s.io") ? .none : .builtin
    }
}
