// SPDX-License-Identifier: MIT

package import Kn8API

/// The order in which a set of objects is applied: what others stand on first.
///
/// kubectl applies in file order; kn8 sorts, so that a folder can be applied whole in one go. Objects of one rank stay
/// in the order given.
package enum ApplyOrder {
    /// The place of `kind` in the order; lower ranks are applied first.
    package static func rank(of kind: GroupVersionKind) -> Int {
        switch (kind.group, kind.kind) {
        case ("", "Namespace"), ("project.openshift.io", "Project"): 0
        case ("apiextensions.k8s.io", "CustomResourceDefinition"): 1
        case ("scheduling.k8s.io", "PriorityClass"), ("storage.k8s.io", _), ("admissionregistration.k8s.io", _): 2
        case ("", "ServiceAccount"), ("rbac.authorization.k8s.io", _), ("policy", "PodSecurityPolicy"): 3
        case ("", "ConfigMap"), ("", "Secret"), ("", "LimitRange"), ("", "ResourceQuota"): 4
        case ("", "PersistentVolume"), ("", "PersistentVolumeClaim"): 5
        case ("", "Service"), ("", "Endpoints"), ("discovery.k8s.io", _): 6
        case ("", _), ("apps", _), ("batch", _): 7
        case ("autoscaling", _), ("policy", _), ("networking.k8s.io", _): 8
        default: 9
        }
    }

    /// `items` in the order to apply them; equal ranks keep their order.
    package static func sorted<Item>(_ items: [Item], kind: (Item) -> GroupVersionKind) -> [Item] {
        items.enumerated()
            .map { (rank: rank(of: kind($0.element)), offset: $0.offset, item: $0.element) }
            .sorted { ($0.rank, $0.offset) < ($1.rank, $1.offset) }
            .map(\.item)
    }
}
