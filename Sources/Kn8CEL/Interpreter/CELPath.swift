// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A way through declared fields. The JSON on the way is only looked at; one value is made, at the end.
struct CELPath: Sendable {
    /// What the first field is a field of.
    let shape: CELShape
    let fields: [CELShape.Field]
    /// The fields as the expression writes them.
    let names: [String]

    func value(in root: CELValue, _ frame: CELFrame) throws(CELFailure) -> CELValue {
        guard case .object(let object) = root, object.shape === shape, let first = fields.first else {
            return try walk(root, from: 0, frame)
        }
        try frame.charge(1)
        guard var json = object.present(first) else { throw .noSuchKey(names[0]) }
        for index in fields.indices.dropFirst() {
            guard case .object(let map) = json else {
                return try walk(fields[index - 1].shape.adapt(json), from: index, frame)
            }
            try frame.charge(1)
            guard let next = map[fields[index].key], !next.isAbsent else {
                throw .noSuchKey(names[index])
            }
            json = next
        }
        return try fields[fields.count - 1].shape.adapt(json)
    }

    /// Step by step, for values that are not the JSON that was declared.
    private func walk(_ root: CELValue, from start: Int, _ frame: CELFrame) throws(CELFailure) -> CELValue {
        var value = root
        for name in names[start...] {
            try frame.charge(1)
            value = try CELAccess.select(value, name)
        }
        return value
    }
}

extension Value {
    /// Whether this is null, which makes a declared field absent.
    fileprivate var isAbsent: Bool {
        if case .null = self { true } else { false }
    }
}
