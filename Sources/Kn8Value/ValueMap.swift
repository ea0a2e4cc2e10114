// SPDX-License-Identifier: MIT

/// A mapping from strings to values, kept sorted by key, so that equal maps are equal arrays and print alike.
///
/// Look-up is a binary search; insertion moves the entries behind the new one. Kubernetes gives key order no meaning.
package struct ValueMap: Hashable, Sendable {
    /// One key and its value.
    package struct Entry: Hashable, Sendable {
        /// The key.
        package let key: String
        /// The value.
        package var value: Value

        /// An entry of `key` and `value`.
        package init(key: String, value: Value) {
            self.key = key
            self.value = value
        }
    }

    // Visible to what is compiled into other modules: look-up is the innermost loop of validation.
    @usableFromInline var entries: [Entry]

    /// The empty mapping.
    package init() { entries = [] }

    /// A mapping of `pairs` in any order; of a key given twice the last value counts. O(n log n), O(n) when sorted.
    package init(_ pairs: some Sequence<(String, Value)>) {
        self.init(unsorted: pairs.map { Entry(key: $0.0, value: $0.1) })
    }

    /// A mapping of `unsorted` entries; of a key given twice the last value counts. Takes the array over.
    package init(unsorted: consuming [Entry]) {
        var entries = unsorted
        var sorted = true
        for index in entries.indices.dropFirst() where !(entries[index - 1].key < entries[index].key) {
            sorted = false
            break
        }
        guard !sorted else {
            self.entries = entries
            return
        }
        let order = entries.indices.sorted {
            entries[$0].key == entries[$1].key ? $0 < $1 : entries[$0].key < entries[$1].key
        }
        var unique: [Entry] = []
        unique.reserveCapacity(entries.count)
        for index in order {
            if let last = unique.last, last.key == entries[index].key { unique.removeLast() }
            unique.append(entries[index])
        }
        entries = unique
        self.entries = entries
    }

    /// The keys in ascending order.
    package var keys: some Sequence<String> { entries.lazy.map(\.key) }

    /// The value at `key`; setting nil removes it.
    package subscript(key: String) -> Value? {
        @inlinable get {
            let (index, found) = position(of: key)
            return found ? entries[index].value : nil
        }
        set {
            let (index, found) = position(of: key)
            switch (found, newValue) {
            case (true, let value?): entries[index].value = value
            case (true, nil): entries.remove(at: index)
            case (false, let value?): entries.insert(Entry(key: key, value: value), at: index)
            case (false, nil): break
            }
        }
    }

    @inlinable func position(of key: String) -> (index: Int, found: Bool) {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = low + (high - low) / 2
            if entries[middle].key < key { low = middle + 1 } else { high = middle }
        }
        return (low, low < entries.count && entries[low].key == key)
    }
}

extension ValueMap: RandomAccessCollection {
    /// Where the entries begin: 0.
    @inlinable package var startIndex: Int { 0 }
    /// One past the last entry.
    @inlinable package var endIndex: Int { entries.count }
    /// The entry at `position`, which must be a valid index.
    @inlinable package subscript(position: Int) -> Entry { entries[position] }
}

extension ValueMap: ExpressibleByDictionaryLiteral {
    /// A mapping of the literal's pairs; of a key given twice the last value counts.
    package init(dictionaryLiteral elements: (String, Value)...) { self.init(elements) }
}
