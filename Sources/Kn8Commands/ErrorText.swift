// SPDX-License-Identifier: MIT

internal import Kn8API

/// A server's refusal in the words that kubectl has for it (`kubectl:pkg/cmd/util/helpers.go`).
enum ErrorText {
    /// The sentence for standard error, without a line break at the end.
    ///
    /// - Parameter doing: What was being done, for example `error when creating "web.yaml"`; nil for none.
    static func text(of error: APIError, doing: String? = nil) -> String {
        let context = doing.map { "\($0): " } ?? ""
        if error.reason == .invalid, !error.name.isEmpty, !error.kind.isEmpty {
            let body: String
            if let cause = error.causes.first, error.causes.count == 1 {
                body = " \(line(of: cause))"
            } else {
                var seen: Set<String> = []
                body = error.causes.map(line(of:)).filter { seen.insert($0).inserted }.map { "\n* \($0)" }.joined()
            }
            return "The \(error.kind) \"\(error.name)\" is invalid:\(body)"
        }
        if error.reason == .invalid, error.name.isEmpty, error.causes.isEmpty {
            return "The request is invalid: \(error.message)"
        }
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

    private static func line(of cause: APIError.Cause) -> String {
        cause.field.isEmpty ? cause.message : "\(cause.field): \(cause.message)"
    }
}
