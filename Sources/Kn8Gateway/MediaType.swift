// SPDX-License-Identifier: MIT

/// One media type of an `Accept` or `Content-Type` field.
struct MediaType: Hashable, Sendable {
    /// Type and subtype in lower case, for example `application/json`.
    let name: String
    /// The parameters, names in lower case.
    let parameters: [String: String]

    /// The type that `text` spells; empty when it spells none.
    init(_ text: Substring) {
        let parts = text.split(separator: ";").map(MediaType.trimmed)
        name = parts.first.map { $0.lowercased() } ?? ""
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            let halves = part.split(separator: "=", maxSplits: 1).map(MediaType.trimmed)
            guard let key = halves.first else { continue }
            let value = halves.count > 1 ? halves[1] : ""
            parameters[key.lowercased()] = String(value.hasPrefix("\"") ? value.dropFirst().dropLast() : value)
        }
        self.parameters = parameters
    }

    /// The types of an `Accept` field, the best first; of equal quality as they are written.
    static func accepted(_ field: String) -> [MediaType] {
        let types = field.split(separator: ",").map { MediaType($0) }.filter { !$0.name.isEmpty }
        return types.enumerated()
            .sorted { ($1.element.quality, $0.offset) < ($0.element.quality, $1.offset) }
            .map(\.element)
    }

    private var quality: Double { parameters["q"].flatMap(Double.init) ?? 1 }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text.drop { $0 == " " || $0 == "\t" }
    }
}
