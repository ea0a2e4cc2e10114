// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// A server's refusal as an error, word for word; what is no `Status` becomes one as client-go has it
/// (`apimachinery:pkg/api/errors/errors.go`).
enum StatusReader {
    /// The refusal that an answer with a status of 400 or more stands for.
    static func error(code: Int, body: [UInt8], retryAfter: Int64, subject: String) -> APIError {
        if let value = try? Value(json: body), value["kind"]?.string == "Status" {
            return error(status: value, code: code, retryAfter: retryAfter)
        }
        return generic(code: code, body: body, retryAfter: retryAfter, subject: subject)
    }

    /// The refusal that a `Status` object spells.
    static func error(status: Value, code: Int = 0, retryAfter: Int64 = 0) -> APIError {
        let details = status["details"]
        let reason = APIError.Reason(rawValue: status["reason"]?.string ?? "") ?? .unknown
        var error = APIError(
            reason,
            message: status["message"]?.string ?? "",
            name: details?["name"]?.string ?? "",
            group: details?["group"]?.string ?? "",
            kind: details?["kind"]?.string ?? "",
            causes: (details?["causes"]?.array ?? []).map { cause in
                APIError.Cause(
                    reason: cause["reason"]?.string ?? "",
                    message: cause["message"]?.string ?? "",
                    field: cause["field"]?.string ?? ""
                )
            },
            retryAfterSeconds: details?["retryAfterSeconds"]?.int ?? retryAfter
        )
        let stated = status["code"]?.int.map(Int.init) ?? code
        if stated > 0 { error.code = stated }
        return error
    }

    private static func generic(code: Int, body: [UInt8], retryAfter: Int64, subject: String) -> APIError {
        let text = String(decoding: body.prefix(2_048), as: UTF8.self)
        let said = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        let (reason, message): (APIError.Reason, String) =
            switch code {
            case 400: (.badRequest, "the server rejected our request for an unknown reason")
            case 401: (.unauthorized, "the server has asked for the client to provide credentials")
            case 403: (.forbidden, said.isEmpty ? "unknown" : said)
            case 404: (.notFound, "the server could not find the requested resource")
            case 405: (.methodNotAllowed, "the server does not allow this method on the requested resource")
            case 406: (.notAcceptable, said.isEmpty ? "the server was unable to respond with a known type" : said)
            case 409: (.conflict, "the server reported a conflict")
            case 415: (.unsupportedMediaType, said.isEmpty ? "the server did not take the body's type" : said)
            case 422: (.invalid, "the server rejected our request due to an error in our request")
            case 429:
                (
                    .tooManyRequests,
                    "the server has received too many requests and has asked us to try again later"
                )
            case 503: (.serviceUnavailable, "the server is currently unable to handle the request")
            case 504:
                (
                    .timeout,
                    "the server was unable to return a response in the time allotted, but may still be processing the "
                        + "request"
                )
            case 500...:
                (
                    .internalError,
                    "an error on the server (\(said.isEmpty ? "\"unknown\"" : said.goQuoted)) has prevented the request "
                        + "from succeeding"
                )
            default: (.unknown, "the server responded with the status code \(code) but did not return more information")
            }
        var error = APIError(
            reason,
            message: message + (subject.isEmpty ? "" : " (\(subject))"),
            causes: said.isEmpty || code == 403
                ? [] : [APIError.Cause(reason: "UnexpectedServerResponse", message: said, field: "")],
            retryAfterSeconds: retryAfter
        )
        error.code = code
        return error
    }
}
