// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A URL as Go's `net/url` reads it.
struct WebAddress: Equatable, Sendable {
    /// Why a text is no URL, in Go's words.
    struct Fault: Error {
        let text: String
        let message: String

        var description: String { "parse \(text.goQuoted): \(message)" }
    }

    private(set) var scheme = ""
    /// What follows the scheme when that is no path: `mailto:x`.
    private(set) var opaque = ""
    private(set) var userinfo: String?
    /// With the port and the brackets of IPv6.
    private(set) var host = ""
    /// Unescaped bytes.
    private(set) var path: [UInt8] = []
    /// The path as it was written.
    private(set) var writtenPath = ""
    private(set) var query = ""
    private(set) var fragment = ""

    /// What `ParseRequestURI` takes: an absolute URL, or a path from the root.
    init(requestURI text: String) throws(Fault) {
        do {
            try read(text, isRequest: true)
        } catch {
            throw Fault(text: text, message: error.message)
        }
    }

    /// What `Parse` takes; a fragment is cut off first.
    init(_ text: String) throws(Fault) {
        let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let body = parts.first ?? ""
        do {
            try read(body, isRequest: false)
        } catch {
            throw Fault(text: body, message: error.message)
        }
        guard parts.count > 1 else { return }
        do {
            fragment = String(decoding: try URLEscapes.unescaped(parts[1], isHost: false), as: UTF8.self)
        } catch {
            throw Fault(text: text, message: error.message)
        }
    }

    private mutating func read(_ text: String, isRequest: Bool) throws(CELFailure) {
        if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) {
            throw CELFailure("net/url: invalid control character in URL")
        }
        if text.isEmpty, isRequest { throw CELFailure("empty url") }
        if text == "*" {
            (path, writtenPath) = (Array(text.utf8), text)
            return
        }
        var rest = try readScheme(text)
        if let mark = rest.firstIndex(of: "?") {
            query = String(rest[rest.index(after: mark)...])
            rest = rest[..<mark]
        }
        if !rest.hasPrefix("/") {
            if !scheme.isEmpty {
                opaque = String(rest)
                return
            }
            if isRequest { throw CELFailure("invalid URI for request") }
            if rest.prefix(while: { $0 != "/" }).contains(":") {
                throw CELFailure("first path segment in URL cannot contain colon")
            }
        }
        if !scheme.isEmpty || !isRequest && !rest.hasPrefix("///"), rest.hasPrefix("//") {
            let authority = rest.dropFirst(2).prefix { $0 != "/" }
            try readAuthority(String(authority))
            rest = rest[authority.endIndex...]
        }
        writtenPath = String(rest)
        path = try URLEscapes.unescaped(writtenPath, isHost: false)
    }

    private mutating func readScheme(_ text: String) throws(CELFailure) -> Substring {
        for index in text.utf8.indices {
            switch text.utf8[index] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): continue
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
                if index == text.startIndex { return text[...] }
            case UInt8(ascii: ":"):
                if index == text.startIndex { throw CELFailure("missing protocol scheme") }
                scheme = StringFunctions.lowerAscii(String(text[..<index]))
                return text[text.utf8.index(after: index)...]
            default: return text[...]
            }
        }
        return text[...]
    }

    private mutating func readAuthority(_ authority: String) throws(CELFailure) {
        var host = authority[...]
        if let at = authority.lastIndex(of: "@") {
            host = authority[authority.index(after: at)...]
            let user = String(authority[..<at])
            guard user.utf8.allSatisfy(URLEscapes.isUserinfo) else { throw CELFailure("net/url: invalid userinfo") }
            _ = try URLEscapes.unescaped(user, isHost: false)
            userinfo = user
        }
        var port = Substring()
        if host.hasPrefix("[") {
            guard let bracket = host.lastIndex(of: "]") else { throw CELFailure("missing ']' in host") }
            port = host[host.index(after: bracket)...]
        } else if let colon = host.lastIndex(of: ":") {
            port = host[colon...]
        }
        guard Self.isPort(port) else { throw CELFailure("invalid port \(String(port).goQuoted) after host") }
        self.host = String(decoding: try URLEscapes.unescaped(String(host), isHost: true), as: UTF8.self)
    }

    /// Empty, or a colon and digits.
    private static func isPort(_ text: Substring) -> Bool {
        text.isEmpty
            || text.first == ":"
                && text.dropFirst().utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private var hostAndPort: (host: Substring, port: Substring) {
        var parts: (host: Substring, port: Substring) = (host[...], "")
        if let colon = host.lastIndex(of: ":"), Self.isPort(host[colon...]) {
            parts = (host[..<colon], host[host.index(after: colon)...])
        }
        if parts.host.hasPrefix("["), parts.host.hasSuffix("]") { parts.host = parts.host.dropFirst().dropLast() }
        return parts
    }

    /// Without port and brackets.
    var hostname: String { String(hostAndPort.host) }
    /// Empty when there is none.
    var port: String { String(hostAndPort.port) }
    /// The path as it was written if that is well escaped, otherwise escaped anew.
    var escapedPath: String {
        writtenPath == "*" || writtenPath.utf8.allSatisfy(URLEscapes.mayStandInPath)
            ? writtenPath : URLEscapes.escapedPath(path)
    }

    /// The values of each key, in the order in which the keys come; what is badly escaped is left out.
    var queryValues: [(key: String, values: [String])] {
        var order: [String] = []
        var values: [String: [String]] = [:]
        for part in query.split(separator: "&") where !part.contains(";") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { String($0.map { $0 == "+" ? " " : $0 }) }
            guard let keyText = pair.first, let key = try? URLEscapes.unescaped(keyText, isHost: false),
                let value = try? URLEscapes.unescaped(pair.count > 1 ? pair[1] : "", isHost: false)
            else { continue }
            let name = String(decoding: key, as: UTF8.self)
            if values[name] == nil { order.append(name) }
            values[name, default: []].append(String(decoding: value, as: UTF8.self))
        }
        return order.map { ($0, values[$0] ?? []) }
    }
}
