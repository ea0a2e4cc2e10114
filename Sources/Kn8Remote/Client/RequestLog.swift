// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8API
internal import Kn8Curl
internal import Kn8Value

/// What `-v` shows of requests, as kubectl does (`client-go:transport/round_trippers.go`), without what is secret.
struct RequestLog: Sendable {
    let verbosity: Int
    let write: @Sendable (String) -> Void

    /// How much of a body level 8 shows.
    private static let shownBytes = 1_024

    /// Tells of a request before it is made.
    func sends(_ request: CurlRequest) {
        if verbosity >= 8 { say(body(request.body ?? [], of: request.url, "Request Body")) }
        if verbosity >= 9 {
            say(curl(request))
        } else if verbosity >= 7 {
            say("\(request.method) \(Redaction.url(request.url))")
            say("Request Headers:")
            for line in request.headers { say("    " + RequestLog.shown(header: line)) }
        }
    }

    /// Tells of the answer to it.
    func receives(_ head: CurlHead, body: [UInt8]?, of request: CurlRequest, milliseconds: Int) {
        guard verbosity >= 6 else { return }
        let outcome = "\(head.status) \(RequestLog.reason(head.status)) in \(milliseconds) milliseconds"
        let isWhole = (7...8).contains(verbosity)
        say(isWhole ? "Response Status: \(outcome)" : "\(request.method) \(Redaction.url(request.url)) \(outcome)")
        guard verbosity >= 8 else { return }
        say("Response Headers:")
        for header in head.headers {
            say("    " + RequestLog.shown(header: "\(RequestLog.canonical(header.name)): \(header.value)"))
        }
        if let body { say(self.body(body, of: request.url, "Response Body")) }
    }

    /// Tells of an exchange that came to nothing.
    func fails(_ failure: CurlFailure, of request: CurlRequest, milliseconds: Int) {
        guard verbosity >= 6 else { return }
        say("\(request.method) \(Redaction.url(request.url))  in \(milliseconds) milliseconds: \(failure)")
    }

    /// Tells that a request is made again.
    func waits(_ milliseconds: Int, attempt: Int, _ request: CurlRequest) {
        guard verbosity >= 6 else { return }
        say(
            "Got a Retry-After or lost the connection: attempt \(attempt) of \(Redaction.url(request.url)) in "
                + "\(milliseconds) ms"
        )
    }

    private func say(_ text: String) {
        var moment = timespec()
        clock_gettime(CLOCK_REALTIME, &moment)
        var parts = tm()
        localtime_r(&moment.tv_sec, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let micro = String(1_000_000 + moment.tv_nsec / 1_000).dropFirst()
        let process = "\(getpid())"
        write(
            "I\(two(parts.tm_mon + 1))\(two(parts.tm_mday)) \(two(parts.tm_hour)):\(two(parts.tm_min)):"
                + "\(two(parts.tm_sec)).\(micro) \(String(repeating: " ", count: max(0, 7 - process.utf8.count)))"
                + "\(process) kn8] \(text)"
        )
    }

    private func curl(_ request: CurlRequest) -> String {
        let headers = request.headers.map { " -H \"\(RequestLog.shown(header: $0))\"" }.joined()
        return "curl -v -X\(request.method) \(headers) '\(Redaction.url(request.url))'"
    }

    // MARK: What is secret

    /// A header's line without the credentials in it.
    static func shown(header line: String) -> String {
        guard let colon = line.firstIndex(of: ":") else { return line }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        return "\(line[..<colon]): \(Redaction.header(String(line[..<colon]), String(value)))"
    }

    /// A name in lower case as HTTP/1.1 writes it: `content-type` as `Content-Type`.
    private static func canonical(_ name: String) -> String {
        name.split(separator: "-", omittingEmptySubsequences: false)
            .map { $0.prefix(1).uppercased() + $0.dropFirst() }
            .joined(separator: "-")
    }

    /// A body as klog shows a value: quoted, or below the name when it has several lines.
    private func body(_ bytes: [UInt8], of url: String, _ name: String) -> String {
        let text = shown(bytes, of: url)
        guard text.contains("\n") else { return "\"\(name)\" body=\(text.goQuoted)" }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { "\t\($0)" }
        return "\"\(name)\" body=<\n\(lines.joined(separator: "\n"))\n >"
    }

    private func shown(_ body: [UInt8], of url: String) -> String {
        guard !body.isEmpty else { return "" }
        let text = Redaction.body(body, of: url)
        guard verbosity < 9, text.utf8.count > RequestLog.shownBytes else { return text }
        let rest = text.utf8.count - RequestLog.shownBytes
        return String(decoding: text.utf8.prefix(RequestLog.shownBytes), as: UTF8.self) + " [truncated \(rest) chars]"
    }

    private static func reason(_ status: Int) -> String {
        switch status {
        case 200: "OK"
        case 201: "Created"
        case 202: "Accepted"
        case 204: "No Content"
        case 304: "Not Modified"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 409: "Conflict"
        case 410: "Gone"
        case 415: "Unsupported Media Type"
        case 422: "Unprocessable Entity"
        case 429: "Too Many Requests"
        case 500: "Internal Server Error"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        default: ""
        }
    }
}
