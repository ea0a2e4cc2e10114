// SPDX-License-Identifier: MIT
internal import Kn8Value

/// A label selector's text reads back as an equal selector.
enum SelectorPromises {
    static func check(_ text: String) {
        guard let selector = try? LabelSelector(text) else { return }
        let again = try? LabelSelector(selector.description)
        precondition(again == selector, "\(text) is written \(selector)")
        _ = selector.matches(["app": "web", "tier": ""])
    }
}
