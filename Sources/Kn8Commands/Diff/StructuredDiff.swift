// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply
internal import Kn8Value
internal import Kn8YAML

/// One object's differences field by field: what a keyed list's element lost or got stands under its key.
struct StructuredDiff {
    private let difference: ObjectDifference
    private let inColour: Bool

    init(_ difference: ObjectDifference, inColour: Bool) {
        self.difference = difference
        self.inColour = inColour
    }

    /// The lines, the object's own first.
    var text: String {
        let object = difference.diff.object
        let place = object.namespace.isEmpty ? "" : " (\(object.namespace))"
        let mark =
            switch difference.action {
            case .create: "+"
            case .delete: "-"
            case .update, .status: "~"
            }
        let head = painted("\(mark) \(difference.title)\(place)", by: mark)
        // All of a new object is new: its fields are what there is to see.
        let changes = difference.diff.changes
        if difference.action != .update, let whole = difference.diff.after ?? difference.diff.before {
            return head + "\n" + block(whole.value, mark: mark, indent: "    ")
        }
        return head + "\n" + changes.map(lines).joined()
    }

    private func lines(of change: FieldChange) -> String {
        switch change.sort {
        case .changed, .reordered:
            let (before, after) = (change.before ?? .null, change.after ?? .null)
            let note = change.sort == .reordered ? " (order)" : ""
            guard let left = StructuredDiff.short(before), let right = StructuredDiff.short(after) else {
                return "    \(change.place):\n"
                    + change.lines.map { painted("      \($0)", by: String($0.prefix(1))) + "\n" }.joined()
            }
            return "    \(change.place)\(note): \(painted(left, by: "-")) → \(painted(right, by: "+"))\n"
        case .added: return whole(change.place, change.after ?? .null, mark: "+")
        case .removed: return whole(change.place, change.before ?? .null, mark: "-")
        }
    }

    private func whole(_ place: String, _ value: Value, mark: String) -> String {
        if let short = StructuredDiff.short(value) { return painted("  \(mark) \(place): \(short)", by: mark) + "\n" }
        return painted("  \(mark) \(place):", by: mark) + "\n" + block(value, mark: mark, indent: "      ")
    }

    private func block(_ value: Value, mark: String, indent: String) -> String {
        value.yaml().split(separator: "\n").map { painted("\(indent)\($0)", by: mark) + "\n" }.joined()
    }

    /// The value in one line; nil when it wants more.
    private static func short(_ value: Value) -> String? {
        switch value {
        case .object(let map): return map.isEmpty ? "{}" : nil
        case .array(let list):
            let texts = list.compactMap(short)
            guard texts.count == list.count else { return nil }
            let text = "[\(texts.joined(separator: ", "))]"
            return text.count <= 80 ? text : nil
        case .string(let text):
            let yaml = value.yaml().split(separator: "\n")
            return yaml.count == 1 && !text.utf8.contains(UInt8(ascii: "\n")) ? yaml.first.map(String.init) : nil
        default: return value.json()
        }
    }

    private func painted(_ text: String, by mark: String) -> String {
        let colours = ["+": "32", "-": "31", "~": "1", "@": "36"]
        guard inColour, let colour = colours[mark] else { return text }
        return "\u{1B}[\(colour)m\(text)\u{1B}[m"
    }
}
