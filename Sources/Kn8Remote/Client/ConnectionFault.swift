// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Curl

/// Why there was no answer, as an error without a code: no server said so. The words are kubectl's
/// (`kubectl:pkg/cmd/util/helpers.go`).
enum ConnectionFault {
    /// The error of `failure` on the way to the server of `connection`.
    static func error(_ failure: CurlFailure, _ connection: ServerConnection) -> APIError {
        switch failure.cause {
        case .refused where connection.proxy.isEmpty:
            error(
                sentence:
                    "The connection to the server \(connection.address) was refused - did you specify the right host "
                    + "or port?"
            )
        case .timedOut: error("the request took longer than allowed: \(failure.description)", reason: .timeout)
        default: error(words(failure.description))
        }
    }

    /// The error of an answer that sends the client elsewhere, which no API server does; nil for any other answer.
    static func redirection(_ head: CurlHead, _ connection: ServerConnection) -> APIError? {
        guard (301...308).contains(head.status), head.status != 304 else { return nil }
        let target = head["location"].map { " to \(Redaction.url($0))" } ?? ""
        return error("\(connection.address) redirects\(target). \(notAServer)")
    }

    /// The error of an answer that is no JSON.
    static func notJSON(_ answer: CurlAnswer, _ target: String) -> APIError {
        let type = answer.head["content-type"].map { "of type \($0)" } ?? "without a type"
        let what = answer.body.isEmpty ? "an empty answer" : "an answer \(type) that is no JSON"
        return error("\(Redaction.url(target)) has \(what). \(notAServer)")
    }

    private static let notAServer =
        "A proxy or a login page stands before the server, or the address is not an API server's"

    /// libcurl's sentences in Go's words, as far as they are about common things; the others as they are.
    private static func words(_ text: String) -> String {
        let untrusted = "tls: failed to verify certificate: x509: "
        for (mark, words) in [
            ("unable to get local issuer certificate", untrusted + "certificate signed by unknown authority"),
            ("self-signed certificate", untrusted + "certificate signed by unknown authority"),
            ("self signed certificate", untrusted + "certificate signed by unknown authority"),
            ("certificate has expired", untrusted + "certificate has expired or is not yet valid"),
            ("certificate is not yet valid", untrusted + "certificate has expired or is not yet valid"),
            ("wrong version number", "http: server gave HTTP response to HTTPS client"),
            ("Empty reply from server", "EOF: the connection ended before there was an answer"),
            ("bytes remaining to read", "unexpected EOF: the connection ended within the answer"),
            ("HTTP/0.9", "malformed HTTP response: what answers there is no HTTP server"),
        ] where text.contains(mark) { return words }
        if let host = text.split(separator: "matches target host name ").last, host.count < text.count {
            return untrusted + "certificate is not valid for \(host.filter { $0 != "'" })"
        }
        if text.hasPrefix("Could not resolve "), let host = text.split(separator: ": ").last {
            return "dial tcp: lookup \(host): no such host"
        }
        return text
    }

    /// `Unable to connect to the server: …`
    static func error(_ why: String, reason: APIError.Reason = .unknown) -> APIError {
        error(sentence: "Unable to connect to the server: \(why)", reason: reason)
    }

    private static func error(sentence: String, reason: APIError.Reason = .unknown) -> APIError {
        var error = APIError(reason, message: sentence)
        error.code = 0
        return error
    }
}
