// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value
internal import Kn8YAML

/// A body as the value it spells, and the keys that it sets twice.
struct RequestBody: Sendable {
    let value: Value
    /// What strict decoding says of keys that are set twice, in the order of the text.
    let duplicates: [String]
    /// The text when it is JSON: what is found wrong is told in its order.
    let json: [UInt8]

    private init(_ value: Value, duplicates: [String] = [], json: [UInt8] = []) {
        self.value = value
        self.duplicates = duplicates
        self.json = json
    }

    /// What the body of `request` spells as an object of `kind`; `supportsProtobuf` tells whether that form is taken.
    init(_ request: GatewayRequest, of kind: GroupVersionKind, isCustom: Bool) throws(APIError) {
        let type = MediaType((request.headers["Content-Type"] ?? "")[...])
        guard request.body.count <= GatewayLimits.body else { throw .bodyTooLarge }
        switch type.name {
        case "", "application/json", "*/*": self = try RequestBody(json: request.body, of: kind)
        case "application/yaml": self = try RequestBody(yaml: request.body, of: kind)
        case "application/vnd.kubernetes.protobuf" where !isCustom:
            self.init(try ProtobufObject.decoded(request.body, as: kind))
        default: throw RequestBody.unknownFormat(isCustom: isCustom)
        }
    }

    static func unknownFormat(isCustom: Bool) -> APIError {
        APIError(
            .unsupportedMediaType,
            message:
                "the body of the request was in an unknown format - accepted media types include: application/json, "
                + "application/yaml" + (isCustom ? "" : ", application/vnd.kubernetes.protobuf")
        )
    }

    private init(json bytes: [UInt8], of kind: GroupVersionKind) throws(APIError) {
        let (value, text) = try RequestBody.parsed(bytes) { fault in
            APIError(
                .badRequest,
                message:
                    "the object provided is unrecognized (must be of type \(kind.kind)): couldn't get version/kind; "
                    + "json parse error: \(fault) (\(RequestBody.beginning(bytes)))"
            )
        }
        guard case .object = value else {
            throw APIError(
                .badRequest,
                message:
                    "the object provided is unrecognized (must be of type \(kind.kind)): couldn't get version/kind; "
                    + "json parse error: json: cannot unmarshal \(value.goName) into Go value of type struct { APIVersion "
                    + "string \"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" } "
                    + "(\(RequestBody.beginning(bytes)))"
            )
        }
        let duplicates = JSONKeys.hasDuplicates(text, value) ? JSONKeys(text).duplicates : []
        self.init(value, duplicates: duplicates.map { "duplicate field \"\($0)\"" }, json: text)
    }

    /// What `bytes` spell, and the bytes with what is no UTF-8 replaced, as Go's reader does.
    static func parsed(
        _ bytes: [UInt8],
        refusal: (String) -> APIError
    ) throws(APIError) -> (Value, [UInt8]) {
        do {
            return (try Value(json: bytes), bytes)
        } catch {
            guard error.fact == .invalidUTF8 else { throw refusal(error.message) }
            let mended = Array(String(decoding: bytes, as: UTF8.self).utf8)
            guard let value = try? Value(json: mended) else { throw refusal(error.message) }
            return (value, mended)
        }
    }

    private init(yaml bytes: [UInt8], of kind: GroupVersionKind) throws(APIError) {
        let (value, duplicates) = try RequestBody.yaml(bytes)
        guard case .object = value else {
            throw APIError(
                .badRequest,
                message:
                    "the object provided is unrecognized (must be of type \(kind.kind)): couldn't get version/kind; "
                    + "json parse error: json: cannot unmarshal \(value.goName) into Go value (\(RequestBody.beginning(bytes)))"
            )
        }
        var faults: [String] = []
        if !duplicates.isEmpty {
            faults = ["yaml: unmarshal errors:\n" + duplicates.map { "  \($0)" }.joined(separator: "\n")]
        }
        self.init(value, duplicates: faults)
    }

    /// The one document of a YAML text, and the lines that set a key again.
    static func yaml(_ bytes: [UInt8]) throws(APIError) -> (Value, [String]) {
        let items = YAMLStream.documents(in: bytes, file: "", root: .any, duplicates: .kept)
        guard let first = items.first else { return (.null, []) }
        switch first {
        case .findings(let findings):
            throw APIError(.badRequest, message: "error decoding YAML: \(findings.first?.message ?? "no document")")
        case .document(let document):
            guard document.hasDuplicateKeys else { return (document.value, []) }
            let lines = document.duplicateKeys().map { finding in
                var key = ""
                if case .key(let name)? = finding.path?.steps.last { key = name }
                return "line \(finding.span?.start.line ?? 1): key \(key.goQuoted) already set in map"
            }
            return (document.value, lines)
        }
    }

    // As the server shows a body in a message (`kubernetes:apimachinery/pkg/runtime/error.go`).
    static func beginning(_ bytes: [UInt8]) -> String {
        if bytes.isEmpty { return "<empty>" }
        let text = String(decoding: bytes.prefix(128), as: UTF8.self)
        return bytes.count > 128 ? text + " ..." : text
    }
}

extension Value {
    /// What Go's JSON reader calls this kind of value.
    var goName: String {
        switch self {
        case .null: "null"
        case .bool: "bool"
        case .int, .double: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
