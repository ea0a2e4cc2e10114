// SPDX-License-Identifier: MIT

package import Kn8Value

extension SchemaCatalog {
    /// `object` without the fields that its kind does not have, and the server's warning for each of those.
    package func pruned(_ object: Value) -> (known: Value, warnings: [String]) {
        let unknown = validate(object, strictness: .warn).filter { $0.rule == "schema/unknown-field" }
        var known = object
        for violation in unknown { known.remove(at: violation.path) }
        return (known, unknown.map(\.message))
    }
}
