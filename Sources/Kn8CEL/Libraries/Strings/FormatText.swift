// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A text with clauses, as `format` takes it, read once.
struct FormatText: Sendable {
    private let template: [UInt8]

    init(_ template: String) { self.template = Array(template.utf8) }

    /// The text with each clause replaced by the argument at its place.
    func filled(with arguments: CELList) throws(CELFailure) -> String {
        var result: [UInt8] = []
        var used = 0
        var index = 0
        while index < template.count {
            guard template[index] == UInt8(ascii: "%") else {
                result.append(template[index])
                index += 1
                continue
            }
            if index + 1 < template.count, template[index + 1] == UInt8(ascii: "%") {
                result.append(UInt8(ascii: "%"))
                index += 2
                continue
            }
            guard used < arguments.count else { throw CELFailure("index \(used) out of range") }
            guard index + 1 < template.count else { throw CELFailure("unexpected end of string") }
            index += 1
            let clause: FormatClause
            do {
                clause = try self.clause(at: &index)
            } catch {
                throw CELFailure("could not parse formatting clause: \(error.message)", kind: error.kind)
            }
            let argument = try arguments.element(at: used)
            do {
                result += try Array(clause.text(of: argument).utf8)
            } catch {
                if error.kind == .costLimit { throw error }
                throw CELFailure("error during formatting: \(error.message)", kind: error.kind)
            }
            try CELFailure.checkText(result.count)
            used += 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Reads a clause after its percent sign.
    private func clause(at index: inout Int) throws(CELFailure) -> FormatClause {
        var precision = 6
        if template[index] == UInt8(ascii: ".") {
            index += 1
            let start = index
            while index < template.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(template[index]) {
                index += 1
            }
            guard index < template.count else {
                throw CELFailure("error while parsing precision: could not find end of precision specifier")
            }
            let digits = String(decoding: template[start..<index], as: UTF8.self)
            guard let places = Int(digits) else {
                let reason = digits.isEmpty ? "invalid syntax" : "value out of range"
                throw CELFailure(
                    "error while parsing precision: error while converting precision to integer: strconv.Atoi: parsing "
                        + "\(digits.goQuoted): \(reason)"
                )
            }
            precision = places
        }
        let letter = template[index]
        index += 1
        switch letter {
        case UInt8(ascii: "s"): return .string
        case UInt8(ascii: "d"): return .decimal
        case UInt8(ascii: "f"): return .fixed(precision)
        case UInt8(ascii: "e"): return .scientific(precision)
        case UInt8(ascii: "b"): return .binary
        case UInt8(ascii: "x"): return .hexadecimal(isUpper: false)
        case UInt8(ascii: "X"): return .hexadecimal(isUpper: true)
        case UInt8(ascii: "o"): return .octal
        default:
            let shown = String(Character(Unicode.Scalar(letter)))
            throw CELFailure("unrecognized formatting clause \"\(shown)\"")
        }
    }
}
