// SPDX-License-Identifier: MIT

package import Kn8Value

/// Why a server refused a request: Kubernetes' `Status` object as facts.
package struct APIError: Error, Hashable, Sendable {
    /// The machine word of a refusal (`metav1.StatusReason`).
    package enum Reason: String, Hashable, Sendable {
        case badRequest = "BadRequest"
        case unauthorized = "Unauthorized"
        case forbidden = "Forbidden"
        case notFound = "NotFound"
        case methodNotAllowed = "MethodNotAllowed"
        case alreadyExists = "AlreadyExists"
        case conflict = "Conflict"
        case expired = "Expired"
        case invalid = "Invalid"
        case unsupportedMediaType = "UnsupportedMediaType"
        case timeout = "Timeout"
        case internalError = "InternalError"
        case serviceUnavailable = "ServiceUnavailable"
        case notAcceptable = "NotAcceptable"
        case requestEntityTooLarge = "RequestEntityTooLarge"
        case tooManyRequests = "TooManyRequests"
        /// A reason that this version of kn8 does not know, or none; the code says what there is to say.
        case unknown = ""
    }

    /// One field's part in the refusal.
    package struct Cause: Hashable, Sendable {
        /// The cause's machine word, for example `FieldValueInvalid`.
        package var reason: String
        /// What is wrong with the field.
        package var message: String
        /// The field's path; empty when the cause names none.
        package var field: String

        /// A cause at `field`.
        package init(reason: String, message: String, field: String) {
            self.reason = reason
            self.message = message
            self.field = field
        }
    }

    /// The machine word.
    package var reason: Reason
    /// The HTTP status code that goes with it.
    package var code: Int
    /// The sentence for people, in Kubernetes' words.
    package var message: String
    /// The name, group and kind the refusal is about, as `details` carries them.
    package var name: String
    /// The group of `details`; empty for the core group or when unknown.
    package var group: String
    /// The kind (or plural resource, as the server does) of `details`.
    package var kind: String
    /// The fields at fault.
    package var causes: [Cause]
    /// After how many seconds the server wants to be asked again; 0 when it says nothing of it.
    package var retryAfterSeconds: Int64

    /// A refusal for `reason`; the code follows from it.
    package init(
        _ reason: Reason,
        message: String,
        name: String = "",
        group: String = "",
        kind: String = "",
        causes: [Cause] = [],
        retryAfterSeconds: Int64 = 0
    ) {
        self.reason = reason
        self.message = message
        self.name = name
        self.group = group
        self.kind = kind
        self.causes = causes
        self.retryAfterSeconds = retryAfterSeconds
        code =
            switch reason {
            case .badRequest: 400
            case .unauthorized: 401
            case .forbidden: 403
            case .notFound: 404
            case .methodNotAllowed: 405
            case .alreadyExists, .conflict: 409
            case .expired: 410
            case .unsupportedMediaType: 415
            case .invalid: 422
            case .notAcceptable: 406
            case .requestEntityTooLarge: 413
            case .tooManyRequests: 429
            case .internalError, .unknown: 500
            case .serviceUnavailable: 503
            case .timeout: 504
            }
    }

    /// `deployments.apps "web" not found`.
    package static func notFound(_ resource: Resource, name: String) -> APIError {
        APIError(
            .notFound,
            message: "\(resource.groupResource) \"\(name)\" not found",
            name: name,
            group: resource.gvk.group,
            kind: resource.plural
        )
    }

    /// `deployments.apps "web" already exists`.
    package static func alreadyExists(_ resource: Resource, name: String) -> APIError {
        APIError(
            .alreadyExists,
            message: "\(resource.groupResource) \"\(name)\" already exists",
            name: name,
            group: resource.gvk.group,
            kind: resource.plural
        )
    }

    /// The optimistic-lock refusal, in the server's words.
    package static func conflict(_ resource: Resource, name: String) -> APIError {
        APIError(
            .conflict,
            message: "Operation cannot be fulfilled on \(resource.groupResource) \"\(name)\": the object has been "
                + "modified; please apply your changes to the latest version and try again",
            name: name,
            group: resource.gvk.group,
            kind: resource.plural
        )
    }

    /// `Deployment.apps "web" is invalid: …` with one cause a field.
    package static func invalid(_ gvk: GroupVersionKind, name: String, causes: [Cause]) -> APIError {
        let subject = gvk.group.isEmpty ? gvk.kind : "\(gvk.kind).\(gvk.group)"
        let sentences = causes.map { $0.field.isEmpty ? $0.message : "\($0.field): \($0.message)" }
        let body = sentences.count == 1 ? sentences[0] : "[\(sentences.joined(separator: ", "))]"
        return APIError(
            .invalid,
            message: "\(subject) \"\(name)\" is invalid: \(body)",
            name: name,
            group: gvk.group,
            kind: gvk.kind,
            causes: causes
        )
    }

    /// The `Status` object of the refusal, as the server would send it.
    package var status: Value {
        var details: Value = .emptyObject
        if !name.isEmpty { details["name"] = .string(name) }
        if !group.isEmpty { details["group"] = .string(group) }
        if !kind.isEmpty { details["kind"] = .string(kind) }
        if !causes.isEmpty {
            details["causes"] = .array(
                causes.map { cause in
                    var value: Value = ["reason": .string(cause.reason), "message": .string(cause.message)]
                    if !cause.field.isEmpty { value["field"] = .string(cause.field) }
                    return value
                }
            )
        }
        if retryAfterSeconds > 0 { details["retryAfterSeconds"] = .int(retryAfterSeconds) }
        var status: Value = [
            "kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Failure", "message": .string(message),
            "reason": .string(reason.rawValue), "code": .int(Int64(code)),
        ]
        if details != .emptyObject { status["details"] = details }
        return status
    }
}
