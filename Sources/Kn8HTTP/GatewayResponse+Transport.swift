// SPDX-License-Identifier: MIT

internal import Kn8Gateway
internal import NIOCore
internal import NIOHTTP1

extension GatewayResponse {
    /// An answer of plain text, a line of it.
    static func text(_ status: Int, _ words: String) -> GatewayResponse {
        GatewayResponse(
            status: status,
            headers: ["Content-Type": "text/plain; charset=utf-8", "X-Content-Type-Options": "nosniff"],
            body: .bytes(Array("\(words)\n".utf8))
        )
    }

    /// The answer of a server that has too much to do (`kubernetes:staging/src/k8s.io/apiserver/pkg/server/filters`).
    static var tooManyRequests: GatewayResponse {
        var answer = GatewayResponse.text(429, "Too many requests, please try again later.")
        answer.headers["Retry-After"] = "1"
        return answer
    }

    /// The answer to bytes that are no request.
    static func malformed(_ error: any Error) -> GatewayResponse? {
        switch error {
        case HTTPParserError.headerOverflow, is ByteToMessageDecoderError.PayloadTooLargeError:
            .text(431, "431 Request Header Fields Too Large")
        case HTTPParserError.invalidVersion: .text(505, "505 HTTP Version Not Supported")
        case HTTPParserError.invalidEOFState: nil  // nobody is there to read it
        case is HTTPParserError: .text(400, "400 Bad Request")
        default: nil
        }
    }
}
