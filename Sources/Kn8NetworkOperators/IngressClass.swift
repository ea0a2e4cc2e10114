// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Which objects a controller judges: those of its class and those without one.
struct IngressClass: Sendable {
    /// The annotations that name a class; the first that is present counts.
    let annotations: [String]
    /// Whether `spec.ingressClassName` counts when no annotation is present.
    let readsSpec: Bool
    let name: String

    /// The rules of IngressRoute (`contour:internal/dag/annotations.go@v1.0.0`).
    static func ingressRoute(_ name: String) -> IngressClass {
        IngressClass(
            annotations: [
                "projectcontour.io/ingress.class", "contour.heptio.com/ingress.class", "kubernetes.io/ingress.class",
            ],
            readsSpec: false,
            name: name
        )
    }

    /// The rules of HTTPProxy (`contour:internal/ingressclass/ingressclass.go@v1.33.6`).
    static func httpProxy(_ name: String) -> IngressClass {
        IngressClass(
            annotations: ["projectcontour.io/ingress.class", "kubernetes.io/ingress.class"],
            readsSpec: true,
            name: name
        )
    }

    func accepts(_ object: Object) -> Bool {
        let present = object.annotations
        let asked =
            annotations.lazy.compactMap { present[$0] }.first
            ?? (readsSpec ? object["spec", "ingressClassName"]?.string : nil)
        return asked == nil || asked == "" || asked == name
    }
}
