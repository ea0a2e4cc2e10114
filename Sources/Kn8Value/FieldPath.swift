// SPDX-License-Identifier: MIT

/// The way from the root of an object to one of its fields.
package struct FieldPath: Hashable, Sendable, CustomStringConvertible {
    /// One step down.
    package enum Step: Hashable, Sendable {
        /// Into a mapping.
        case key(String)
        /// Into a list, counted from 0.
        case index(Int)
    }

    /// The steps from the root; empty for the root itself.
    package var steps: [Step]

    /// The path of `steps`.
    package init(_ steps: [Step] = []) { self.steps = steps }

    /// The path through the mappings `keys`.
    package init(keys: String...) { steps = keys.map(Step.key) }

    /// This path and one more step into the mapping.
    package func key(_ key: String) -> FieldPath { FieldPath(steps + [.key(key)]) }

    /// This path and one more step into the list.
    package func index(_ index: Int) -> FieldPath { FieldPath(steps + [.index(index)]) }

    /// The path without its last step; the root's parent is the root.
    package var parent: FieldPath { FieldPath(Array(steps.dropLast())) }

    /// The API server's spelling: `spec.containers[0].name`, and `metadata.labels[a/b]` for a key that is no identifier
    /// (`kubernetes:apimachinery/pkg/util/validation/field/path.go`). Empty for the root.
    package var description: String {
        var text = ""
        for step in steps {
            switch step {
            case .index(let index): text += "[\(index)]"
            case .key(let key) where key.isPlainFieldName:
                if !text.isEmpty { text += "." }
                text += key
            case .key(let key): text += "[\(key)]"
            }
        }
        return text
    }
}

extension String {
    /// Whether a path can show this key after a dot.
    fileprivate var isPlainFieldName: Bool {
        !isEmpty
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }
}
