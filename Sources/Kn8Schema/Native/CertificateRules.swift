// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of requests for certificates (`kubernetes:pkg/apis/certificates/validation/validation.go`).
enum CertificateRules {
    /// The `signerName` of `map`: a domain and a path.
    static func checkSigner(_ map: ValueMap, _ rules: inout FieldRules) {
        guard let name = map.optionalText("signerName") else {
            if map.isMissing("signerName") { rules.required("signerName") }
            return
        }
        guard !name.isEmpty else { return rules.required("signerName") }
        let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2 else {
            let words = "must be a fully qualified domain and path of the form 'example.com/signer-name'"
            return rules.invalid("signerName", .string(name), words)
        }
        if parts[0].utf8.count > 253 { rules.tooLong("signerName", 253) }
        for words in NameShape.subdomain.faults(in: parts[0]) {
            rules.invalid("signerName", .string(parts[0]), "validating domain segment: \(words)")
        }
        if !parts[0].contains("."), NameShape.subdomain.holds(parts[0]) {
            rules.invalid(
                "signerName",
                .string(parts[0]),
                "should be a domain with at least two segments separated by dots"
            )
        }
        if parts[1].utf8.count > 317 { rules.tooLong("signerName", 317) }
        for words in NameShape.subdomain.faults(in: parts[1]) {
            rules.invalid("signerName", .string(parts[1]), "validating path segment: \(words)")
        }
    }
}
