// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A JSON pointer, RFC 6901: the steps from a document's root, unescaped.
struct JSONPointer: Hashable {
    let steps: [String]

    /// The pointer that `text` spells; nil when it is neither empty nor begins with a slash, or has a stray `~`.
    init?(_ text: String) {
        guard !text.isEmpty else {
            steps = []
            return
        }
        guard text.hasPrefix("/") else { return nil }
        var steps: [String] = []
        for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            var step = ""
            var rest = part
            while let first = rest.first {
                rest.removeFirst()
                guard first == "~" else {
                    step.append(first)
                    continue
                }
                switch rest.first {
                case "0": step.append("~")
                case "1": step.append("/")
                default: return nil
                }
                rest.removeFirst()
            }
            steps.append(step)
        }
        self.steps = steps
    }
}
