// SPDX-License-Identifier: MIT

package import Kn8Value

/// Strategic merge patch: mappings merge, null removes, and lists merge by what their schema says; directives in the patch
/// say the rest (`kubernetes:apimachinery/pkg/util/strategicpatch/patch.go`).
package struct StrategicMergePatch: Sendable {
    /// Why a patch cannot be applied.
    package enum Failure: Error, Hashable, Sendable, CustomStringConvertible {
        /// The patch does not spell what its directives demand; the server answers 400.
        case malformed(String)
        /// The patch contradicts itself or its schema; the server answers 500.
        case unfit(String)

        /// The server's sentence.
        package var description: String {
            switch self {
            case .malformed(let text), .unfit(let text): text
            }
        }
    }

    /// The deepest nesting that is merged; what lies deeper is replaced whole.
    static let depthLimit = 200

    /// `target` changed by `patch`.
    ///
    /// - Parameters:
    ///   - patch: The changes, directives among them.
    ///   - target: The whole object.
    ///   - schema: What is known of the object's fields; nil when nothing is, and then this is a JSON merge patch with
    ///     directives.
    package static func applied(
        _ patch: Value,
        to target: Value,
        schema: (any PatchSchema)?
    ) throws(Failure) -> Value {
        guard let changes = patch.object else {
            throw .malformed(
                "error decoding patch: json: cannot unmarshal \(patch.typeName) into Go value of type map[string]interface {}"
            )
        }
        return .object(try StrategicMerge().merged(changes, into: target.object ?? ValueMap(), schema, depth: 0))
    }
}

/// One run of a merge. Ordering directives, patched elements and what only the target has meet in `ElementOrder`.
struct StrategicMerge {
    typealias Failure = StrategicMergePatch.Failure

    func merged(
        _ patch: ValueMap,
        into target: ValueMap,
        _ schema: (any PatchSchema)?,
        depth: Int
    ) throws(Failure) -> ValueMap {
        guard depth < StrategicMergePatch.depthLimit else { return patch }
        if let directive = patch[PatchDirective.patch] {
            switch directive.string {
            case "replace": return patch.without(PatchDirective.patch)
            case "delete": return ValueMap()
            case "merge": break
            default: throw PatchDirective.unknown(directive, in: .object(patch))
            }
        }
        var result = target
        try retainKeys(patch, of: &result)
        for entry in patch where !PatchDirective.isDirective(entry.key) {
            let order = try PatchDirective.list(PatchDirective.order + entry.key, in: patch)
            try apply(entry, order, to: &result, schema, depth)
        }
        for entry in patch {
            if let name = PatchDirective.field(of: entry.key, after: PatchDirective.deletions) {
                try remove(entry.value, from: name, of: &result)
            } else if let name = PatchDirective.field(of: entry.key, after: PatchDirective.order), patch[name] == nil {
                guard let order = entry.value.array else { throw PatchDirective.badOrder }
                guard let present = result[name]?.array else { continue }
                let key = schema?.patchField(name)?.mergeKey ?? ""
                result[name] = .array(ElementOrder(key: key).arranged(present, as: order, live: present))
            }
        }
        return result
    }

    private func apply(
        _ entry: ValueMap.Entry,
        _ order: [Value]?,
        to result: inout ValueMap,
        _ schema: (any PatchSchema)?,
        _ depth: Int
    ) throws(Failure) {
        let field = schema?.patchField(entry.key)
        switch (entry.value, result[entry.key]) {
        case (.null, _): result[entry.key] = nil
        case (let change, nil):
            result[entry.key] = PatchDirective.dropped(from: change, depth: depth)
            if let order, let added = result[entry.key]?.array {
                let elements = ElementOrder(key: field?.mergeKey ?? "")
                try elements.check(change.array ?? [], against: order)
                result[entry.key] = .array(elements.arranged(added, as: order, live: []))
            }
        case (.object(let change), .object(let present)?):
            let isWhole = field?.replacesMapping == true
            result[entry.key] = .object(
                isWhole ? change : try merged(change, into: present, field?.below, depth: depth + 1)
            )
        case (.array(let change), .array(let present)?):
            guard let field, field.mergesElements else {
                result[entry.key] = entry.value
                return
            }
            result[entry.key] = .array(try list(change, into: present, field, order, depth: depth + 1))
        case (let change, _): result[entry.key] = change
        }
    }

    private func retainKeys(_ patch: ValueMap, of result: inout ValueMap) throws(Failure) {
        guard let directive = patch[PatchDirective.retained] else { return }
        guard let elements = directive.array else { throw PatchDirective.badRetained }
        let retained = Set(elements.compactMap(\.string))
        for entry in patch where entry.value != .null && !PatchDirective.isDirective(entry.key) {
            guard retained.contains(entry.key) else { throw PatchDirective.badRetained }
        }
        for entry in result where !retained.contains(entry.key) { result[entry.key] = nil }
    }

    private func remove(_ doomed: Value, from name: String, of result: inout ValueMap) throws(Failure) {
        guard let doomed = doomed.array else { throw PatchDirective.badDeletions }
        guard let present = result[name] else { return }
        guard let elements = present.array else { throw PatchDirective.badDeletions }
        result[name] = .array(elements.filter { !doomed.contains($0) })
    }

    // MARK: Lists

    private func list(
        _ patch: [Value],
        into target: [Value],
        _ field: PatchField,
        _ order: [Value]?,
        depth: Int
    ) throws(Failure) -> [Value] {
        let elements = ElementOrder(key: field.mergeKey)
        if let order { try elements.check(patch, against: order) }
        if patch.isEmpty { return order.map { elements.arranged(target, as: $0, live: target) } ?? target }
        guard !field.mergeKey.isEmpty else {
            var result: [Value] = []
            for element in target + patch where !result.contains(element) { result.append(element) }
            return elements.arranged(result, as: order ?? patch, live: target)
        }
        var (live, changes) = try directed(patch, target, key: field.mergeKey)
        for index in changes.indices {
            guard let change = changes[index].object else {
                throw .unfit("unexpected type of element in list: \(changes[index].goText)")
            }
            guard let name = change[field.mergeKey] else {
                throw .unfit("map: \(changes[index].goText) does not contain declared merge key: \(field.mergeKey)")
            }
            guard let place = live.firstIndex(where: { $0[field.mergeKey] == name }) else {
                changes[index] = PatchDirective.dropped(from: changes[index], depth: depth) ?? changes[index]
                live.append(changes[index])
                continue
            }
            live[place] = .object(
                try merged(change, into: live[place].object ?? ValueMap(), field.below, depth: depth)
            )
        }
        return elements.arranged(live, as: order ?? changes, live: target)
    }

    /// The target without the elements that directives in the patch delete, and the patch without those directives.
    private func directed(
        _ patch: [Value],
        _ target: [Value],
        key: String
    ) throws(Failure) -> (live: [Value], changes: [Value]) {
        var live = target
        var changes: [Value] = []
        var isReplaced = false
        for element in patch {
            switch element[PatchDirective.patch] {
            case nil: changes.append(element)
            case .string("delete")?:
                guard let name = element[key] else {
                    throw .unfit("delete patch type with no merge key defined")
                }
                live.removeAll { $0[key] == name }
            case .string("replace")?: isReplaced = true
            case .string("merge")?: throw .unfit("merging lists cannot yet be specified in the patch")
            case let directive?: throw PatchDirective.unknown(directive, in: element)
            }
        }
        return (isReplaced ? [] : live, changes)
    }
}
