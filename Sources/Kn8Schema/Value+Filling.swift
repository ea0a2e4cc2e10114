// SPDX-License-Identifier: MIT

internal import Kn8Value

extension Value {
    /// Sets `key` of a mapping that lacks it.
    mutating func fill(_ key: String, _ value: Value) {
        if self[key] == nil { self[key] = value }
    }

    /// Changes the mapping at `path`, if there is one.
    mutating func update(_ path: [String], _ change: (inout Value) -> Void) {
        guard var value = self[path: path], case .object = value else { return }
        change(&value)
        self[path: path] = value
    }

    /// Changes every mapping of the list at `key`, if there is one.
    mutating func updateElements(_ key: String, _ change: (inout Value) -> Void) {
        guard let elements = self[key]?.array else { return }
        self[key] = .array(
            elements.map { element in
                guard case .object = element else { return element }
                var element = element
                change(&element)
                return element
            }
        )
    }
}
