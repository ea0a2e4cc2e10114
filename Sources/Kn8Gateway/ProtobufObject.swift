// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// An object in Kubernetes' protobuf form.
enum ProtobufObject {
    static func decoded(_ bytes: [UInt8], as kind: GroupVersionKind) throws(APIError) -> Value {
        throw RequestBody.unknownFormat(isCustom: true)
    }
}
