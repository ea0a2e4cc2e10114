// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A broken rule whose path is still being put together.
struct Breach {
    var rule: String
    var severity: Severity
    /// The way from the node to the root.
    var reversedSteps: [FieldPath.Step]
    var part: Violation.Part
    var remedy: String?
    /// See `Violation.wantsText`.
    var wantsText = false
    /// The words, once the path is known.
    var message: (FieldPath) -> String

    var violation: Violation {
        let path = FieldPath(reversedSteps.reversed())
        return Violation(
            rule: rule,
            severity: severity,
            message: message(path),
            path: path,
            part: part,
            remedy: remedy,
            wantsText: wantsText
        )
    }
}
