// SPDX-License-Identifier: MIT
internal import Kn8Value

/// A label selector's text reads back as an equal selector.
enum SelectorPromises {
    static func complaint(about text: String) -> String? {
        guard let selector = try? LabelSelector(text) else { return nil }
        if (try? LabelSelector(selector.description)) != selector { return "\(text) is written \(selector)" }
        _ = selector.matches(["app": "web", "tier": ""])
        return nil
    }
}
