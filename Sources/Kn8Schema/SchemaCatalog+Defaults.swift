// SPDX-License-Identifier: MIT

package import Kn8Value

extension SchemaCatalog {
    /// `object` with the fields that the server fills in; as it is when its kind is unknown.
    package func defaulted(_ object: Value) -> Value {
        guard let entry = kind(of: object), let schema = schema(for: entry) else { return object }
        let filled = schema.defaulted(object)
        return schema.isNative ? NativeDefaults.filled(filled, entry) : filled
    }

    /// `object` without the fields that its kind does not know; as it is when its kind is unknown.
    package func pruned(_ object: Value) -> Value {
        guard let entry = kind(of: object), let schema = schema(for: entry) else { return object }
        guard !schema.isNative, case .object(let map) = object else { return schema.pruned(object) }
        guard case .object(var body) = schema.pruned(object) else { return object }
        for key in ["apiVersion", "kind"] { body[key] = map[key] }
        let shape = self.schema(definition: "meta.v1.ObjectMeta")
        body["metadata"] = map["metadata"].map { shape?.pruned($0) ?? $0 }
        return .object(body)
    }
}
