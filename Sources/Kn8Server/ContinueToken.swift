// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// Where the next page of a list begins, in the form of the API server's own tokens
/// (`kubernetes:apiserver/pkg/storage/continue.go`).
package struct ContinueToken: Hashable, Sendable {
    /// The last object of the page before.
    package let key: ObjectKey
    /// The state of the collection that the pages show; -1 for whatever it is when the page is asked for.
    package let revision: Int64

    /// The page after `key`, of the state at `revision`.
    package init(key: ObjectKey, revision: Int64) {
        self.key = key
        self.revision = revision
    }

    /// The token as `metadata.continue` has it: base64 for URLs, without padding.
    package var text: String {
        let start = key.namespace.isEmpty ? "\(key.name)\0" : "\(key.namespace)/\(key.name)\0"
        let value: Value = ["v": "meta.k8s.io/v1", "rv": .int(revision), "start": .string(start)]
        return Base64.urlSafe(value.jsonBytes())
    }

    /// What `text` says; nil when it is empty, `badRequest` when it is no token of this server.
    package static func position(_ text: String) throws(APIError) -> ContinueToken? {
        guard !text.isEmpty else { return nil }
        if let offset = text.utf8.enumerated().first(where: { !isSafe($0.element) })?.offset {
            throw refusal("continue key is not valid: illegal base64 data at input byte \(offset)")
        }
        guard let bytes = decoded(text), let value = try? Value(json: bytes), value.object != nil else {
            throw refusal("continue key is not valid: unexpected end of JSON input")
        }
        let version = value["v"]?.string ?? ""
        guard version == "meta.k8s.io/v1" else {
            throw refusal("server does not recognize this encoded version \(version)")
        }
        guard let revision = value["rv"]?.int, revision != 0, let start = value["start"]?.string, !start.isEmpty else {
            throw refusal("incorrect encoded start resourceVersion (version meta.k8s.io/v1)")
        }
        let path = start.split(separator: "/", omittingEmptySubsequences: true)
        guard let last = path.last, path.count <= 2 else {
            throw refusal("continue key is not valid: \(start)")
        }
        let name = String(last.prefix { $0 != "\0" })
        return ContinueToken(
            key: ObjectKey(namespace: path.count == 2 ? String(path[0]) : "", name: name),
            revision: revision
        )
    }

    private static func refusal(_ reason: String) -> APIError {
        APIError(.badRequest, message: "invalid continue token: \(reason)")
    }

    private static func isSafe(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }

    private static func decoded(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text.utf8 {
            let plain =
                byte == UInt8(ascii: "-") ? UInt8(ascii: "+") : byte == UInt8(ascii: "_") ? UInt8(ascii: "/") : byte
            guard let sextet = Base64.sextet(of: plain) else { return nil }
            bits = bits << 6 | sextet
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }
}
