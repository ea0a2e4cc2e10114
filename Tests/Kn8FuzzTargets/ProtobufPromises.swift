// SPDX-License-Identifier: MIT
internal import Kn8API
internal import Kn8Gateway
internal import Kn8Value

/// Bytes are an object of the kind they state, or refused as a bad request; what is read can be written as JSON and read
/// back.
enum ProtobufPromises {
    private static let kinds = [
        GroupVersionKind(group: "", version: "v1", kind: "Pod"),
        GroupVersionKind(group: "apps", version: "v1", kind: "Deployment"),
        GroupVersionKind(group: "apiextensions.k8s.io", version: "v1", kind: "CustomResourceDefinition"),
    ]

    static func complaint(about bytes: [UInt8]) -> String? {
        for kind in kinds {
            // As they are, and as what an envelope holds.
            let envelope: [UInt8] = [0x6B, 0x38, 0x73, 0, 0x12] + length(bytes.count) + bytes
            for body in [bytes, envelope] {
                do {
                    let value = try ProtobufObject.decoded(body, as: kind)
                    guard value["kind"]?.string != nil else { return "an object without a kind" }
                    if (try? Value(json: value.jsonBytes())) == nil { return "no JSON: \(value.json())" }
                } catch {
                    if error.reason != .badRequest { return error.message }
                }
            }
        }
        return nil
    }

    private static func length(_ count: Int) -> [UInt8] {
        var rest = count
        var bytes: [UInt8] = []
        while rest > 0x7F {
            bytes.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        return bytes + [UInt8(rest)]
    }
}
