// SPDX-License-Identifier: MIT

/// What a strategic merge patch must know of the fields of a mapping (`kubernetes:apimachinery/pkg/util/strategicpatch/meta.go`).
package protocol PatchSchema: Sendable {
    /// How the field `name` is patched; nil when nothing is said, and then mappings merge and lists are replaced.
    func patchField(_ name: String) -> PatchField?
}

/// How one field is patched.
package struct PatchField: Sendable {
    /// Whether a list's elements merge; a list that does not is replaced.
    package var mergesElements: Bool
    /// Whether a mapping is replaced instead of merged.
    package var replacesMapping: Bool
    /// Whether a mapping, or each element of a list, keeps only the fields that the patch names (`retainKeys`).
    package var retainsKeys: Bool
    /// The field that tells a list's elements apart; empty for a list of plain values.
    package var mergeKey: String
    /// What is known of the fields of the mapping, or of each element; nil when nothing is.
    package var below: (any PatchSchema)?

    /// The field whose strategies `words` names, comma-separated, as `x-kubernetes-patch-strategy` does.
    package init(strategies words: String, mergeKey: String, below: (any PatchSchema)?) {
        let names = words.split(separator: ",")
        mergesElements = names.contains("merge")
        replacesMapping = names.contains("replace")
        retainsKeys = names.contains("retainKeys")
        self.mergeKey = mergeKey
        self.below = below
    }
}
