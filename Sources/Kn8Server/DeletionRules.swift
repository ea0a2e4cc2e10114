// SPDX-License-Identifier: MIT

internal import Kn8API

/// What may not change about an object that is being deleted (`kubernetes:apimachinery/pkg/api/validation/objectmeta.go`).
enum DeletionRules {
    static func causes(from old: Object, to object: Object) -> [APIError.Cause] {
        guard old.isBeingDeleted else { return [] }
        let added = object.finalizers.filter { !old.finalizers.contains($0) }
        guard !added.isEmpty else { return [] }
        let list = added.map { "\"\($0)\"" }.joined(separator: ", ")
        return [
            APIError.Cause(
                reason: "FieldValueForbidden",
                message:
                    "Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers "
                    + "[]string{\(list)}",
                field: "metadata.finalizers"
            )
        ]
    }
}
