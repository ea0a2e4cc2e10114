// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What may be set and removed among the headers of a request or a response (`contour:internal/dag/policy.go@v1.33.6`).
enum HeaderPolicy {
    /// What is wrong with `policy`; nil when nothing, or when there is none.
    static func fault(_ policy: Value?, mayRewriteHost: Bool) -> String? {
        var set: Set<String> = []
        for entry in policy?["set"]?.array ?? [] {
            let name = canonical(entry["name"]?.string ?? "")
            if !set.insert(name).inserted { return "duplicate header addition: \(name.goQuoted)" }
            if name == "Host" {
                if !mayRewriteHost { return "rewriting \(name.goQuoted) header is not supported" }
                continue
            }
            if let fault = nameFault(name) { return "invalid set header \(name.goQuoted): \(fault)" }
        }
        var removed: Set<String> = []
        for entry in policy?["remove"]?.array ?? [] {
            let name = canonical(entry.string ?? "")
            if !removed.insert(name).inserted { return "duplicate header removal: \(name.goQuoted)" }
            if let fault = nameFault(name) { return "invalid remove header \(name.goQuoted): \(fault)" }
        }
        return nil
    }

    private static func nameFault(_ name: String) -> String? {
        if !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" }) { return nil }
        return "[a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex used "
            + "for validation is '[-A-Za-z0-9]+')]"
    }

    /// The name with each word's first letter in upper case, as Go's `http.CanonicalHeaderKey` writes it.
    private static func canonical(_ name: String) -> String {
        guard name.allSatisfy({ $0.isASCII && !$0.isWhitespace }) else { return name }
        return name.split(separator: "-", omittingEmptySubsequences: false)
            .map { $0.prefix(1).uppercased() + $0.dropFirst().lowercased() }
            .joined(separator: "-")
    }
}
