// SPDX-License-Identifier: MIT

internal import Kn8API

/// A server's refusal in the words that kubectl has for it (`kubectl:pkg/cmd/util/helpers.go`).
enum ErrorText {
    /// The sentence for standard error, without a line break at the end.
    ///
    /// - Parameter doing: What was being done, for example `error when creating "web.yaml"`; nil for none.
    static func text(of error: APIError, doing: String? = nil) -> String {
        let context = doing.map { "\($0): " } ?? ""
        if error.reason == .invalid { return invalid(error) }
        // No server said so.
        if error.code == 0 { return error.message }
        if error.reason == .unauthorized {
            return "error: You must be logged in to the server (\(error.message))"
        }
        if error.message.hasPrefix("no matches for kind") {
            return "error: \(context)\(error.message)\nensure CRDs are installed first"
        }
        let reason = error.reason.rawValue.isEmpty ? "" : " (\(error.reason.rawValue))"
        return "Error from server\(reason): \(context)\(error.message)"
    }

    /// The sentence of `error`, no server's, that came while something was being done with one of several objects.
    static func loss(_ error: APIError, doing: String, with title: String?) -> String {
        "error: \(doing)\(title.map { " (\($0))" } ?? ""): \(error.message)"
    }

    private static func invalid(_ error: APIError) -> String {
        let isNamed = !error.name.isEmpty || !error.kind.isEmpty
        let subject = isNamed ? "\(error.kind) \"\(error.name)\"" : "request"
        var seen: Set<String> = []
        let lines = error.causes.map(line(of:)).filter { seen.insert($0).inserted }
        let body =
            switch lines.count {
            case 0: isNamed ? "" : " \(error.message)"
            case 1: " \(lines[0])"
            default: lines.map { "\n* \($0)" }.joined()
            }
        return "The \(subject) is invalid" + (body.isEmpty ? "" : ":\(body)")
    }

    private static func line(of cause: APIError.Cause) -> String {
        cause.field.isEmpty ? cause.message : "\(cause.field): \(cause.message)"
    }
}
