// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The fields of a strategic merge patch that say how to merge, rather than what.
enum PatchDirective {
    static let patch = "$patch"
    static let retained = "$retainKeys"
    static let deletions = "$deleteFromPrimitiveList/"
    static let order = "$setElementOrder/"

    static let badRetained = StrategicMergePatch.Failure.malformed("invalid patch format of retainKeys")
    static let badDeletions = StrategicMergePatch.Failure.malformed("invalid patch format of primitive list")
    static let badOrder = StrategicMergePatch.Failure.malformed("invalid patch format of setElementOrder list")

    static func unknown(_ directive: Value, in element: Value) -> StrategicMergePatch.Failure {
        .unfit("unknown patch type: \(directive.goText) in map: \(element.goText)")
    }

    static func isDirective(_ key: String) -> Bool {
        key.hasPrefix("$") && (key == patch || key == retained || key.hasPrefix(deletions) || key.hasPrefix(order))
    }

    /// The field that a directive with this `prefix` is for; nil when `key` is none.
    static func field(of key: String, after prefix: String) -> String? {
        key.hasPrefix(prefix) ? String(key.dropFirst(prefix.count)) : nil
    }

    /// The list that the ordering directive `key` holds; nil when the patch has none.
    static func list(_ key: String, in patch: ValueMap) throws(StrategicMergePatch.Failure) -> [Value]? {
        guard let value = patch[key] else { return nil }
        guard let list = value.array else { throw badOrder }
        return list
    }

    /// A part of a patch as it becomes part of an object that lacked it: without directives and nulls. Nil when it is a
    /// directive itself.
    static func dropped(from value: Value, depth: Int) -> Value? {
        guard depth < StrategicMergePatch.depthLimit else { return value }
        switch value {
        case .object(let map):
            if map[patch] != nil { return nil }
            var result = ValueMap()
            for entry in map where !isDirective(entry.key) && entry.value != .null {
                result[entry.key] = dropped(from: entry.value, depth: depth + 1)
            }
            return .object(result)
        case .array(let elements): return .array(elements.compactMap { dropped(from: $0, depth: depth + 1) })
        default: return value
        }
    }
}

extension ValueMap {
    /// The mapping without `key`.
    func without(_ key: String) -> ValueMap {
        var result = self
        result[key] = nil
        return result
    }
}
