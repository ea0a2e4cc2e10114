// SPDX-License-Identifier: MIT

internal import Kn8Value

extension CELLibrary {
    /// `base64.encode` and `base64.decode` (`cel-go:ext/encoders.go`); Tekton has it, Kubernetes has not.
    package static let encoders = CELLibrary(
        "encoders",
        functions: [
            CELFunction(
                "base64.encode",
                [
                    .global("base64_encode_bytes", [.bytes], .string, cost: .traversal(of: 0)) {
                        value throws(CELFailure) in
                        guard case .bytes(let bytes) = value else { throw .noSuchOverload }
                        return .string(Base64.encoded(bytes))
                    }
                ]
            ),
            CELFunction(
                "base64.decode",
                [
                    .global("base64_decode_string", [.string], .bytes, cost: .traversal(of: 0)) {
                        value throws(CELFailure) in
                        guard case .string(let text) = value else { throw .noSuchOverload }
                        let (bytes, place) = CELBase64.decoded(text)
                        guard let bytes else { throw CELFailure("illegal base64 data at input byte \(place)") }
                        return .bytes(bytes)
                    }
                ]
            ),
        ]
    )
}
