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

    private static let secretHeaders: Set<String> = [
        "authorization", "proxy-authorization", "cookie", "set-cookie", "x-auth-token",
    ]

    /// A header's line without the credentials in it.
    static func shown(header line: String) -> String {
        guard let colon = line.firstIndex(of: ":"), secretHeaders.contains(line[..<colon].lowercased()) else {
            return line
        }
        let value = line[line.index(after: colon)...].drop { $0 == " " }
        let scheme = value.split(separator: " ").first.map(String.init) ?? ""
        return "\(line[..<colon]): " + (["Bearer", "Basic"].contains(scheme) ? "\(scheme) <masked>" : "<masked>")
    }

    private func shown(_ body: [UInt8], of url: String) -> String {
        let text = RequestLog.shown(body, of: url)
        guard verbosity < 9, text.utf8.count > RequestLog.shownBytes else { return text }
        let rest = text.utf8.count - RequestLog.shownBytes
        return String(decoding: text.utf8.prefix(RequestLog.shownBytes), as: UTF8.self) + " [truncated \(rest) chars]"
    }

    /// A body without the values of Secrets and without tokens; one that cannot be searched for them is not shown.
    static func shown(_ body: [UInt8], of url: String) -> String {
        guard !body.isEmpty else { return "" }
        guard let value = try? Value(json: body) else {
            guard url.contains("/secrets") || url.contains("/token") else {
                return String(decoding: body, as: UTF8.self)
            }
            return "<\(body.count) bytes, not shown>"
        }
        let aboutSecrets = url.contains("/secrets")
        return hidden(value, inSecrets: aboutSecrets, depth: 0).json()
    }

    private static let secretFields: Set<String> = ["data", "stringData"]
    private static let lastApplied = "kubectl.kubernetes.io/last-applied-configuration"

    private static func hidden(_ value: Value, inSecrets: Bool, depth: Int) -> Value {
        guard depth < 200 else { return .string(SecretMask.hidden) }
        switch value {
        case .array(let elements):
            return .array(elements.map { hidden($0, inSecrets: inSecrets, depth: depth + 1) })
        case .object(let map):
            let kind = map["kind"]?.string ?? ""
            let isSecret = inSecrets || kind.hasPrefix("Secret")
            let isToken = ["TokenRequest", "TokenReview", "ExecCredential"].contains(kind)
            return .object(
                ValueMap(
                    map.map { entry in
                        if isSecret && (secretFields.contains(entry.key) || entry.key == lastApplied) {
                            guard let fields = entry.value.object else {
                                return (entry.key, .string(SecretMask.hidden))
                            }
                            let all = fields.map { ($0.key, Value.string(SecretMask.hidden)) }
                            return (entry.key, .object(ValueMap(all)))
                        }
                        if isToken && ["status", "spec"].contains(entry.key), entry.value["token"] != nil {
                            var part = entry.value
                            part["token"] = .string(SecretMask.hidden)
                            return (entry.key, part)
                        }
                        return (entry.key, hidden(entry.value, inSecrets: isSecret, depth: depth + 1))
                    }
                )
            )
        default: return value
        }
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
