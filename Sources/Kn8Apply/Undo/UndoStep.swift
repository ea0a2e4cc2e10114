// SPDX-License-Identifier: MIT

package import Kn8API

/// What a command did to one object in all, however often it wrote it.
package struct UndoStep: Sendable {
    /// Group, version and kind, as last written.
    package var kind: GroupVersionKind
    /// The object.
    package var key: ObjectKey
    /// The object before the command; nil when there was none.
    package var before: Object?
    /// The object after it, without its status; nil when it was gone, or when that is not known.
    package var after: Object?
    /// Whether the command ended before it could tell whether the last write was made.
    package var isUnsure: Bool
    /// Who wrote last.
    package var manager: String
    /// Whether it was a server-side apply.
    package var isApply: Bool
    /// Whether it went with something else: with its Namespace, or with its definition.
    package var isContent = false

    /// The steps of `record` in the order in which they are to be taken back: the last one first, but what stood in a
    /// Namespace after the Namespace.
    package static func steps(of record: UndoRecord) -> [UndoStep] {
        var order: [Place] = []
        var steps: [Place: UndoStep] = [:]
        var contents: [Place: [UndoStep]] = [:]
        for entry in record.entries where ![.refused, .unchanged].contains(entry.outcome) {
            let place = Place(group: entry.kind.group, kind: entry.kind.kind, key: entry.key)
            var step = steps[place] ?? UndoStep(first: entry)
            if steps[place] == nil { order.append(place) }
            step.take(entry)
            steps[place] = step
            contents[place, default: []] += ApplyOrder.sorted(entry.contents, kind: \.gvk).map(UndoStep.init(content:))
        }
        return order.reversed().flatMap { place in
            let inside = (contents[place] ?? []).filter { step in
                steps[Place(group: step.kind.group, kind: step.kind.kind, key: step.key)] == nil
            }
            return (steps[place].map { [$0] } ?? []) + inside
        }
    }

    private init(first entry: UndoRecord.Entry) {
        (kind, key, before, manager, isApply) = (entry.kind, entry.key, entry.before, entry.manager, entry.isApply)
        isUnsure = false
    }

    private init(content object: Object) {
        (kind, key, before, manager, isApply) = (object.gvk, object.key, object, "", false)
        (isUnsure, isContent) = (false, true)
    }

    private mutating func take(_ entry: UndoRecord.Entry) {
        kind = entry.kind
        // What waits for finalizers is as good as gone: it cannot be called back.
        if case .made(let object) = entry.outcome { after = object?.isBeingDeleted == true ? nil : object }
        isUnsure = entry.outcome == .unknown
        guard entry.verb != "delete" else { return }
        (manager, isApply) = (entry.manager, entry.isApply)
    }

    private struct Place: Hashable {
        let group: String
        let kind: String
        let key: ObjectKey
    }
}
