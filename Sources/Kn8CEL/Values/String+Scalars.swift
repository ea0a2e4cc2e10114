// SPDX-License-Identifier: MIT

// CEL's strings are sequences of code points. Swift's `==`, `<` and `count` see characters as people do, so nothing in
// this target may use them on strings of an expression.
extension String {
    /// Whether both are the same code points.
    package func hasSameScalars(as other: String) -> Bool {
        let length = utf8.count
        guard length == other.utf8.count else { return false }
        return utf8.elementsEqual(other.utf8)
    }

    /// -1, 0 or 1: the order by code point, which UTF-8 keeps.
    package func scalarOrder(to other: String) -> Int {
        var left = utf8.makeIterator()
        var right = other.utf8.makeIterator()
        while true {
            switch (left.next(), right.next()) {
            case (nil, nil): return 0
            case (nil, _): return -1
            case (_, nil): return 1
            case (let mine?, let theirs?) where mine != theirs: return mine < theirs ? -1 : 1
            default: continue
            }
        }
    }

    /// The number of code points.
    package var scalarCount: Int {
        var count = 0
        for byte in utf8 where byte & 0xC0 != 0x80 { count += 1 }
        return count
    }
}
