// SPDX-License-Identifier: MIT

import Foundation

/// Tokens in the places where secrets stand, and the search for them in everything that kn8 gives out.
struct CanaryField {
    /// What every token of this run has in it, and nothing else.
    let marker: String
    /// The token of each place, in the order in which they were planted.
    private(set) var tokens: [(place: String, token: String)] = []
    private let needles: [Data]

    init() {
        marker = "Zq" + CanaryField.random(8)
        // As it is, backwards, and in base64 wherever it may begin within a group of three bytes.
        var needles = [marker, String(marker.reversed())]
        for offset in 0..<3 {
            let text = Data(Array(repeating: 0x2E, count: offset) + Array(marker.utf8)).base64EncodedString()
            let first = (offset * 8 + 5) / 6
            needles.append(String(text.dropFirst(first).prefix((offset + marker.count) * 8 / 6 - first)))
        }
        self.needles = needles.map { Data($0.utf8) }
    }

    private static func random(_ count: Int) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
        return String((0..<count).compactMap { _ in alphabet.randomElement() })
    }

    /// The token of `place`, which is planted now if it is not yet.
    mutating func token(_ place: String) -> String {
        if let known = tokens.first(where: { $0.place == place }) { return known.token }
        let number = String(format: "%03d", tokens.count)
        tokens.append((place, marker + number + CanaryField.random(8)))
        return tokens[tokens.count - 1].token
    }

    /// The fixture called `name` with a token in each of its places; those of `suffix` are others than those without.
    mutating func text(_ name: String, suffix: String = "") throws -> String {
        let url = Kn8Process.root.appending(path: "Tests/Kn8CommandsTests/Fixtures/canary/\(name)")
        var rest = try String(contentsOf: url, encoding: .utf8)[...]
        var text = ""
        while let opening = rest.firstRange(of: "@@") {
            text += rest[..<opening.lowerBound]
            rest = rest[opening.upperBound...]
            guard let closing = rest.firstRange(of: "@@") else { break }
            let parts = rest[..<closing.lowerBound].split(separator: ":")
            rest = rest[closing.upperBound...]
            let token = token(String(parts.last ?? "") + suffix)
            switch parts.count > 1 ? parts[0] : "" {
            case "b64": text += Data(token.utf8).base64EncodedString()
            case "pair": text += Data("ann:\(token)".utf8).base64EncodedString()
            case "odd": text += "\(token)'<&>%/ {\\\"x\\\": [1]}\\t\(token)"
            default: text += token
            }
        }
        return text + rest
    }

    /// What is found in `bytes`, with what stands around it; nil when nothing is.
    func finding(in bytes: Data) -> String? {
        for needle in needles {
            guard let found = bytes.range(of: needle) else { continue }
            let around = bytes[max(0, found.lowerBound - 60)..<min(bytes.count, found.upperBound + 60)]
            return place(String(decoding: around, as: UTF8.self)) + String(decoding: around, as: UTF8.self)
        }
        return nil
    }

    private func place(_ text: String) -> String {
        guard let mark = text.firstRange(of: marker), let number = Int(text[mark.upperBound...].prefix(3)),
            tokens.indices.contains(number)
        else { return "encoded: " }
        return "\(tokens[number].place): "
    }
}
