// SPDX-License-Identifier: MIT

/// Reads kubectl's selector grammar (after `kubernetes:apimachinery/pkg/labels/selector.go`).
struct LabelSelectorParser {
    private enum Token: Hashable {
        case word(String)
        case symbol(String)
        case end

        var literal: String {
            switch self {
            case .word(let text), .symbol(let text): text
            case .end: ""
            }
        }
    }

    private var tokens: [Token] = []
    private var position = 0

    init(_ text: String) {
        let symbols: Set<Character> = ["=", "!", "(", ")", ",", ">", "<"]
        var rest = Substring(text)
        while let first = rest.first {
            if first.isWhitespace {
                rest.removeFirst()
            } else if symbols.contains(first) {
                let two = String(rest.prefix(2))
                if two == "==" || two == "!=" {
                    tokens.append(.symbol(two))
                    rest.removeFirst(2)
                } else {
                    tokens.append(.symbol(String(first)))
                    rest.removeFirst()
                }
            } else {
                let word = rest.prefix { !$0.isWhitespace && !symbols.contains($0) }
                tokens.append(.word(String(word)))
                rest = rest[word.endIndex...]
            }
        }
    }

    private var token: Token { position < tokens.count ? tokens[position] : .end }

    private mutating func next() -> Token {
        defer { position += 1 }
        return token
    }

    mutating func requirements() throws(LabelSelector.SyntaxError) -> [LabelSelector.Requirement] {
        var result: [LabelSelector.Requirement] = []
        while token != .end {
            result.append(try requirement())
            switch next() {
            case .end: return result
            case .symbol(","):
                switch token {
                case .word, .symbol("!"): break
                default:
                    throw LabelSelector.SyntaxError("found '\(token.literal)', expected: identifier after ','")
                }
            case let other:
                throw LabelSelector.SyntaxError("found '\(other.literal)', expected: ',' or 'end of string'")
            }
        }
        return result
    }

    private mutating func requirement() throws(LabelSelector.SyntaxError) -> LabelSelector.Requirement {
        if token == .symbol("!") {
            position += 1
            return LabelSelector.Requirement(key: try key(), .doesNotExist)
        }
        let key = try key()
        switch token {
        case .end, .symbol(","): return LabelSelector.Requirement(key: key, .exists)
        default: break
        }
        switch next() {
        case .symbol("="), .symbol("=="): return LabelSelector.Requirement(key: key, .isIn([try value(of: key)]))
        case .symbol("!="): return LabelSelector.Requirement(key: key, .isNotIn([try value(of: key)]))
        case .word("in"): return LabelSelector.Requirement(key: key, .isIn(try values(of: key)))
        case .word("notin"): return LabelSelector.Requirement(key: key, .isNotIn(try values(of: key)))
        case .symbol(">"): return LabelSelector.Requirement(key: key, .greaterThan(try bound(of: key)))
        case .symbol("<"): return LabelSelector.Requirement(key: key, .lessThan(try bound(of: key)))
        case let other:
            throw LabelSelector.SyntaxError(
                "unable to parse requirement: found '\(other.literal)', expected: in, notin, =, ==, !=, gt, lt"
            )
        }
    }

    private mutating func key() throws(LabelSelector.SyntaxError) -> String {
        guard case .word(let key) = next() else {
            position -= 1
            throw LabelSelector.SyntaxError(
                "unable to parse requirement: found '\(token.literal)', expected: identifier"
            )
        }
        if let reason = LabelSyntax.faultOfKey(key) {
            throw LabelSelector.SyntaxError(
                "unable to parse requirement: <nil>: Invalid value: \"\(key)\": \(reason)"
            )
        }
        return key
    }

    private mutating func value(of key: String) throws(LabelSelector.SyntaxError) -> String {
        switch token {
        case .end, .symbol(","): return ""
        case .word(let word):
            position += 1
            return try checked(word, of: key)
        case .symbol(let symbol):
            throw LabelSelector.SyntaxError(
                "unable to parse requirement: found '\(symbol)', expected: identifier"
            )
        }
    }

    private mutating func values(of key: String) throws(LabelSelector.SyntaxError) -> Set<String> {
        guard token == .symbol("(") else {
            throw LabelSelector.SyntaxError("unable to parse requirement: found '\(token.literal)', expected: '('")
        }
        position += 1
        var values: Set<String> = []
        while true {
            if case .word(let word) = token {
                values.insert(try checked(word, of: key))
                position += 1
            } else {
                values.insert("")  // `()` and `(a,)` name the empty value
            }
            switch next() {
            case .symbol(")"): return values
            case .symbol(","): continue
            case let other:
                throw LabelSelector.SyntaxError(
                    "unable to parse requirement: found '\(other.literal)', expected: ',' or ')'"
                )
            }
        }
    }

    private mutating func bound(of key: String) throws(LabelSelector.SyntaxError) -> Int64 {
        let text = try value(of: key)
        guard let number = Int64(text) else {
            throw LabelSelector.SyntaxError(
                "unable to parse requirement: values[0]: Invalid value: \"\(text)\": for 'Gt', 'Lt' operators, "
                    + "the value must be an integer"
            )
        }
        return number
    }

    private func checked(_ value: String, of key: String) throws(LabelSelector.SyntaxError) -> String {
        if let reason = LabelSyntax.faultOfValue(value) {
            throw LabelSelector.SyntaxError(
                "unable to parse requirement: values[0][\(key)]: Invalid value: \"\(value)\": \(reason)"
            )
        }
        return value
    }
}
