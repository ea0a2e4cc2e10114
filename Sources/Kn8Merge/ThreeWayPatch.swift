// SPDX-License-Identifier: MIT

package import Kn8Value

/// What `kubectl apply` makes of three trees: what was applied last, what is applied now, what is stored
/// (`kubectl:pkg/cmd/apply/patcher.go`).
///
/// What the manifest says counts; what it no longer says is removed; what others wrote stays.
package enum ThreeWayPatch: Hashable, Sendable {
    /// The stored object is as the manifest has it.
    case none
    /// A strategic merge patch.
    case strategic(Value)
    /// A JSON merge patch.
    case merge(Value)

    /// The patch on `current`.
    ///
    /// - Parameters:
    ///   - original: What was applied last; nil when nothing was, and then nothing is removed.
    ///   - modified: The manifest; a null in it removes the field.
    ///   - current: The stored object.
    ///   - schema: How the kind's fields merge; nil for a kind that takes JSON merge patches only.
    package init(original: Value?, modified: Value, current: Value, schema: (any PatchSchema)?) {
        guard let schema else {
            let patch = MergePatch.difference(original: original, modified: modified, current: current)
            self = patch == .emptyObject ? .none : .merge(patch)
            return
        }
        let doubt = ListDoubt()
        let patch = StrategicMergePatch.difference(
            original: original,
            modified: modified,
            current: current,
            schema: schema,
            doubt: doubt
        )
        guard doubt.isRaised else {
            self = patch == .emptyObject ? .none : .strategic(patch)
            return
        }
        let lists = DoubtfulLists([modified, current, original].compactMap { $0 }, schema)
        self = ThreeWayPatch.whole(original, modified, current, lists.schema(over: schema)) ?? .strategic(patch)
    }

    // One port for TCP and for UDP: a strategic patch would make one element of the two. What comes out is known here, and
    // is sent as it is, on condition that nobody changes the object meanwhile.
    private static func whole(
        _ original: Value?,
        _ modified: Value,
        _ current: Value,
        _ schema: any PatchSchema
    ) -> ThreeWayPatch? {
        let change = StrategicMergePatch.difference(
            original: original,
            modified: modified,
            current: current,
            schema: schema
        )
        guard let result = try? StrategicMergePatch.applied(change, to: current, schema: schema) else { return nil }
        var patch = MergePatch.difference(from: current, to: result)
        if patch == .emptyObject { return ThreeWayPatch.none }
        if let version = current[path: ["metadata", "resourceVersion"]] {
            patch[path: ["metadata", "resourceVersion"]] = version
        }
        return .merge(patch)
    }
}

/// Whether a comparison met a list whose elements its merge key does not tell apart.
final class ListDoubt {
    private(set) var isRaised = false

    func raise() { isRaised = true }
}

/// The lists, by the fields that lead to them, whose elements their merge keys do not tell apart.
struct DoubtfulLists {
    private var isDoubtful = false
    private var below: [String: DoubtfulLists] = [:]

    private init() {}

    /// Those in any of `objects`.
    init(_ objects: [Value], _ schema: any PatchSchema) {
        for object in objects { find(in: object, schema, depth: 0) }
    }

    private mutating func find(in value: Value, _ schema: (any PatchSchema)?, depth: Int) {
        guard let map = value.object, let schema, depth < StrategicMergePatch.depthLimit else { return }
        for entry in map {
            guard let field = schema.patchField(entry.key) else { continue }
            switch entry.value {
            case .object:
                below[entry.key, default: DoubtfulLists()].find(in: entry.value, field.below, depth: depth + 1)
            case .array(let elements):
                if field.mergesElements, !field.mergeKey.isEmpty, KeyedList(elements, key: field.mergeKey) == nil {
                    below[entry.key, default: DoubtfulLists()].isDoubtful = true
                    continue
                }
                for element in elements {
                    below[entry.key, default: DoubtfulLists()].find(in: element, field.below, depth: depth + 1)
                }
            default: break
            }
        }
    }

    /// `base`, but these lists are replaced.
    func schema(over base: any PatchSchema) -> any PatchSchema { Exact(base: base, lists: self) }

    private struct Exact: PatchSchema {
        let base: any PatchSchema
        let lists: DoubtfulLists

        func patchField(_ name: String) -> PatchField? {
            guard var field = base.patchField(name), let lists = lists.below[name] else {
                return base.patchField(name)
            }
            if lists.isDoubtful { field.mergesElements = false }
            field.below = field.below.map { Exact(base: $0, lists: lists) }
            return field
        }
    }
}
