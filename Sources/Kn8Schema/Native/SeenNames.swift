// SPDX-License-Identifier: MIT

/// The names met so far; the first costs nothing.
struct SeenNames {
    private var first: String?
    private var others: Set<String> = []

    /// Notes `name`, and says whether it is new.
    mutating func insert(_ name: String) -> Bool {
        guard let first else {
            self.first = name
            return true
        }
        return first != name && others.insert(name).inserted
    }

    /// Whether `name` was noted.
    func contains(_ name: String) -> Bool { first == name || others.contains(name) }
}
