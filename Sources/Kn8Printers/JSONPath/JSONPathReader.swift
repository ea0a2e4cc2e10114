// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Reads the dialect of `kubernetes:client-go/util/jsonpath/parser.go`, with its words for what is wrong.
struct JSONPathReader {
    typealias Fault = JSONPathTemplate.Fault

    private static let deepest = 32

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private let depth: Int

    init(_ text: String) { self.init(text, depth: 0) }

    private init(_ text: String, depth: Int) {
        scalars = Array(text.unicodeScalars)
        self.depth = depth
    }

    // MARK: Text and actions

    /// The whole template.
    mutating func parts() throws(Fault) -> [JSONPathTemplate.Part] {
        var open: [(path: [JSONPathNode], parts: [JSONPathTemplate.Part])] = []
        var parts: [JSONPathTemplate.Part] = []
        while position < scalars.count {
            if let text = literal() {
                parts.append(.text(text))
                continue
            }
            position += 1
            let nodes = try action(closedBy: "}")
            switch nodes.first {
            case .word("range")?:
                guard open.count < JSONPathReader.deepest else { throw Fault(message: "too many ranges in each other") }
                open.append((Array(nodes.dropFirst()), parts))
                parts = []
            case .word("end")?:
                guard let outer = open.popLast() else { throw Fault(message: "not in range, nothing to end") }
                parts = outer.parts + [.range(outer.path, parts)]
            default: parts.append(.action(nodes))
            }
        }
        // client-go takes a range that nothing ends as one that ends with the text.
        while let outer = open.popLast() { parts = outer.parts + [.range(outer.path, parts)] }
        return parts
    }

    private mutating func literal() -> String? {
        let start = position
        while position < scalars.count, scalars[position] != "{" { position += 1 }
        return position > start ? text(start..<position) : nil
    }

    /// The steps up to the closing brace, or up to the end of the text when none is asked for.
    private mutating func action(closedBy end: Unicode.Scalar?) throws(Fault) -> [JSONPathNode] {
        var nodes: [JSONPathNode] = []
        while true {
            guard let next = peek, next != "\n" else {
                guard end == nil, peek == nil else { throw Fault(message: "unclosed action") }
                return nodes
            }
            switch next {
            case _ where next == end:
                position += 1
                return nodes
            case " ", "@", "$": position += 1
            case "[": nodes += try bracket()
            case "\"", "'": nodes.append(.text(try quoted(next)))
            case ".":
                guard scalars.dropFirst(position + 1).first == "." else {
                    position += 1
                    nodes.append(field())
                    continue
                }
                if nodes.last == .descent { throw Fault(message: "invalid multiple recursive descent") }
                position += 2
                nodes.append(.descent)
                if let start = peek, JSONPathReader.isWord(start) { nodes.append(field()) }
            case "+", "-", "0"..."9": nodes.append(try number())
            case _ where JSONPathReader.isWord(next): nodes.append(word())
            default:
                let code = String(next.value, radix: 16, uppercase: true)
                let digits = String(repeating: "0", count: max(0, 4 - code.count)) + code
                throw Fault(message: "unrecognized character in action: U+\(digits) '\(next)'")
            }
        }
    }

    // MARK: Steps

    private mutating func field() -> JSONPathNode {
        var name = String.UnicodeScalarView()
        while let next = peek {
            if next == "\\" {
                position += 1
                if let escaped = peek { name.append(escaped) }
                position += 1
            } else if JSONPathReader.ends(next) {
                break
            } else {
                name.append(next)
                position += 1
            }
        }
        return String(name) == "*" ? .wildcard : .field(String(name))
    }

    private mutating func word() -> JSONPathNode {
        let word = untilEnd()
        switch word {
        case "true": return .truth(true)
        case "false": return .truth(false)
        default: return .word(word)
        }
    }

    private mutating func number() throws(Fault) -> JSONPathNode {
        let start = position
        position += 1
        while let next = peek, next == "." || !JSONPathReader.ends(next) { position += 1 }
        let text = text(start..<position)
        if let whole = Int64(text) { return .number(.int(whole)) }
        guard let number = Double(text) else { throw Fault(message: "cannot parse number \(text)") }
        return .number(.double(number))
    }

    private mutating func quoted(_ quote: Unicode.Scalar) throws(Fault) -> String {
        position += 1
        var text = String.UnicodeScalarView()
        while let next = peek {
            position += 1
            if next == quote { return String(text) }
            guard next == "\\", let escaped = peek else {
                if next == "\n" { break }
                text.append(next)
                continue
            }
            position += 1
            switch escaped {
            case "n": text.append("\n")
            case "t": text.append("\t")
            case "r": text.append("\r")
            default: text.append(escaped)
            }
        }
        throw Fault(message: "unterminated quoted string")
    }

