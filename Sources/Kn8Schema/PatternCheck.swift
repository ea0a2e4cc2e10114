// SPDX-License-Identifier: MIT

internal import Kn8Regex
internal import Synchronization

/// Regular expressions of schemas, compiled once for all schemas that have them.
enum PatternCheck {
    /// The compiled patterns, and nil for those that Go refuses; forgotten when there are too many.
    private static let known = Mutex<[String: LinearPattern?]>([:])
    private static let mostKnown = 4096

    /// Whether `text` matches `pattern` nowhere. A pattern that cannot be read refuses nothing.
    static func fails(_ text: String, _ pattern: String) -> Bool {
        guard let compiled = compiled(pattern) else { return false }
        return !compiled.matches(text)
    }

    /// What Go says against `pattern`; nil when it takes it.
    static func refusal(of pattern: String) -> String? {
        if compiled(pattern) != nil { return nil }
        do {
            _ = try LinearPattern(pattern)
            return nil
        } catch {
            return error.description
        }
    }

    private static func compiled(_ pattern: String) -> LinearPattern? {
        if let found = known.withLock({ $0[pattern] }) { return found }
        let compiled = try? LinearPattern(pattern)
        known.withLock { patterns in
            if patterns.count >= mostKnown { patterns.removeAll() }
            patterns[pattern] = .some(compiled)
        }
        return compiled
    }
}
