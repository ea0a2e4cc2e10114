// SPDX-License-Identifier: MIT

/// Reads a source text into a tree, macros expanded.
///
/// Chains of operators, selections and conditions are read in loops; only brackets recurse, to a bounded depth. How
/// deep the tree itself may be is bounded too, so whoever walks it may recurse.
struct CELParser {
    /// What the environment lets a text contain.
    struct Features: Sendable {
        var macros: [CELMacro] = CELMacro.standard
        var optionalSyntax = true
        var quotedFields = false
    }

    struct Refusal: Error {
        let message: String
        let offset: Int
    }

    let features: Features
    private let source: CELSource
    private let tokens: [CELToken]
    var position = 0
    var syntax = CELSyntax()
    var depth = 0
    private var issues: [CELIssue]

    static let reserved: Set<String> = [
        "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
        "namespace", "return", "var", "void", "while",
    ]
    static let expressionStart =
        "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}"

    /// The tree of `text`, or what is wrong with it.
    static func parse(_ text: String, features: Features) throws(CELIssues) -> (CELSyntax, CELSource) {
        let source = CELSource(text)
        let size = source.scalars.count
        guard size <= CELLimits.longestSource else {
            let message = "expression code point size exceeds limit: size: \(size), limit \(CELLimits.longestSource)"
            let empty = CELSource("")
            throw CELIssues([empty.issue(message, at: 0)], source: empty)
        }
        let lexer = CELLexer(source)
        var parser = CELParser(features: features, source: source, lexer: lexer)
        do throws(Refusal) {
            let root = try parser.expression()
            if parser.current.kind != .end {
                throw parser.refusal("Syntax error: extraneous input '\(parser.current.shown)' expecting <EOF>")
            }
            parser.syntax.root = root
        } catch {
            parser.issues.append(source.issue(error.message, at: error.offset))
        }
        guard parser.issues.isEmpty else { throw CELIssues(parser.issues, source: source) }
        return (parser.syntax, source)
    }

    private init(features: Features, source: CELSource, lexer: CELLexer) {
        self.features = features
        self.source = source
        tokens = lexer.tokens
        issues = lexer.issues
    }

    // MARK: Tokens

    var current: CELToken { tokens[min(position, tokens.count - 1)] }

    func next(_ ahead: Int = 1) -> CELToken { tokens[min(position + ahead, tokens.count - 1)] }

    func at(_ text: String) -> Bool { current.kind == .fixed && current.text == text }

    mutating func take(_ text: String) -> Bool {
        guard at(text) else { return false }
        position += 1
        return true
    }

    mutating func expect(_ text: String) throws(Refusal) {
        guard !take(text) else { return }
        throw current.kind == .end
            ? refusal("Syntax error: missing '\(text)' at '<EOF>'")
            : refusal("Syntax error: mismatched input '\(current.shown)' expecting '\(text)'")
    }

    func refusal(_ message: String) -> Refusal { Refusal(message: message, offset: current.offset) }

    mutating func add(_ node: CELSyntax.Node, at offset: Int) throws(Refusal) -> CELSyntax.ID {
        let id = syntax.add(node, at: offset)
        guard syntax.height(of: id) <= CELLimits.deepestNesting else {
            throw Refusal(
                message: "expression recursion limit exceeded: \(CELLimits.deepestNesting)",
                offset: offset
            )
        }
        return id
    }
}
