// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Unknown and repeated fields of a body, told in the order of its text.
enum DecodingFaults {
    private static let mark = "strict decoding error: "

    /// `faults` as the text has them.
    static func ordered(_ faults: [String], _ body: RequestBody) -> [String] {
        guard faults.count > 1 else { return faults }
        if body.json.isEmpty {
            // What the reader of YAML finds comes before what the decoder finds.
            return faults.filter { $0.hasPrefix("yaml: ") } + faults.filter { !$0.hasPrefix("yaml: ") }
        }
        let keys = JSONKeys(body.json)
        func offset(_ fault: String) -> Int {
            if let field = field(fault, "duplicate field ") { return keys.offsets["duplicate \(field)"] ?? .max }
            return field(fault, "unknown field ").flatMap { keys.offsets[$0] } ?? .max
        }
        return faults.enumerated().map { (offset($0.element), $0.offset, $0.element) }
            .sorted { ($0.0, $0.1) < ($1.0, $1.1) }
            .map(\.2)
    }

    private static func field(_ fault: String, _ prefix: String) -> String? {
        fault.hasPrefix(prefix + "\"") ? String(fault.dropFirst(prefix.count + 1).dropLast()) : nil
    }

    /// The unknown fields that a strict refusal names; nil when `error` is no such refusal.
    static func unknown(in error: APIError) -> [String]? {
        guard error.reason == .badRequest, let range = error.message.firstRange(of: mark) else { return nil }
        var faults: [String] = []
        for part in error.message[range.upperBound...].split(separator: ", ", omittingEmptySubsequences: false) {
            if part.hasPrefix("unknown field \"") || faults.isEmpty {
                faults.append(String(part))
            } else {
                faults[faults.count - 1] += ", \(part)"
            }
        }
        return faults
    }

    /// The strict refusal of an object of `kind`.
    static func refusal(_ faults: [String], of kind: GroupVersionKind) -> APIError {
        APIError(
            .badRequest,
            message: "\(kind.kind) in version \"\(kind.version)\" cannot be handled as a \(kind.kind): \(mark)"
                + faults.joined(separator: ", ")
        )
    }

    /// The refusal of a patch, from what is wrong with the object that it makes.
    static func refusal(ofPatch text: String, _ error: APIError) -> APIError {
        guard error.reason == .badRequest, let range = error.message.firstRange(of: " cannot be handled as a ") else {
            return error
        }
        let rest = error.message[range.upperBound...]
        guard let colon = rest.firstRange(of: ": ") else { return error }
        return patchInvalid(text, String(rest[colon.upperBound...]))
    }

    static func patchInvalid(_ text: String, _ reason: String) -> APIError {
        let message = "Invalid value: \(Value.string(text).json()): \(reason)"
        return APIError(
            .invalid,
            message: " \"\" is invalid: patch: \(message)",
            causes: [APIError.Cause(reason: "FieldValueInvalid", message: message, field: "patch")]
        )
    }
}
