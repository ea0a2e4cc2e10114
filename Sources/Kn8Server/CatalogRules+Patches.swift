// SPDX-License-Identifier: MIT

package import Kn8Merge
internal import Kn8Schema

extension CatalogRules {
    /// How a strategic merge patch treats the fields of a built-in kind; nil for custom and unknown kinds, which the API
    /// server refuses such patches for. Retired versions of built-in kinds are known as well: older servers have them.
    package func patchSchema(apiVersion: String, kind: String) -> (any PatchSchema)? {
        let catalog = catalog
        guard let entry = catalog.kind(apiVersion: apiVersion, kind: kind) ?? catalog.retired(apiVersion, kind),
            let schema = catalog.schema(for: entry), schema.isNative
        else { return nil }
        return CatalogPatchSchema(schema: schema)
    }
}

/// The patch strategies that the catalogue has of a mapping's fields.
private struct CatalogPatchSchema: PatchSchema {
    let schema: Schema

    func patchField(_ name: String) -> PatchField? {
        guard let field = schema.field(name) else { return nil }
        let below = field.schema.type == .array ? field.schema.items?.schema : field.schema
        return PatchField(
            strategies: field.patchStrategy,
            mergeKey: field.mergeKey,
            below: below.map(CatalogPatchSchema.init)
        )
    }
}
