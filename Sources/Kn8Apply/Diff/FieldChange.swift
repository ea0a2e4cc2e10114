// SPDX-License-Identifier: MIT

internal import Kn8Diff
package import Kn8Merge
package import Kn8Value
internal import Kn8YAML

/// One difference between two states of an object, at the place where it is.
package struct FieldChange: Hashable, Sendable {
    /// What became of the field.
    package enum Sort: String, Hashable, Sendable {
        case added
        case removed
        case changed
        /// The elements of a list are the same in another order.
        case reordered
    }

    /// The way to the field; elements of keyed lists go by their keys, of sets by their values, of others by their place.
    package let path: [FieldStep]
    /// What became of the field.
    package let sort: Sort
    /// The value before; nil when there was none. For a list in another order, the elements' keys.
    package let before: Value?
    /// The value after; nil when there is none.
    package let after: Value?

    /// The path in a sentence: `spec.containers[name="web"].image`.
    package var place: String { FieldChange.text(of: path) }

    /// Both values line by line, marked as in a unified diff; texts as they are, other values in YAML.
    package var lines: [String] {
        let lines = UnifiedDiff.lines(
            old: FieldChange.text(of: before),
            new: FieldChange.text(of: after),
            labels: ("", "")
        )
        return lines.dropFirst(2).filter { !$0.hasPrefix("\\") }
    }

    private static func text(of value: Value?) -> String {
        guard let value else { return "" }
        guard let text = value.string else { return value.yaml() }
        return text.hasSuffix("\n") ? text : text + "\n"
    }

    private static func text(of path: [FieldStep]) -> String {
        var text = ""
        for step in path {
            // A dot, a slash or a bracket in a key would read as another step.
            if case .field(let name) = step, name.utf8.contains(where: FieldChange.isOdd) {
                text += "[\(Value.string(name).json())]"
            } else {
                text += step.description
            }
        }
        return text.hasPrefix(".") ? String(text.dropFirst()) : text
    }

    private static func isOdd(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: " "), UInt8(ascii: "\""): true
        default: false
        }
    }
}
