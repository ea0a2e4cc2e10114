// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Gateway
internal import NIOHTTP1

/// What is refused before anybody looks at it: forms that two readers could take for two different requests.
///
/// The decoder has refused some of them before; here they are refused whatever the decoder of the day lets through.
struct RequestRules {
    let limits: HTTPLimits
    /// Refuses requests that a web page could have its reader's browser send; for a server that asks for no credentials.
    let guardsBrowsers: Bool

    /// The answer that `head` gets at once; nil when it may be read on.
    func refusal(of head: HTTPRequestHead, isHTTP2: Bool) -> GatewayResponse? {
        let target = head.uri.utf8
        guard target.count <= limits.target else { return .text(414, "414 URI Too Long") }
        guard target.first == UInt8(ascii: "/"), target.allSatisfy(Self.isTargetByte) else {
            return .text(400, "400 Bad Request: the request target must be a path")
        }
        guard head.version.major >= 1 else { return .text(505, "505 HTTP Version Not Supported") }
        var hosts = 0
        var lengths = 0
        var codings = 0
        for (name, value) in head.headers {
            guard Self.isToken(name), value.utf8.allSatisfy(Self.isValueByte) else {
                return .text(400, "400 Bad Request: malformed header")
            }
            switch name.utf8.count {
            case 4 where name.lowercased() == "host":
                hosts += 1
                if guardsBrowsers, !Self.isLoopback(host: value) {
                    return .text(403, "403 Forbidden: this server answers to the names of this machine alone")
                }
            case 6 where guardsBrowsers && name.lowercased() == "origin":
                guard let mark = value.range(of: "://"), Self.isLoopback(host: String(value[mark.upperBound...])) else {
                    return .text(403, "403 Forbidden: not for pages of other sites")
                }
            case 14 where name.lowercased() == "content-length":
                lengths += 1
                guard !value.isEmpty, value.utf8.allSatisfy({ (48...57).contains($0) }) else {
                    return .text(400, "400 Bad Request: bad Content-Length")
                }
                guard value.utf8.count < 19, let length = Int(value), length <= limits.body else {
                    return GatewayResponse(refusing: .bodyTooLarge)
                }
            case 17 where name.lowercased() == "transfer-encoding":
                codings += 1
                guard value.lowercased() == "chunked", head.version.minor > 0 || isHTTP2 else {
                    return .text(501, "501 Not Implemented: unsupported transfer encoding")
                }
            default: break
            }
        }
        guard hosts <= 1, lengths <= 1, codings <= 1, lengths + codings <= 1 else {
            return .text(400, "400 Bad Request: contradictory headers")
        }
        guard hosts == 1 || isHTTP2 || head.version.minor == 0 else {
            return .text(400, "400 Bad Request: missing required Host header")
        }
        return nil
    }

    /// Whether values of `Accept-Encoding` ask for gzip.
    static func takesGzip(_ values: [String]) -> Bool {
        values.contains { value in
            value.split(separator: ",").contains { item in
                let parts = item.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
                return parts.first == "gzip" && !parts.dropFirst().contains { $0 == "q=0" || $0 == "q=0.0" }
            }
        }
    }

    /// Whether `host`, with a port or without, names this machine itself.
    static func isLoopback(host: String) -> Bool {
        var name = Substring(host)
        if name.hasPrefix("[") {
            guard let end = name.firstIndex(of: "]") else { return false }
            return name[..<end].dropFirst() == "::1"
        }
        if let colon = name.lastIndex(of: ":") { name = name[..<colon] }
        let plain = name.lowercased()
        if plain == "localhost" || plain.hasSuffix(".localhost") { return true }
        let parts = plain.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    private static func isTargetByte(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "#") }

    private static func isValueByte(_ byte: UInt8) -> Bool { (byte >= 0x20 && byte != 0x7F) || byte == 9 }

    private static func isToken(_ name: String) -> Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 48...57, 65...90, 94...122, 124, 126, 33, 35...39, 42, 43, 45, 46: true
                default: false
                }
            }
    }
}

extension String {
    /// Where `part` stands first; nil when it does not.
    fileprivate func range(of part: String) -> Range<String.Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
            start = index(after: start)
        }
        return nil
    }
}
