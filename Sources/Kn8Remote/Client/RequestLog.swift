// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8API
internal import Kn8Curl

/// What `-v` shows of requests, as kubectl does (`client-go:transport/round_trippers.go`), without what is secret.
struct RequestLog: Sendable {
    let verbosity: Int
    let write: @Sendable (String) -> Void

    /// How much of a body level 8 shows.
    private static let shownBytes = 1_024

    /// Tells of a request before it is made.
    func sends(_ request: CurlRequest) {
        guard verbosity >= 7 else { return }
        say("\(request.method) \(request.url)")
        if verbosity >= 9 { say(curl(request)) }
        say("Request Headers:")
        for line in request.headers { say("    " + RequestLog.shown(header: line)) }
        if verbosity >= 8, let body = request.body { say("Request Body: " + shown(body, of: request.url)) }
    }

    /// Tells of the answer to it.
    func receives(_ head: CurlHead, body: [UInt8]?, of request: CurlRequest, milliseconds: Int) {
        guard verbosity >= 6 else { return }
        let word = RequestLog.reason(head.status)
        if verbosity == 6 {
            say("\(request.method) \(request.url) \(head.status) \(word) in \(milliseconds) milliseconds")
            return
        }
        say("Response Status: \(head.status) \(word) in \(milliseconds) milliseconds")
        guard verbosity >= 8 else { return }
        say("Response Headers:")
        for header in head.headers { say("    " + RequestLog.shown(header: "\(header.name): \(header.value)")) }
        if let body { say("Response Body: " + shown(body, of: request.url)) }
    }

    /// Tells of an exchange that came to nothing.
    func fails(_ failure: CurlFailure, of request: CurlRequest, milliseconds: Int) {
        guard verbosity >= 6 else { return }
        say("\(request.method) \(request.url)  in \(milliseconds) milliseconds: \(failure)")
    }

    /// Tells that a request is made again.
    func waits(_ milliseconds: Int, attempt: Int, _ request: CurlRequest) {
        guard verbosity >= 6 else { return }
        say("Got a Retry-After or lost the connection: attempt \(attempt) of \(request.url) in \(milliseconds) ms")
    }

    private func say(_ text: String) {
        var moment = timespec()
        clock_gettime(CLOCK_REALTIME, &moment)
        var parts = tm()
        localtime_r(&moment.tv_sec, &parts)
        func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let micro = String(1_000_000 + moment.tv_nsec / 1_000).dropFirst()
        write(
            "I\(two(parts.tm_mon + 1))\(two(parts.tm_mday)) \(two(parts.tm_hour)):\(two(parts.tm_min)):"
                + "\(two(parts.tm_sec)).\(micro) \(getpid()) kn8] \(text)"
        )
    }

    private func curl(_ request: CurlRequest) -> String {
        let headers = request.headers.map { " -H \"\(RequestLog.shown(header: $0))\"" }.joined()
        return "curl -v -X\(request.method) \(headers) '\(request.url)'"
    }

    // MARK: What is secret

    /// A header's line without the credentials in it.
    static func shown(header line: String) -> String {
        guard let colon = line.firstIndex(of: ":") else { return line }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        return "\(line[..<colon]): \(Redaction.header(String(line[..<colon]), String(value)))"
    }

    private func shown(_ body: [UInt8], of url: String) -> String {
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
