// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The refusal of an object that cannot be read as its kind at all, before any of its fields is judged.
enum DecodingRefusal {
    /// The server's answer when a field has the wrong type or is not known; nil when `violations` are of other kinds.
    /// A wrong type is told alone, unknown fields all together
    /// (`kubernetes:apiserver/pkg/endpoints/handlers/rest.go`).
    static func error(for violations: [Violation], of kind: GroupVersionKind) -> APIError? {
        let detail: String
        if let mistyped = violations.first(where: { $0.message.hasPrefix("json: ") }) {
            detail = mistyped.message
        } else {
            let unknown = violations.filter { $0.rule == "schema/unknown-field" }.map(\.message)
            guard !unknown.isEmpty else { return nil }
            detail = "strict decoding error: \(unknown.joined(separator: ", "))"
        }
        return APIError(
            .badRequest,
            message: "\(kind.kind) in version \"\(kind.version)\" cannot be handled as a \(kind.kind): \(detail)"
        )
    }
}
