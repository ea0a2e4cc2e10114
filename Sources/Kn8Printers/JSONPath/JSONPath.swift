// SPDX-License-Identifier: MIT

package import Kn8Value

/// A single path in the dialect of `JSONPathTemplate`, as printer columns and `wait` have it:
/// `.status.conditions[?(@.type=="Ready")].status`. Braces and the first dot may be missing.
package struct JSONPath: Hashable, Sendable {
    private let template: JSONPathTemplate

    /// The path that `text` spells; nil when it spells none.
    package init?(_ text: String) {
        guard let template = try? JSONPathTemplate(relaxed: text) else { return nil }
        self.template = template
    }

    /// Every value the path leads to in `root`, in order; what is not there, an index out of range too, leads to none.
    package func values(in root: Value) -> [Value] { (try? template.values(in: root)) ?? [] }
}
