// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Synchronization

/// What discovery found last.
final class DiscoverySnapshot: Sendable {
    private let found = Mutex<[GroupVersionKind: DiscoveredResource]>([:])

    /// The kind that serves `gvk`; nil when none was found.
    func kind(_ gvk: GroupVersionKind) -> DiscoveredResource? { found.withLock { $0[gvk] } }

    /// Takes over what was found.
    func set(_ resources: [DiscoveredResource]) {
        let kinds = Dictionary(resources.map { ($0.resource.gvk, $0) }, uniquingKeysWith: { first, _ in first })
        found.withLock { $0 = kinds }
    }
}
