// SPDX-License-Identifier: MIT

// Classes and what a backslash starts.
extension PatternParser {
    /// Reads `[…]`.
    mutating func readClass() throws(PatternSyntaxError) -> ScalarSet {
        let start = position
        position += 1
        var isInverted = false
        if peek() == "^" {
            isInverted = true
            position += 1
        }
        var ranges: [ClosedRange<UInt32>] = []
        var isFirst = true
        while peek() != "]" || isFirst {
            isFirst = false
            if let named = try readPOSIXClass() {
                ranges += named.ranges
            } else if let named = try readUnicodeClass() {
                ranges += named.ranges
            } else if let named = readPerlClass() {
                ranges += named.ranges
            } else {
                let range = try readRange(inClassFrom: start)
                ranges.append(range)
                if flags.foldsCase { ranges += CaseFolding.counterparts(of: ScalarSet([range])) }
            }
        }
        position += 1
        let set = ScalarSet(ranges)
        return isInverted ? set.inverted : set
    }

    private mutating func readRange(inClassFrom start: Int) throws(PatternSyntaxError) -> ClosedRange<UInt32> {
        let rangeStart = position
        let low = try readClassScalar(inClassFrom: start)
        guard peek() == "-", let next = peek(1), next != "]" else { return low...low }
        position += 1
        let high = try readClassScalar(inClassFrom: start)
        guard low <= high else { throw failure(.invalidRange, from: rangeStart, to: position) }
        return low...high
    }

    private mutating func readClassScalar(inClassFrom start: Int) throws(PatternSyntaxError) -> UInt32 {
        guard let scalar = peek() else { throw failure(.missingBracket, from: start) }
        if scalar == "\\" { return try readEscape() }
        position += 1
        return scalar.value
    }

    private func folded(_ set: ScalarSet) -> ScalarSet {
        flags.foldsCase ? set.foldingCase : set
    }

    private mutating func readPOSIXClass() throws(PatternSyntaxError) -> ScalarSet? {
        guard peek() == "[", peek(1) == ":", peek(2) != nil else { return nil }
        var end = position + 2
        while end + 1 < text.count, !(text[end] == ":" && text[end + 1] == "]") { end += 1 }
        guard end + 1 < text.count else { return nil }
        var name = ""
        name.unicodeScalars.append(contentsOf: text[(position + 2)..<end])
        let isInverted = name.hasPrefix("^")
        if isInverted { name.removeFirst() }
        guard let set = NamedClasses.posix(name) else { throw failure(.invalidRange, from: position, to: end + 2) }
        position = end + 2
        return isInverted ? folded(set).inverted : folded(set)
    }

    private mutating func readPerlClass() -> ScalarSet? {
        guard peek() == "\\", let letter = peek(1) else { return nil }
        if let set = NamedClasses.perl(letter) {
            position += 2
            return folded(set)
        }
        guard letter.value >= 0x41, letter.value <= 0x5A, let small = Unicode.Scalar(letter.value + 32),
            let set = NamedClasses.perl(small)
        else { return nil }
        position += 2
        return folded(set).inverted
    }

    private mutating func readUnicodeClass() throws(PatternSyntaxError) -> ScalarSet? {
        guard peek() == "\\", let letter = peek(1), letter == "p" || letter == "P" else { return nil }
        let start = position
        var end = min(start + 3, text.count)
        var name = text[(start + 2)..<end]
        if peek(2) == "{" {
            guard let brace = text[start...].firstIndex(of: "}") else { throw failure(.invalidRange, from: start) }
            name = text[(start + 3)..<brace]
            end = brace + 1
        }
        var isInverted = letter == "P"
        if name.first == "^" {
            isInverted.toggle()
            name.removeFirst()
        }
        var spelled = ""
        spelled.unicodeScalars.append(contentsOf: name)
        guard let set = NamedClasses.unicode(spelled) else { throw failure(.invalidRange, from: start, to: end) }
        position = end
        return isInverted ? folded(set).inverted : folded(set)
    }

    /// What a backslash outside of a class starts.
    mutating func readBackslash() throws(PatternSyntaxError) {
        switch peek(1) {
        case "A": try pushAssertion(.textStart)
        case "b": try pushAssertion(.wordBoundary)
        case "B": try pushAssertion(.noWordBoundary)
        case "z": try pushAssertion(.textEnd)
        case "C": throw failure(.invalidEscape, from: position, to: position + 2)
        case "Q": try readQuoted()
        default:
            if let set = try readUnicodeClass() {
                try push(set)
            } else if let set = readPerlClass() {
                try push(set)
            } else {
                try pushLiteral(readEscape())
            }
        }
    }

    private mutating func pushAssertion(_ assertion: PatternTree.Assertion) throws(PatternSyntaxError) {
        position += 2
        try push(.assertion(assertion))
    }

    /// `\Q` to `\E`, or to the end.
    private mutating func readQuoted() throws(PatternSyntaxError) {
        position += 2
        while let scalar = peek() {
            if scalar == "\\", peek(1) == "E" {
                position += 2
                return
            }
            position += 1
            try pushLiteral(scalar)
        }
    }

    /// The scalar of an escape such as `\n`, `\.`, `\x41`, `\x{1F600}` or `\101`.
    private mutating func readEscape() throws(PatternSyntaxError) -> UInt32 {
        let start = position
        position += 1
        guard let scalar = peek() else { throw PatternSyntaxError(reason: .trailingBackslash, part: "") }
        position += 1
        switch scalar {
        case "a": return 7
        case "f": return 12
        case "n": return 10
        case "r": return 13
        case "t": return 9
        case "v": return 11
        case "x": return try readHexadecimal(from: start)
        case "0"..."7":
            if scalar != "0", peek()?.octalOrDecimal(below: 8) == nil { break }
            var value = scalar.value - 0x30
            for _ in 0..<2 {
                guard let digit = peek()?.octalOrDecimal(below: 8) else { break }
                value = value * 8 + UInt32(digit)
                position += 1
            }
            return value
        default:
            if scalar.isASCII, !scalar.isASCIILetterOrDigit { return scalar.value }
        }
        throw failure(.invalidEscape, from: start, to: position)
    }

    private mutating func readHexadecimal(from start: Int) throws(PatternSyntaxError) -> UInt32 {
        guard let first = peek() else { throw failure(.invalidEscape, from: start) }
        position += 1
        guard first == "{" else {
            let second = peek()
            if second != nil { position += 1 }
            guard let high = first.hexadecimal, let low = second?.hexadecimal else {
                throw failure(.invalidEscape, from: start, to: position)
            }
            return high * 16 + low
        }
        var value: UInt32 = 0
        var digits = 0
        while let scalar = peek() {
            position += 1
            if scalar == "}" {
                if digits == 0 { break }
                return value
            }
            guard let digit = scalar.hexadecimal else { break }
            value = value * 16 + digit
            if value > ScalarSet.last { break }
            digits += 1
        }
        throw failure(.invalidEscape, from: start, to: position)
    }
}

extension Unicode.Scalar {
    var isASCIILetterOrDigit: Bool {
        switch value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    /// The value of a digit of a base of at most ten.
    func octalOrDecimal(below base: UInt32) -> Int? {
        value >= 0x30 && value < 0x30 + base ? Int(value - 0x30) : nil
    }

    var hexadecimal: UInt32? {
        switch value {
        case 0x30...0x39: value - 0x30
        case 0x41...0x46: value - 0x37
        case 0x61...0x66: value - 0x57
        default: nil
        }
    }
}
