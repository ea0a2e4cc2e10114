// SPDX-License-Identifier: MIT

package import Kn8API

/// Which kinds a prune deletes objects of (`kubernetes:kubectl/pkg/util/prune/prune.go`).
package struct PruneKinds: Hashable, Sendable {
    /// The kinds that `--prune-allowlist` names; none means kubectl's own list.
    package let named: [GroupVersionKind]

    /// The kinds of `words`, each `group/version/kind` with `core` for the core group.
    ///
    /// - Throws: kubectl's complaint about a word of another form.
    package init(_ words: [String]) throws(PruneRefusal) {
        var named: [GroupVersionKind] = []
        for word in words {
            let parts = word.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 3 else {
                throw PruneRefusal(
                    "invalid GroupVersionKind format: \(word), please follow <group/version/kind>"
                )
            }
            named.append(
                GroupVersionKind(group: parts[0] == "core" ? "" : parts[0], version: parts[1], kind: parts[2])
            )
        }
        self.named = named
    }

    /// The kinds that are looked through.
    package var searched: [GroupVersionKind] { named.isEmpty ? PruneKinds.standard : named }

    /// Whether objects of `kind` stay, though they are left over: too much goes with them, and nobody named the kind.
    package func spares(_ kind: GroupVersionKind) -> Bool {
        PruneKinds.isGuarded(kind) && !named.contains { $0.group == kind.group && $0.kind == kind.kind }
    }

    /// Whether deleting an object of `kind` deletes what cannot be made again from manifests.
    package static func isGuarded(_ kind: GroupVersionKind) -> Bool {
        switch (kind.group, kind.kind) {
        case ("", "Namespace"), ("", "PersistentVolume"), ("", "PersistentVolumeClaim"),
            ("project.openshift.io", "Project"), ("apiextensions.k8s.io", "CustomResourceDefinition"):
            true
        default: false
        }
    }

    /// kubectl's list.
    package static let standard: [GroupVersionKind] = [
        ("", "ConfigMap"), ("", "Endpoints"), ("", "Namespace"), ("", "PersistentVolumeClaim"),
        ("", "PersistentVolume"), ("", "Pod"), ("", "ReplicationController"), ("", "Secret"), ("", "Service"),
        ("batch", "Job"), ("batch", "CronJob"), ("networking.k8s.io", "Ingress"), ("apps", "DaemonSet"),
        ("apps", "Deployment"), ("apps", "ReplicaSet"), ("apps", "StatefulSet"),
    ].map { GroupVersionKind(group: $0.0, version: "v1", kind: $0.1) }
}

/// Why there is no prune, in words for the user.
package struct PruneRefusal: Error, Hashable, Sendable {
    /// The sentence.
    package let message: String

    /// A refusal that says `message`.
    package init(_ message: String) { self.message = message }
}
