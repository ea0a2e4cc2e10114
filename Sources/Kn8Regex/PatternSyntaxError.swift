// SPDX-License-Identifier: MIT

/// Why a pattern is refused, in the words of Go's `regexp.Compile`.
package struct PatternSyntaxError: Error, Equatable, CustomStringConvertible {
    /// What is wrong.
    package let reason: Reason
    /// The part of the pattern that is wrong; the whole of it where no part is to blame.
    package let part: String

    /// `golang/go:src/regexp/syntax/parse.go`, type ErrorCode.
    package enum Reason: String, Sendable {
        /// A range whose ends are the wrong way round, or an unknown name of a class.
        case invalidRange = "invalid character class range"
        /// A backslash before a letter or digit that means nothing.
        case invalidEscape = "invalid escape sequence"
        /// A group whose name is empty, not closed or holds other than letters, digits and `_`.
        case invalidGroupName = "invalid named capture"
        /// `(?` before something other than flags, such as a look-around.
        case unsupportedGroup = "invalid or unsupported Perl syntax"
        /// `**` and the like.
        case repeatedRepetition = "invalid nested repetition operator"
        /// A count over 1000, or a least over a most.
        case invalidCount = "invalid repeat count"
        /// A class that does not end.
        case missingBracket = "missing closing ]"
        /// A group that does not end.
        case missingParenthesis = "missing closing )"
        /// `*` with nothing before it.
        case nothingToRepeat = "missing argument to repetition operator"
        /// A single backslash at the end.
        case trailingBackslash = "trailing backslash at end of expression"
        /// `)` without `(`.
        case unexpectedParenthesis = "unexpected )"
        /// Groups within groups, more than 1000 deep.
        case tooDeep = "expression nests too deeply"
        /// More than `PatternTree.mostInstructions` once repetitions are written out.
        case tooLarge = "expression too large"
    }

    /// ``error parsing regexp: missing closing ]: `[a` ``
    package var description: String {
        "error parsing regexp: \(reason.rawValue): `\(part)`"
    }
}