    private mutating func bracket() throws(Fault) -> [JSONPathNode] {
        if Array(scalars[position...].prefix(3)) == ["[", "?", "("] { return [try filter()] }
        position += 1
        let start = position
        while let next = peek, next != "]" {
            if next == "\n" { break }
            position += 1
        }
        guard peek == "]" else { throw Fault(message: "unterminated array") }
        let inside = text(start..<position)
        position += 1
        let members = inside.split(separator: ",", omittingEmptySubsequences: false)
        guard members.count > 1 else { return try element(inside) }
        var lists: [[JSONPathNode]] = []
        for member in members {
            lists.append(try element(String(member.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())))
        }
        return [.union(lists)]
    }

    /// What stands in brackets: a name in quotes, an index or a slice.
    private func element(_ text: String) throws(Fault) -> [JSONPathNode] {
        if text == "*" { return [.slice(JSONPathSlice())] }
        // Empty brackets are the first element, by Go's way of filling in what a slice leaves out.
        if text.isEmpty { return [.slice(JSONPathSlice(start: 0, isIndex: true))] }
        if let quote = text.first, quote == "'" || quote == "\"", text.count >= 2, text.last == quote {
            // Dots in the quotes are steps unless a backslash is before them.
            var inner = JSONPathReader("." + text.dropFirst().dropLast(), depth: depth + 1)
            return try inner.nested()
        }
        let bounds = text.split(separator: ":", omittingEmptySubsequences: false)
        var numbers: [Int?] = []
        for bound in bounds {
            guard !bound.isEmpty else {
                numbers.append(nil)
                continue
            }
            let digits = bound.first == "-" ? bound.dropFirst() : bound
            guard !digits.isEmpty, digits.allSatisfy({ ("0"..."9").contains($0) }) else {
                throw Fault(message: "invalid array index \(text)")
            }
            guard let number = Int(bound) else { throw Fault(message: "array index \(bound) is not a number") }
            numbers.append(number)
        }
        guard numbers.count <= 3, let start = numbers.first else {
            throw Fault(message: "invalid array index \(text)")
        }
        if numbers.count == 1 { return [.slice(JSONPathSlice(start: start, isIndex: true))] }
        return [.slice(JSONPathSlice(start: start, end: numbers[1], step: numbers.count == 3 ? numbers[2] : nil))]
    }

    private mutating func filter() throws(Fault) -> JSONPathNode {
        position += 3
        let start = position
        var quote: Unicode.Scalar?
        while let next = peek, next != "\n" {
            if let open = quote {
                if next == open, scalars[position - 1] != "\\" { quote = nil }
            } else if next == "\"" || next == "'" {
                quote = next
            } else if next == ")" {
                break
            }
            position += 1
        }
        guard peek == ")" else { throw Fault(message: "unterminated filter") }
        let condition = Array(scalars[start..<position])
        position += 1
        guard peek == "]" else { throw Fault(message: "unclosed array expect ]") }
        position += 1
        let signs: Set<Unicode.Scalar> = ["!", "<", ">", "="]
        guard let first = condition.firstIndex(where: signs.contains), first > 0,
            let last = condition[first...].firstIndex(where: { !signs.contains($0) })
        else { return .filter(left: try nested(condition[...]), comparison: .exists, right: []) }
        let sign = String(String.UnicodeScalarView(condition[first..<last]))
        let (left, right) = (try nested(condition[..<first]), try nested(condition[last...]))
        guard let comparison = JSONPathNode.Comparison(rawValue: sign), comparison != .exists else {
            throw Fault(message: "unrecognized filter operator \(sign)")
        }
        return .filter(left: left, comparison: comparison, right: right)
    }

    // MARK: Pieces

    private func nested(_ part: ArraySlice<Unicode.Scalar>) throws(Fault) -> [JSONPathNode] {
        var inner = JSONPathReader(String(String.UnicodeScalarView(part)), depth: depth + 1)
        return try inner.nested()
    }

    private mutating func nested() throws(Fault) -> [JSONPathNode] {
        guard depth < JSONPathReader.deepest else { throw Fault(message: "too many filters in each other") }
        return try action(closedBy: nil)
    }

    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func untilEnd() -> String {
        let start = position
        while let next = peek, !JSONPathReader.ends(next) { position += 1 }
        return text(start..<position)
    }

    private func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

    private static func ends(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "\r", "\n", ".", ",", "[", "]", "$", "@", "{", "}": true
        default: false
        }
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }
}
