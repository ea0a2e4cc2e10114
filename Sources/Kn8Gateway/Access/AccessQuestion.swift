// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What a SubjectAccessReview, or one of its two relatives, asks
/// (`kubernetes:pkg/apis/authorization/validation/validation.go`).
struct AccessQuestion {
    private let gvk: GroupVersionKind
    private let review: Value
    private let resource: Value?
    private let path: Value?

    init(_ gvk: GroupVersionKind, _ review: Value) {
        self.gvk = gvk
        self.review = review
        resource = Self.part(review, "resourceAttributes")
        path = Self.part(review, "nonResourceAttributes")
    }

    private static func part(_ review: Value, _ field: String) -> Value? {
        guard let part = review[path: ["spec", field]], part.object != nil else { return nil }
        return part
    }

    private func text(_ field: String, of tree: Value?) -> String { tree?[field]?.string ?? "" }

    private var spec: Value { review["spec"] ?? .emptyObject }
    private var groups: [String] { strings(spec["groups"]) }
    private func strings(_ value: Value?) -> [String] { (value?.array ?? []).compactMap(\.string) }

    /// Throws what is wrong with the question.
    func check() throws(APIError) {
        var causes: [APIError.Cause] = []
        func invalid(_ field: String, _ value: Value, _ words: String) {
            let shown = value.isNull ? "\"null\"" : value.string?.goQuoted ?? value.json()
            causes.append(
                APIError.Cause(
                    reason: "FieldValueInvalid",
                    message: "Invalid value: \(shown): \(words)",
                    field: field
                )
            )
        }
        if resource != nil, let path {
            invalid(
                "spec.nonResourceAttributes",
                Self.goNames(path),
                "cannot be specified in combination with resourceAttributes"
            )
        }
        if resource == nil, path == nil {
            invalid(
                "spec.resourceAttributes",
                .null,
                "exactly one of nonResourceAttributes or resourceAttributes must be specified"
            )
        }
        if gvk.kind != "SelfSubjectAccessReview", text("user", of: spec).isEmpty, groups.isEmpty {
            invalid("spec.user", "", "at least one of user or group must be specified")
        }
        var metadata = review["metadata"] ?? .emptyObject
        metadata["managedFields"] = nil
        metadata["creationTimestamp"] = nil
        let isLocal = gvk.kind == "LocalSubjectAccessReview"
        if isLocal { metadata["namespace"] = nil }
        if let fields = metadata.object, !fields.isEmpty {
            invalid("metadata", metadata, isLocal ? "must be empty except for namespace" : "must be empty")
        }
        if isLocal {
            let namespace = review[path: ["metadata", "namespace"]]?.string ?? ""
            let asked = text("namespace", of: resource)
            if resource != nil, asked != namespace {
                invalid("spec.resourceAttributes.namespace", .string(asked), "must match metadata.namespace")
            }
            if let path {
                invalid("spec.nonResourceAttributes", Self.goNames(path), "disallowed on this kind of request")
            }
        }
        guard causes.isEmpty else { throw .invalid(gvk, name: "", causes: causes) }
    }

    // As Kubernetes prints a structure of its own.
    private static func goNames(_ path: Value) -> Value {
        ["Path": .string(path["path"]?.string ?? ""), "Verb": .string(path["verb"]?.string ?? "")]
    }

    /// What is asked, about `user`, or about whom the review names when that is nil.
    func attributes(by user: UserInfo?) -> AccessAttributes {
        let subject = user ?? self.subject
        guard let resource else {
            // An empty path is no resource: it is asked about as the root is.
            let stated = text("path", of: path)
            return AccessAttributes(
                user: subject,
                verb: text("verb", of: path),
                path: stated.isEmpty ? "/" : stated
            )
        }
        return AccessAttributes(
            user: subject,
            verb: text("verb", of: resource),
            apiGroup: text("group", of: resource),
            apiVersion: text("version", of: resource),
            resource: text("resource", of: resource),
            subresource: text("subresource", of: resource),
            name: text("name", of: resource),
            namespace: text("namespace", of: resource)
        )
    }

    private var subject: UserInfo {
        var extra: [String: [String]] = [:]
        for entry in spec["extra"]?.object ?? [:] { extra[entry.key.lowercased()] = strings(entry.value) }
        return UserInfo(name: text("user", of: spec), uid: text("uid", of: spec), groups: groups, extra: extra)
    }
}
