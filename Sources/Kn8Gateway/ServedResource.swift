// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Schema

/// One resource as the API serves it: what discovery tells of it.
struct ServedResource: Sendable {
    /// A part of its objects with a path of its own.
    struct Part: Sendable {
        let name: String
        /// Group, version and kind of what is sent and received.
        let kind: GroupVersionKind
        let verbs: [String]
    }

    let resource: Resource
    /// What the catalogue has of it; nil when it has nothing.
    let entry: KindEntry?
    /// Whether a CustomResourceDefinition made it, be it one that kn8 brings along.
    let isCustom: Bool
    let verbs: [String]
    let parts: [Part]
    /// Whether anything is stored; reviews are only answered.
    var isStored: Bool { verbs.contains("get") || verbs.contains("list") }

    init(_ resource: Resource, _ entry: KindEntry?) {
        self.resource = resource
        self.entry = entry
        if case .definition? = entry?.origin { isCustom = false } else { isCustom = true }
        verbs = isCustom ? ServedResource.customVerbs : entry?.verbs ?? KindEntry.allVerbs
        let gvk = resource.gvk
        var parts = ServedResource.special(gvk)
        let change = ["get", "patch", "update"]
        if entry?.hasScale == true {
            let scale = GroupVersionKind(group: "autoscaling", version: "v1", kind: "Scale")
            parts.append(Part(name: "scale", kind: scale, verbs: change))
        }
        if resource.hasStatus { parts.append(Part(name: "status", kind: gvk, verbs: change)) }
        self.parts = parts.sorted { $0.name < $1.name }
    }

    func part(_ name: String) -> Part? { parts.first { $0.name == name } }

    private static let customVerbs = [
        "delete", "deletecollection", "get", "list", "patch", "create", "update", "watch",
    ]

    private static func special(_ gvk: GroupVersionKind) -> [Part] {
        func core(_ kind: String) -> GroupVersionKind { GroupVersionKind(group: "", version: "v1", kind: kind) }
        let connect = ["create", "get"]
        let proxy = ["create", "delete", "get", "patch", "update"]
        let change = ["get", "patch", "update"]
        switch (gvk.group, gvk.kind) {
        case ("", "Namespace"): return [Part(name: "finalize", kind: gvk, verbs: ["update"])]
        case ("", "Node"): return [Part(name: "proxy", kind: core("NodeProxyOptions"), verbs: proxy)]
        case ("", "Service"): return [Part(name: "proxy", kind: core("ServiceProxyOptions"), verbs: proxy)]
        case ("", "ServiceAccount"):
            let kind = GroupVersionKind(group: "authentication.k8s.io", version: "v1", kind: "TokenRequest")
            return [Part(name: "token", kind: kind, verbs: ["create"])]
        case ("certificates.k8s.io", "CertificateSigningRequest"):
            return [Part(name: "approval", kind: gvk, verbs: change)]
        case ("", "Pod"):
            let eviction = GroupVersionKind(group: "policy", version: "v1", kind: "Eviction")
            return [
                Part(name: "attach", kind: core("PodAttachOptions"), verbs: connect),
                Part(name: "binding", kind: core("Binding"), verbs: ["create"]),
                Part(name: "ephemeralcontainers", kind: gvk, verbs: change),
                Part(name: "eviction", kind: eviction, verbs: ["create"]),
                Part(name: "exec", kind: core("PodExecOptions"), verbs: connect),
                Part(name: "log", kind: gvk, verbs: ["get"]),
                Part(name: "portforward", kind: core("PodPortForwardOptions"), verbs: connect),
                Part(name: "proxy", kind: core("PodProxyOptions"), verbs: proxy),
                Part(name: "resize", kind: gvk, verbs: change),
            ]
        default: return []
        }
    }
}
