// SPDX-License-Identifier: MIT

internal import Kn8Curl
internal import Synchronization

/// What the server warns of, each text once (RFC 7234 5.5, as Kubernetes uses it).
final class WarningList: Sendable {
    private let seen = Mutex<Set<String>>([])
    private let say: @Sendable (String) -> Void

    init(_ say: @escaping @Sendable (String) -> Void) { self.say = say }

    /// Says what is new in an answer's head.
    func take(_ head: CurlHead) {
        for line in head.all("warning") {
            for text in WarningList.texts(in: line) where seen.withLock({ $0.insert(text).inserted }) { say(text) }
        }
    }

    /// The texts of a header's value: `299 - "text"`, several parted by commas; other codes are not for people.
    static func texts(in value: String) -> [String] {
        var texts: [String] = []
        var rest = Substring(value)
        while let quote = rest.firstIndex(of: "\"") {
            let code = rest[..<quote].drop { $0 == " " || $0 == "," }.prefix { $0.isNumber }
            var text = ""
            var index = rest.index(after: quote)
            while index < rest.endIndex, rest[index] != "\"" {
                if rest[index] == "\\", rest.index(after: index) < rest.endIndex { index = rest.index(after: index) }
                text.append(rest[index])
                index = rest.index(after: index)
            }
            if code == "299" { texts.append(text) }
            guard index < rest.endIndex else { break }
            rest = rest[rest.index(after: index)...]
        }
        return texts
    }
}
