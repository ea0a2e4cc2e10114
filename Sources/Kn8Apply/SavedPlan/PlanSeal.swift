// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Crypto
internal import Kn8Value

/// Keeps secret values out of a plan, and tells later whether the same values are at hand.
///
/// The file holds what the values of one write come to together: a salted HMAC-SHA-256, repeated many times over, so that
/// who has the file cannot try out short values in no time. The values themselves are found again by reading the
/// manifests again.
enum PlanSeal {
    private static let rounds = 4_096
    private static let depthLimit = 200

    /// `write` without secret values; as it is when it has none.
    static func sealed(_ write: SavedWrite, salt: [UInt8]) throws(CryptoError) -> SavedWrite {
        let masked = masked(write)
        var hidden: [(path: FieldPath, value: Value)] = []
        collect(write.body, masked, FieldPath(), &hidden)
        guard !hidden.isEmpty else { return write }
        var result = write
        result.body = starred(write.body, masked, depth: 0)
        result.sealed = hidden.map(\.path.description)
        result.seal = try seal(hidden, salt)
        return result
    }

    // The same stars for every value: nothing in the file is to tell values apart.
    private static func starred(_ value: Value, _ masked: Value, depth: Int) -> Value {
        guard value != masked else { return value }
        switch (value, masked) {
        case (.object(var result), .object(let right)) where depth < depthLimit:
            for key in Array(result.keys) {
                result[key] = starred(result[key] ?? .null, right[key] ?? .null, depth: depth + 1)
            }
            return .object(result)
        case (.array(let left), .array(let right)) where left.count == right.count && depth < depthLimit:
            return .array(zip(left, right).map { starred($0, $1, depth: depth + 1) })
        default: return "***"
        }
    }

    /// `body`, a sealed one, with the values that `full` has where `masked` hides them.
    static func filled(_ body: Value, from full: Value, masked: Value) -> Value {
        filled(body, full, masked, depth: 0)
    }

    private static func filled(_ body: Value, _ full: Value, _ masked: Value, depth: Int) -> Value {
        guard full != masked else { return body }
        switch (body, full, masked) {
        case (.object(var result), .object(let left), .object(let right)) where depth < depthLimit:
            for entry in left where entry.value != right[entry.key] {
                result[entry.key] = filled(
                    result[entry.key] ?? .null,
                    entry.value,
                    right[entry.key] ?? .null,
                    depth: depth + 1
                )
            }
            return .object(result)
        case (.array(let present), .array(let left), .array(let right))
        where depth < depthLimit && left.count == right.count && present.count == left.count:
            return .array(
                zip(present, zip(left, right)).map { filled($0, $1.0, $1.1, depth: depth + 1) }
            )
        default: return full
        }
    }

    private static func masked(_ write: SavedWrite) -> Value {
        guard case .object = write.body else { return write.body }
        // A patch does not say of which kind it is.
        var object = Object(write.body)
        let (version, kind) = (object["apiVersion"], object["kind"])
        object["apiVersion"] = .string(write.kind.apiVersion)
        object["kind"] = .string(write.kind.kind)
        var masked = SecretMask.masked(object)
        masked["apiVersion"] = version
        masked["kind"] = kind
        return masked.value
    }

    private static func collect(
        _ value: Value,
        _ masked: Value,
        _ path: FieldPath,
        _ hidden: inout [(path: FieldPath, value: Value)]
    ) {
        guard value != masked else { return }
        switch (value, masked) {
        case (.object(let left), .object(let right)) where path.steps.count < depthLimit:
            for entry in left { collect(entry.value, right[entry.key] ?? .null, path.key(entry.key), &hidden) }
        case (.array(let left), .array(let right)) where left.count == right.count && path.steps.count < depthLimit:
            for (index, pair) in zip(left, right).enumerated() { collect(pair.0, pair.1, path.index(index), &hidden) }
        default: hidden.append((path, value))
        }
    }

    private static func seal(
        _ hidden: [(path: FieldPath, value: Value)],
        _ salt: [UInt8]
    ) throws(CryptoError) -> String {
        let list = Value.array(hidden.map { [.string($0.path.description), $0.value] })
        var code = try SHA256.authenticationCode(of: list.jsonBytes(), key: salt)
        for _ in 1..<rounds { code = try SHA256.authenticationCode(of: code, key: salt) }
        return Hexadecimal.encoded(code)
    }
}
