// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller

/// The first object of a kind stands for all of them, so that rules that judge the set as a whole run once a change.
enum WholeSet {
    /// Any change of `kind`, or of a kind its verdicts hang on, touches the object that stands for the set.
    static func watches(of kind: GroupVersionKind) -> [WatchRule] {
        ([kind, NetworkKind.service, NetworkKind.secret] + NetworkKind.delegations).map { watched in
            WatchRule(watched) { _, _, cache in cache.objects(of: kind, in: .all).prefix(1).map(\.key) }
        }
    }

    /// Whether the object at `key` stands for all of `kind`.
    static func isLed(by key: ObjectKey, of kind: GroupVersionKind, in cache: some ObjectCache) -> Bool {
        cache.objects(of: kind, in: .all).first?.key == key
    }
}
