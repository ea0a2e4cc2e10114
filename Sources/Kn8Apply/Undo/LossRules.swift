// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What taking a change back does not bring back: what lives outside the objects.
enum LossRules {
    /// What is lost for good of the change from `before` to `after`, in a few words each.
    static func losses(of change: (before: Object?, after: Object?)) -> [String] {
        var found = ConsequenceRules.consequences(from: change.before, to: change.after)
            .filter { $0.sort == .dataLoss }
            .map { "what was lost is not brought back: \($0.reason)" }
        switch (change.before, change.after) {
        case (nil, let after?) where ran(after): found.append("what it did stays done")
        case (let before?, nil) where ["Pod", "Job"].contains(before.kind): found.append("it runs from the start")
        default: break
        }
        return found
    }

    /// What taking the change from `before` to `after` back would itself lose.
    static func losses(ofUndoing change: (live: Object?, then: Object?)) -> [String] {
        ConsequenceRules.consequences(from: change.live, to: change.then)
            .filter { $0.sort == .dataLoss }
            .map { "data-loss: \($0.reason)" }
    }

    // Whether the object is one that does something once.
    private static func ran(_ object: Object) -> Bool {
        switch (object.gvk.group, object.kind) {
        case ("batch", "Job"), ("", "Pod"), ("mysql.presslabs.org", "MysqlBackup"), ("build.openshift.io", "Build"):
            true
        default: false
        }
    }
}
