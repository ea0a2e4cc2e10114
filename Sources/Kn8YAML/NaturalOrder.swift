// SPDX-License-Identifier: MIT

/// The order in which go-yaml writes keys (`go-yaml:sorter.go@v2.4.0`): numbers by value, letters behind the rest.
enum NaturalOrder {
    /// Whether `left` stands before `right`.
    static func precedes(_ left: String, _ right: String) -> Bool {
        let a = Array(left.unicodeScalars)
        let b = Array(right.unicodeScalars)
        var afterDigit = false
        for index in 0..<min(a.count, b.count) {
            guard a[index] != b[index] else {
                afterDigit = isDigit(a[index])
                continue
            }
            let isLetterA = a[index].properties.isAlphabetic
            let isLetterB = b[index].properties.isAlphabetic
            if isLetterA && isLetterB { return a[index] < b[index] }
            if isLetterA || isLetterB { return afterDigit ? isLetterA : isLetterB }
            return numbers(a, b, index)
        }
        return a.count < b.count
    }

    private static func numbers(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], _ index: Int) -> Bool {
        var numberA: UInt64 = 0
        var numberB: UInt64 = 0
        if a[index] == "0" || b[index] == "0" {
            for scalar in a[..<index].reversed() {
                guard isDigit(scalar) else { break }
                if scalar != "0" {
                    (numberA, numberB) = (1, 1)
                    break
                }
            }
        }
        let endA = read(a, index, &numberA)
        let endB = read(b, index, &numberB)
        if numberA != numberB { return numberA < numberB }
        if endA != endB { return endA < endB }
        return a[index] < b[index]
    }

    private static func read(_ scalars: [Unicode.Scalar], _ start: Int, _ number: inout UInt64) -> Int {
        var index = start
        while index < scalars.count, isDigit(scalars[index]) {
            number = number &* 10 &+ UInt64(scalars[index].value - 48)
            index += 1
        }
        return index
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
