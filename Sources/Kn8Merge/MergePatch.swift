// SPDX-License-Identifier: MIT

package import Kn8Value

/// JSON merge patch, RFC 7386: mappings merge, null removes, everything else replaces.
package enum MergePatch {
    /// The deepest nesting that is merged key by key; what lies deeper is replaced whole.
    static let depthLimit = 200

    /// `target` changed by `patch`.
    package static func applied(_ patch: Value, to target: Value) -> Value { applied(patch, to: target, depth: 0) }

    private static func applied(_ patch: Value, to target: Value, depth: Int) -> Value {
        guard case .object(let changes) = patch, depth < depthLimit else { return patch }
        var result = target.object ?? ValueMap()
        for change in changes {
            if change.value == .null {
                result[change.key] = nil
            } else {
                result[change.key] = applied(change.value, to: result[change.key] ?? .null, depth: depth + 1)
            }
        }
        return .object(result)
    }

    /// The patch that turns `old` into `new`; an empty mapping when they are equal mappings. Nulls inside `new` cannot be
    /// expressed by this kind of patch and are left out.
    package static func difference(from old: Value, to new: Value) -> Value {
        difference(from: old, to: new, depth: 0) ?? .emptyObject
    }

    private static func difference(from old: Value, to new: Value, depth: Int) -> Value? {
        if old == new { return nil }
        guard case .object(let before) = old, case .object(let after) = new, depth < depthLimit else { return new }
        var patch = ValueMap()
        for entry in before where after[entry.key] == nil { patch[entry.key] = .null }
        for entry in after {
            guard let present = before[entry.key] else {
                patch[entry.key] = entry.value
                continue
            }
            if let change = difference(from: present, to: entry.value, depth: depth + 1) { patch[entry.key] = change }
        }
        return .object(patch)
    }
}
