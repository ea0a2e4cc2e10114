// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Data

/// How the messages of the served kinds are read: the numbers of their fields, and what those are in JSON.
struct ProtobufTable: Sendable {
    indirect enum FieldType: Sendable {
        case text, bytes, integer, flag, number
        case message(Int)
        case time, microTime, duration, quantity, intOrString, json, fields, texts
        case schemaOrList, schemaOrFlag, schemaOrTexts
        case list(FieldType)
        case map(FieldType)
    }

    struct Field: Sendable {
        /// The name in JSON; empty when the message's fields stand in its place.
        let name: String
        let type: FieldType
        /// Whether zero and the empty text are said, too.
        let keepsZero: Bool
    }

    struct Message: Sendable {
        let name: String
        fileprivate(set) var fields: [Int: Field] = [:]
    }

    /// The table of the binary; read on first use.
    static let shared = ProtobufTable(EmbeddedData.protobuf)

    private(set) var messages: [Message] = []
    private var kinds: [String: Int] = [:]
    /// The message of JSON schemas.
    private(set) var schema = -1

    private init(_ file: EmbeddedFile) {
        for line in file.text(0..<file.count).split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ")
            switch words.first {
            case "k" where words.count == 4: kinds["\(words[1]) \(words[2])"] = Int(words[3])
            case "x" where words.count == 3: kinds[String(words[1])] = Int(words[2])
            case "m" where words.count == 2:
                if words[1] == "JSONSchemaProps" { schema = messages.count }
                messages.append(Message(name: String(words[1])))
            default:
                guard words.count >= 3, let number = Int(words[0]), let type = ProtobufTable.type(words[2]),
                    !messages.isEmpty
                else { continue }
                let name = words[1] == ">" ? "" : String(words[1])
                messages[messages.count - 1].fields[number] = Field(
                    name: name,
                    type: type,
                    keepsZero: words.count > 3
                )
            }
        }
    }

    /// The message of a kind; nil when it has none.
    func message(of kind: GroupVersionKind) -> Int? {
        kinds["\(kind.apiVersion) \(kind.kind)"] ?? kinds[kind.kind]
    }

    private static func type(_ code: Substring) -> FieldType? {
        switch code.first {
        case "r": return type(code.dropFirst()).map(FieldType.list)
        case "m": return type(code.dropFirst()).map(FieldType.map)
        case "@": return Int(code.dropFirst()).map(FieldType.message)
        case "s": return .text
        case "y": return .bytes
        case "i": return .integer
        case "b": return .flag
        case "d": return .number
        case "T": return .time
        case "U": return .microTime
        case "D": return .duration
        case "Q": return .quantity
        case "I": return .intOrString
        case "X": return .json
        case "F": return .fields
        case "V": return .texts
        case "A": return .schemaOrList
        case "B": return .schemaOrFlag
        case "C": return .schemaOrTexts
        default: return nil
        }
    }
}
