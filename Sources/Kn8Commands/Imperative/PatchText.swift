// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value
internal import Kn8YAML

/// A patch as people write it: JSON, or YAML that is made JSON of. What is wrong with it is said without quoting it.
enum PatchText {
    /// The patch that `bytes` spell.
    ///
    /// - Throws: `APIError` for broken JSON, which kubectl leaves to the server, else `CommandError`.
    static func value(_ bytes: [UInt8]) throws -> Value {
        guard let first = bytes.first(where: { !isBlank($0) }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return try yaml(bytes) }
        do {
            return try Value(json: bytes)
        } catch let yamlOrJSON {
            // Flow mappings are no JSON, and kubectl takes only JSON behind a brace.
            throw APIError(.badRequest, message: words(for: yamlOrJSON, in: bytes))
        }
    }

    private static func yaml(_ bytes: [UInt8]) throws(CommandError) -> Value {
        for item in YAMLStream.documents(in: bytes, file: "patch", root: .any) {
            switch item {
            case .document(let document): return document.value
            case .findings(let findings):
                throw CommandError("unable to parse the patch: yaml: \(findings.first?.message ?? "")")
            }
        }
        return .null
    }

    /// Go's words for a syntax error (`encoding/json:scanner.go`).
    private static func words(for error: JSONError, in bytes: [UInt8]) -> String {
        guard case .unexpectedByte(let byte) = error.fact else { return error.message }
        let before = bytes.prefix(error.offset)
        let wanted =
            switch before.last(where: { !isBlank($0) }) {
            case UInt8(ascii: "{"): "looking for beginning of object key string"
            case UInt8(ascii: ","):
                isInObject(before) ? "looking for beginning of object key string" : "looking for beginning of value"
            case UInt8(ascii: ":"), UInt8(ascii: "["), nil: "looking for beginning of value"
            default:
                isInObject(before) ? "after object key:value pair" : "after array element"
            }
        return "invalid character '\(Character(UnicodeScalar(byte)))' \(wanted)"
    }

    private static func isInObject(_ bytes: ArraySlice<UInt8>) -> Bool {
        var open: [Bool] = []
        var isQuoted = false
        var isEscaped = false
        for byte in bytes {
            if isQuoted {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isQuoted = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isQuoted = true
            case UInt8(ascii: "{"): open.append(true)
            case UInt8(ascii: "["): open.append(false)
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
            default: continue
            }
        }
        return open.last ?? false
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
