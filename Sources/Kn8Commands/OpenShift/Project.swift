// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What a Namespace looks like as a project, and back.
enum Project {
    static let displayName = "openshift.io/display-name"
    static let description = "openshift.io/description"
    static let requester = "openshift.io/requester"

    /// The project that `namespace` is.
    static func view(_ namespace: Object) -> Object {
        var project = namespace
        project.value["apiVersion"] = "project.openshift.io/v1"
        project.value["kind"] = "Project"
        return project
    }

    /// The Namespace of a project that is made directly.
    static func namespace(of project: Object) -> Object {
        var namespace = project
        namespace.value["apiVersion"] = "v1"
        namespace.value["kind"] = "Namespace"
        namespace["spec"] = nil
        namespace["status"] = nil
        return namespace
    }

    /// The Namespace that `request` asks for.
    static func namespace(requested request: Object, by user: String) -> Object {
        var namespace = Object(
            GroupVersionKind(group: "", version: "v1", kind: "Namespace"),
            name: request.name,
            labels: request.labels
        )
        var annotations = request.annotations
        annotations[displayName] = request["displayName"]?.string ?? ""
        annotations[description] = request["description"]?.string ?? ""
        annotations[requester] = user
        namespace.annotations = annotations
        return namespace
    }

    /// Makes `user` the administrator of the namespace.
    static func ownerBinding(in namespace: String, user: String) -> Object {
        let group = "rbac.authorization.k8s.io"
        var binding = Object(
            GroupVersionKind(group: group, version: "v1", kind: "RoleBinding"),
            namespace: namespace,
            name: "admin"
        )
        binding["roleRef"] = ["apiGroup": .string(group), "kind": "ClusterRole", "name": "admin"]
        binding["subjects"] = [["apiGroup": .string(group), "kind": "User", "name": .string(user)]]
        return binding
    }

    /// `stored`, a Namespace, after a change of its project: only display name and description may change.
    static func changed(_ stored: Object, to project: Object) throws(APIError) -> Object {
        guard stored.labels == project.labels else {
            throw .invalid(
                OpenShiftView.project.gvk,
                name: project.name,
                causes: [
                    APIError.Cause(
                        reason: "FieldValueInvalid",
                        message: "Invalid value: \(labels(project).json()): field is immutable, try updating the "
                            + "namespace",
                        field: "metadata.labels"
                    )
                ]
            )
        }
        var next = stored
        for key in [displayName, description] {
            next["metadata", "annotations", key] = project["metadata", "annotations", key]
        }
        return next
    }

    private static func labels(_ object: Object) -> Value { object["metadata", "labels"] ?? .emptyObject }

    /// Refuses a request with a name that is no project's (`project/registry/projectrequest/delegated`).
    static func check(_ request: Object) throws(APIError) {
        let name = request.name
        let reserved = ["openshift", "kubernetes", "kube"]
        if reserved.contains(name) {
            throw forbidden(name, "cannot request a project with the name \"\(name)\"")
        }
        if let prefix = reserved.map({ "\($0)-" }).first(where: name.hasPrefix) {
            throw forbidden(name, "cannot request a project starting with \"\(prefix)\"")
        }
        var causes: [APIError.Cause] = []
        func invalid(_ field: String, _ value: String, _ reason: String) {
            let message = "Invalid value: \(Value.string(value).json()): \(reason)"
            causes.append(APIError.Cause(reason: "FieldValueInvalid", message: message, field: field))
        }
        if let fault = LabelSyntax.faultOfDNSLabel(name) {
            invalid("metadata.name", name, fault)
        } else if name.utf8.count < 2 {
            invalid("metadata.name", name, "must be at least 2 characters long")
        }
        if let text = request["displayName"]?.string, text.utf8.contains(where: { $0 == 0x0A || $0 == 0x09 }) {
            invalid("displayName", text, "may not contain a new line or tab")
        }
        guard causes.isEmpty else {
            throw .invalid(OpenShiftView.projectRequest.gvk, name: name, causes: causes)
        }
    }

    private static func forbidden(_ name: String, _ reason: String) -> APIError {
        APIError(
            .forbidden,
            message: "project.project.openshift.io \"\(name)\" is forbidden: \(reason)",
            name: name,
            group: "project.openshift.io",
            kind: "project"
        )
    }
}
