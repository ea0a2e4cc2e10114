// SPDX-License-Identifier: MIT

/// A set of names that is put in order when it is asked for: adding and removing many costs nothing each.
///
/// It does not know what is in the set: whoever holds the things behind the names tells.
package struct SortedNames: Sendable {
    private var names: [String] = []
    private var added: [String] = []
    private var hasLost = false

    /// No names.
    package init() {}

    /// Takes in a name that was not there.
    package mutating func add(_ name: String) { added.append(name) }

    /// Notes that some name has gone.
    package mutating func noteLoss() { hasLost = true }

    /// The names in order; `isThere` tells which of those that were added have not gone since.
    package mutating func ordered(_ isThere: (String) -> Bool) -> [String] {
        guard !added.isEmpty || hasLost else { return names }
        if hasLost {
            names.removeAll { !isThere($0) }
            added.removeAll { !isThere($0) }
            hasLost = false
        }
        // The common case is a load in order, which only appends.
        let isAscending = zip(added, added.dropFirst()).allSatisfy { $0 < $1 }
        if !isAscending { added.sort() }
        if isAscending, added.isEmpty || names.isEmpty || (names.last ?? "") < (added.first ?? "") {
            names += added
        } else {
            names = merged()
        }
        added = []
        return names
    }

    // A name that went and came back stands there more than once.
    private func merged() -> [String] {
        var result: [String] = []
        result.reserveCapacity(names.count + added.count)
        var (left, right) = (0, 0)
        while left < names.count || right < added.count {
            let takesLeft = right == added.count || (left < names.count && names[left] <= added[right])
            let name = takesLeft ? names[left] : added[right]
            if takesLeft { left += 1 } else { right += 1 }
            if result.last != name { result.append(name) }
        }
        return result
    }
}
