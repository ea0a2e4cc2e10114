// SPDX-License-Identifier: MIT
internal import Kn8Gateway
internal import Kn8HTTP
internal import NIOCore
internal import NIOEmbedded

/// Whatever comes over a connection: requests that get through are such that nobody could read them in two ways, what goes
/// back is a row of answers, and both are the same when the bytes come in two pieces.
enum HTTPPromises {
    static func complaint(about bytes: [UInt8]) -> String? {
        let whole = talk([bytes])
        for request in whole.requests {
            if let complaint = complaint(about: request) { return complaint }
        }
        let middle = bytes.count / 2
        let parts = talk([Array(bytes[..<middle]), Array(bytes[middle...])])
        if parts.requests != whole.requests { return "in two pieces it is \(parts.requests), not \(whole.requests)" }
        let isHTTP2 = bytes.starts(with: Array("PRI * HTTP/2.0\r\n\r\n".utf8))
        return isHTTP2 ? nil : complaint(aboutAnswers: whole.answers, methods: whole.requests.map(\.method))
    }

    private static let limits: HTTPLimits = {
        var limits = HTTPLimits()
        limits.body = 1_024
        return limits
    }()

    private struct Request: Equatable {
        var method: String
        var target: String
        var fields: [String]
        var body: [UInt8]
    }

    private final class Log: @unchecked Sendable {  // of one loop, which runs on this thread
        var requests: [Request] = []
    }

    private static func talk(_ pieces: [[UInt8]]) -> (requests: [Request], answers: [UInt8]) {
        let log = Log()
        let channel = EmbeddedChannel()
        var answers: [UInt8] = []
        do {
            try HTTPServer.speak(on: channel, limits: limits) { request, _ in
                let fields = request.headers.fields.map { "\($0.name): \($0.value)" }
                log.requests.append(
                    Request(method: request.method, target: request.target, fields: fields, body: request.body)
                )
                return GatewayResponse(
                    status: 200,
                    headers: ["Content-Type": "text/plain"],
                    body: .bytes([0x6F, 0x6B])
                )
            }
            try channel.connect(to: SocketAddress(unixDomainSocketPath: "/fuzz")).wait()
            for piece in pieces where channel.isActive {
                // What is wrong with them is the other end's to hear.
                _ = try? channel.writeInbound(ByteBuffer(bytes: piece))
                channel.embeddedEventLoop.run()
                while let bytes = try channel.readOutbound(as: ByteBuffer.self) { answers += bytes.readableBytesView }
            }
        } catch {
            return ([Request(method: "\(error)", target: "", fields: [], body: [])], answers)
        }
        _ = try? channel.finish(acceptAlreadyClosed: true)
        return (log.requests, answers)
    }

    private static func complaint(about request: Request) -> String? {
        if !request.target.hasPrefix("/") { return "a target that is no path: \(request.target)" }
        if request.body.count > limits.body { return "a body of \(request.body.count) bytes" }
        let names = request.fields.map { $0.prefix { $0 != ":" }.lowercased() }
        for name in ["host", "content-length", "transfer-encoding"] where names.count(where: { $0 == name }) > 1 {
            return "\(name) twice"
        }
        if names.contains("content-length"), names.contains("transfer-encoding") { return "two lengths" }
        let texts = request.fields + [request.target, request.method]
        return texts.contains { $0.utf8.contains { $0 < 0x20 && $0 != 9 } } ? "control characters: \(texts)" : nil
    }

    /// What is wrong with `bytes` as HTTP/1.1 answers, the first of them to requests with `methods`.
    private static func complaint(aboutAnswers bytes: [UInt8], methods: [String]) -> String? {
        var rest = bytes[...]
        var number = 0
        while !rest.isEmpty {
            guard let end = rest.indices.first(where: { rest[$0...].starts(with: Array("\r\n\r\n".utf8)) }) else {
                return "an answer without an end: \(String(decoding: rest, as: UTF8.self))"
            }
            let lines = String(decoding: rest[..<end], as: UTF8.self).split(separator: "\r\n")
            rest = rest[(end + 4)...]
            let words = lines.first?.split(separator: " ", maxSplits: 2) ?? []
            guard words.count > 1, words[0] == "HTTP/1.1", let code = Int(words[1]) else {
                return "no status: \(lines)"
            }
            if code == 100 { continue }
            let isBare = methods.indices.contains(number) && methods[number] == "HEAD"
            number += 1
            let length = lines.first { $0.lowercased().hasPrefix("content-length: ") }.flatMap { Int($0.dropFirst(16)) }
            guard let length else { return "an answer without a length: \(lines)" }
            if isBare || rest.isEmpty { continue }
            if rest.count < length { return "an answer that is cut off: \(lines)" }
            rest = rest.dropFirst(length)
        }
        return number < methods.count ? "\(number) answers to \(methods.count) requests" : nil
    }
}
