// SPDX-License-Identifier: MIT

internal import Kn8Value

/// Path and query of a request, taken apart as Go's net/url does.
package struct RequestTarget: Hashable, Sendable {
    /// The decoded segments of the path; empty segments are left out, but for one after `namespaces`, which stands for all
    /// of them.
    package let segments: [String]
    /// The path as it came, without the query.
    package let path: String
    /// The parameters, in order, decoded.
    package let query: RequestQuery

    /// The target that `text` spells; nil when it is no path, or has an escape that is none.
    package init?(_ text: String) {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard let path = parts.first, path.utf8.first == UInt8(ascii: "/") else { return nil }
        self.path = String(path)
        var segments: [String] = []
        for raw in path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard let segment = RequestTarget.decoded(raw, isQuery: false) else { return nil }
            if segment.isEmpty, segments.last != "namespaces" || segments.count > 4 { continue }
            segments.append(segment)
        }
        if segments.last == "" { segments.removeLast() }
        self.segments = segments
        query = RequestQuery(parts.count > 1 ? parts[1] : "")
    }

    /// `text` without its escapes; nil when one is none.
    static func decoded(_ text: Substring, isQuery: Bool) -> String? {
        PercentCoding.decoded(text, plusIsBlank: isQuery).map { String(decoding: $0, as: UTF8.self) }
    }
}

/// The parameters of a query.
package struct RequestQuery: Hashable, Sendable {
    private let items: [(name: String, value: String)]

    /// The parameters that `text` spells; those that cannot be read are left out, as Go does.
    package init(_ text: Substring) {
        items = text.split(separator: "&").compactMap { pair in
            if pair.utf8.contains(UInt8(ascii: ";")) { return nil }
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = RequestTarget.decoded(halves[0], isQuery: true),
                let value = halves.count > 1 ? RequestTarget.decoded(halves[1], isQuery: true) : ""
            else { return nil }
            return (name, value)
        }
    }

    /// The first value of `name`; nil when it is not there.
    package subscript(name: String) -> String? { items.first { $0.name == name }?.value }

    /// All values of `name`.
    package func values(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

    /// The first value of `name`; empty when it is not there.
    func text(_ name: String) -> String { self[name] ?? "" }

    /// Whether `name` is there and is neither `0` nor `false`.
    func flag(_ name: String) -> Bool {
        guard let value = self[name] else { return false }
        return value != "0" && value.lowercased() != "false"
    }

    /// Whether both have the same parameters in the same order.
    package static func == (lhs: RequestQuery, rhs: RequestQuery) -> Bool {
        lhs.items.elementsEqual(rhs.items) { $0 == $1 }
    }

    /// By name and value of every parameter.
    package func hash(into hasher: inout Hasher) {
        for item in items {
            hasher.combine(item.name)
            hasher.combine(item.value)
        }
    }
}
