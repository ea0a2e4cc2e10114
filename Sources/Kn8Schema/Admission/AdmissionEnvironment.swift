// SPDX-License-Identifier: MIT

internal import Kn8CEL
internal import Kn8Value

/// What expressions of admission policies may name (`kubernetes:apiserver/pkg/admission/plugin/cel/compile.go`).
enum AdmissionEnvironment {
    /// The environment without variables of the policy. `object` is anything unless a shape is given.
    static func environment(
        hasParams: Bool,
        hasAuthorizer: Bool = true,
        object: CELType = .dyn
    ) -> CELEnvironment {
        var result = CELEnvironment.kubernetes.declaring("object", object).declaring("oldObject", object)
            .declaring("request", request.type).declaring("namespaceObject", namespace.type)
            .declaring("variables", CELType.object(CELShape(object: "kubernetes.variables", fields: [])))
        if hasAuthorizer {
            result = result.declaring("authorizer", CELAuthorizer.authorizerType)
                .declaring("authorizer.requestResource", CELAuthorizer.resourceCheckType)
        }
        return hasParams ? result.declaring("params", .dyn) : result
    }

    private static let text = CELShape(.string)
    private static let texts = CELShape(.list(text, .atomic))

    private static func names(_ type: String, _ last: String) -> CELShape {
        CELShape(object: "kubernetes.\(type)", fields: [("group", text), ("version", text), (last, text)])
    }

    /// `request`, without the objects.
    static let request = CELShape(
        object: "kubernetes.AdmissionRequest",
        fields: [
            ("kind", names("GroupVersionKind", "kind")), ("resource", names("GroupVersionResource", "resource")),
            ("subResource", text), ("requestKind", names("GroupVersionKind", "kind")),
            ("requestResource", names("GroupVersionResource", "resource")), ("requestSubResource", text),
            ("name", text), ("namespace", text), ("operation", text),
            (
                "userInfo",
                CELShape(
                    object: "kubernetes.UserInfo",
                    fields: [
                        ("username", text), ("uid", text), ("groups", texts), ("extra", CELShape(.map(texts))),
                    ]
                )
            ), ("dryRun", CELShape(.bool)), ("options", .dyn),
        ]
    )

    /// `namespaceObject`; the name UID is Kubernetes' own.
    static let namespace = CELShape(
        object: "kubernetes.Namespace",
        isNullable: true,
        fields: [
            (
                "metadata",
                CELShape(
                    object: "kubernetes.NamespaceMetadata",
                    fields: [
                        ("name", text), ("generateName", text), ("namespace", text), ("labels", CELShape(.map(text))),
                        ("annotations", CELShape(.map(text))), ("UID", text),
                        ("creationTimestamp", CELShape(.timestamp)), ("deletionGracePeriodSeconds", CELShape(.int)),
                        ("deletionTimestamp", CELShape(.timestamp)), ("generation", CELShape(.int)),
                        ("resourceVersion", text), ("finalizers", texts),
                    ]
                )
            ), ("spec", CELShape(object: "kubernetes.NamespaceSpec", fields: [("finalizers", texts)])),
            (
                "status",
                CELShape(
                    object: "kubernetes.NamespaceStatus",
                    fields: [("phase", text), ("conditions", CELShape(.list(.dyn, .atomic)))]
                )
            ),
        ]
    )
}
