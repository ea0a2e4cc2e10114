// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller

/// One key that stands for all objects of a kind, so that rules that judge the set as a whole run once a change.
enum WholeSet {
    /// No object has this key: routing kinds live in namespaces and names hold no asterisk.
    static let key = ObjectKey(namespace: "", name: "*")

    /// Any change of `kind`, or of a kind its verdicts hang on, touches the whole set.
    static func watches(of kind: GroupVersionKind) -> [WatchRule] {
        ([kind, NetworkKind.service, NetworkKind.secret] + NetworkKind.delegations).map { watched in
            WatchRule(watched) { _, _, _ in [key] }
        }
    }
}
