// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What an operator wants of an object, compared with and laid over what is stored.
///
/// The server adds defaults to what it is given, so "the same" means that everything desired is there.
enum DesiredState {
    /// How deep trees are compared; below, only equality counts.
    private static let depthLimit = 100

    /// The fields of `metadata` that belong to the server.
    private static let serverFields = [
        "uid", "resourceVersion", "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
        "managedFields", "selfLink",
    ]

    /// `desired` without what an operator cannot ask for: status and the server's metadata; `stringData` as `data`.
    static func normalized(_ desired: Object) -> Object {
        var object = desired
        object["status"] = nil
        for field in serverFields where object["metadata", field] != nil { object["metadata", field] = nil }
        for field in ["labels", "annotations", "ownerReferences", "finalizers"] {
            if object["metadata", field]?.isEmptyCollection == true { object["metadata", field] = nil }
        }
        if object.kind == "Secret", object.apiVersion == "v1", let texts = object["stringData"]?.object {
            object["stringData"] = nil
            for entry in texts {
                object["data", entry.key] = .string(Base64.encoded(Array((entry.value.string ?? "").utf8)))
            }
        }
        return object
    }

    /// Whether `live` has everything that `desired` has: mappings field by field, lists element by element at the same
    /// length. A desired null or empty list asks for nothing to be there.
    static func covers(_ live: Value?, _ desired: Value, depth: Int = 0) -> Bool {
        guard depth < depthLimit else { return live == desired }
        switch desired {
        case .null: return live == nil || live == .null
        case .object(let fields):
            guard let live, case .object(let present) = live else { return false }
            return fields.allSatisfy { covers(present[$0.key], $0.value, depth: depth + 1) }
        case .array(let elements):
            guard let present = live?.array else { return elements.isEmpty && (live == nil || live == .null) }
            return present.count == elements.count
                && zip(present, elements).allSatisfy { covers($0, $1, depth: depth + 1) }
        default: return live == desired
        }
    }

    /// `live` with `desired` laid over: mappings merge, a desired null removes, everything else is replaced unless it is
    /// covered already.
    static func merged(_ live: Value?, _ desired: Value, depth: Int = 0) -> Value {
        guard let live, depth < depthLimit, !covers(live, desired) else { return live ?? desired }
        guard case .object(let fields) = desired, case .object(var result) = live else { return desired }
        for entry in fields {
            result[entry.key] =
                entry.value.isNull ? nil : merged(result[entry.key], entry.value, depth: depth + 1)
        }
        return .object(result)
    }
}

extension Value {
    fileprivate var isEmptyCollection: Bool {
        switch self {
        case .array(let elements): elements.isEmpty
        case .object(let map): map.isEmpty
        default: false
        }
    }
}
