// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// Objects in Kubernetes' protobuf form: `k8s\0`, an envelope, and in it the message of the kind
/// (`kubernetes:apimachinery/pkg/runtime/serializer/protobuf`).
package enum ProtobufObject {
    private static let prefix: [UInt8] = [0x6B, 0x38, 0x73, 0x00]

    /// The object that `bytes` hold, which is `kind` unless they say otherwise; `badRequest` when they hold none.
    package static func decoded(_ bytes: [UInt8], as kind: GroupVersionKind) throws(APIError) -> Value {
        guard bytes.starts(with: prefix) else {
            throw unrecognized(
                kind,
                "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0] "
                    + "(\(RequestBody.beginning(bytes)))"
            )
        }
        let (stated, raw): (GroupVersionKind, ArraySlice<UInt8>)
        do {
            (stated, raw) = try envelope(bytes[prefix.count...])
        } catch {
            throw unrecognized(kind, error.description)
        }
        let actual = stated.kind.isEmpty ? kind : stated
        guard let message = ProtobufTable.shared.message(of: actual) else {
            throw APIError(
                .badRequest,
                message: "no kind \"\(actual.kind)\" is registered for version \"\(actual.apiVersion)\" in scheme"
            )
        }
        do {
            var object = try ProtobufMessage.value(raw, message, depth: 0)
            object["kind"] = .string(actual.kind)
            object["apiVersion"] = .string(actual.apiVersion)
            return object
        } catch {
            throw unrecognized(kind, error.description)
        }
    }

    private static func unrecognized(_ kind: GroupVersionKind, _ reason: String) -> APIError {
        APIError(
            .badRequest,
            message: "the object provided is unrecognized (must be of type \(kind.kind)): \(reason)"
        )
    }

    private static func envelope(
        _ bytes: ArraySlice<UInt8>
    ) throws(ProtobufReader.Fault) -> (GroupVersionKind, ArraySlice<UInt8>) {
        var reader = ProtobufReader(bytes)
        var kind = GroupVersionKind(group: "", version: "", kind: "")
        var raw: ArraySlice<UInt8> = []
        while let (number, content) = try reader.next() {
            guard let bytes = content.bytes else { continue }
            if number == 2 { raw = bytes }
            guard number == 1 else { continue }
            var meta = ProtobufReader(bytes)
            var version = ""
            var name = ""
            while let (number, content) = try meta.next() {
                if number == 1 { version = content.text ?? "" }
                if number == 2 { name = content.text ?? "" }
            }
            kind = GroupVersionKind(apiVersion: version, kind: name)
        }
        return (kind, raw)
    }
}
