// SPDX-License-Identifier: MIT

/// What an operator of the ingress controller decides for the whole cluster.
struct IngressOptions: Sendable {
    /// Where roots may live; empty: anywhere.
    var rootNamespaces: Set<String> = []
    /// The class whose objects are judged; objects without a class always are.
    var ingressClass = "contour"

    func allowsRoot(in namespace: String) -> Bool { rootNamespaces.isEmpty || rootNamespaces.contains(namespace) }
}
