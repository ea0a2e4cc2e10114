// SPDX-License-Identifier: MIT

@testable import Kn8CEL

/// Shapes in short: `(name:str#63,ports:[(port:int)]@port,labels:{str},any:dyn)`. `#` and a number bound the count, `@`
/// and a name make a list a map by that key.
struct ShapeText {
    private var rest: Substring

    static func shape(_ text: String) -> CELShape? {
        var reader = ShapeText(rest: Substring(text))
        let result = reader.shape()
        return reader.rest.isEmpty ? result : nil
    }

    private mutating func take(_ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func word() -> String {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." }
        rest = rest.dropFirst(word.count)
        return String(word)
    }

    private mutating func shape() -> CELShape? {
        let form: CELShape.Form
        switch rest.first {
        case "(":
            rest.removeFirst()
            var fields: [(String, CELShape)] = []
            while !take(")") {
                let name = word()
                guard take(":"), let field = shape() else { return nil }
                fields.append((name, field))
                _ = take(",")
            }
            return CELShape(object: "T\(rest.count)", fields: fields)
        case "[":
            rest.removeFirst()
            guard let element = shape(), take("]") else { return nil }
            form = .list(element, take("@") ? .map(keys: [word()]) : .atomic)
        case "{":
            rest.removeFirst()
            guard let element = shape(), take("}") else { return nil }
            form = .map(element)
        default:
            switch word() {
            case "int": form = .int
            case "num": form = .double
            case "str": form = .string
            case "bool": form = .bool
            case "bytes": form = .bytes
            case "duration": form = .duration
            case "moment": form = .timestamp
            case "set": form = .list(CELShape(.string), .set)
            case "dyn": form = .dyn
            default: return nil
            }
        }
        return CELShape(form, largestCount: take("#") ? UInt64(word()) : nil)
    }
}
