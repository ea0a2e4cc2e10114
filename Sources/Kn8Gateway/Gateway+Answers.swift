// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value
internal import Kn8YAML

extension Gateway {
    /// The answer that carries `value`.
    static func answer(
        _ status: Int,
        _ value: Value,
        _ negotiation: Negotiation,
        warnings: [String] = []
    ) -> GatewayResponse {
        var response = GatewayResponse(status: status, headers: commonHeaders)
        switch negotiation.format {
        case .json:
            var bytes = JSONBytes(pretty: negotiation.isPretty)
            bytes.write(object: value)
            bytes.raw("\n")
            response.headers.append("Content-Type", "application/json")
            response.body = .bytes(bytes.taken())
        case .yaml:
            response.headers.append("Content-Type", "application/yaml")
            response.body = .bytes(Array(value.yaml().utf8))
        }
        for field in WarningFields.fields(warnings) { response.headers.append("Warning", field) }
        return response
    }

    static func text(_ status: Int, _ text: String) -> GatewayResponse {
        GatewayResponse(
            status: status,
            headers: [
                "Cache-Control": "no-cache, private", "Content-Type": "text/plain; charset=utf-8",
                "X-Content-Type-Options": "nosniff",
            ],
            body: .bytes(Array(text.utf8))
        )
    }

    static let pageNotFound = text(404, "404 page not found\n")

    static let commonHeaders: HeaderFields = ["Cache-Control": "no-cache, private"]

    /// The answer that tells of a refusal, in the form the client accepts where that can be told.
    static func answer(
        refusing error: APIError,
        _ negotiation: Negotiation = Negotiation(),
        warnings: [String] = []
    ) -> GatewayResponse {
        var response = answer(error.code, status(of: error), negotiation, warnings: warnings)
        if error.retryAfterSeconds > 0 { response.headers["Retry-After"] = String(error.retryAfterSeconds) }
        return response
    }

    /// The Status object of a refusal, as the server has it: no reason for a plain failure, and details for those that
    /// name something.
    static func status(of error: APIError) -> Value {
        var status = error.status
        if error.reason == .internalError, !error.message.hasPrefix("Internal error occurred") {
            status["reason"] = nil
        }
        if error.reason == .unknown { status["reason"] = nil }
        switch error.reason {
        case .badRequest, .unauthorized, .internalError, .unknown, .expired: break
        default: if status["details"] == nil { status["details"] = .emptyObject }
        }
        return status
    }

    /// The Status that tells of a success.
    static func success(_ details: Value? = nil, code: Int? = nil) -> Value {
        var status: Value = ["kind": "Status", "apiVersion": "v1", "metadata": [:], "status": "Success"]
        if let details { status["details"] = details }
        if let code { status["code"] = .int(Int64(code)) }
        return status
    }
}

/// The `Warning` header fields of an answer (`kubernetes:apiserver/pkg/endpoints/filters/warning.go`).
enum WarningFields {
    private static let longest = 4_096
    private static let itemLength = 256

    static func fields(_ warnings: [String]) -> [String] {
        var seen: Set<String> = []
        let texts = warnings.filter { seen.insert($0).inserted }
        let isLong = texts.reduce(0) { $0 + $1.unicodeScalars.count } > longest
        var room = longest
        var fields: [String] = []
        for text in texts {
            let scalars = text.unicodeScalars
            let kept =
                isLong && scalars.count > itemLength
                ? String(String.UnicodeScalarView(scalars.prefix(itemLength))) : text
            room -= kept.unicodeScalars.count
            guard room >= 0 else { break }
            fields.append("299 - \(quoted(kept))")
        }
        return fields
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                result += "\\"
                result.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
