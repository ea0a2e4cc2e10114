// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Store

/// One version of a kind as the server serves it.
struct ServedKind: Hashable, Sendable {
    let resource: Resource
    /// Whether the server counts changes of the spec in `metadata.generation`.
    let countsGeneration: Bool
    /// Whether a CustomResourceDefinition made it.
    let isCustom: Bool

    var storage: StorageKey { StorageKey(group: resource.gvk.group, plural: resource.plural) }
}
