// SPDX-License-Identifier: MIT

internal import Kn8Template
internal import Kn8Value

/// Which parameters of a template hold secrets, and their values taken out of what is shown.
struct SecretParameters {
    static let mask = "******"

    private let secrets: Set<String>
    private let values: [String]

    /// The secrets of a processed template: what was generated, and what is called a password, a token or the like.
    init(of template: Template) {
        let found = template.parameters.filter { parameter in
            guard !parameter.value.isEmpty else { return false }
            let type = try? template.type(of: parameter.name)
            return type?.isSecret == true || !parameter.generate.isEmpty || parameter.holdsSecret
        }
        secrets = Set(found.map(\.name))
        // The longest first, since one may be part of another; short ones would take plain words along.
        values = found.map(\.value).filter { $0.utf8.count >= 4 }.sorted { $0.utf8.count > $1.utf8.count }
    }

    /// Remembers the secrets, so that nothing shows them.
    func note(in ledger: SecretLedger) { values.forEach { ledger.note(secret: $0) } }

    /// The value of `parameter` as it may be shown.
    func shown(_ parameter: TemplateParameter) -> String {
        secrets.contains(parameter.name) ? SecretParameters.mask : parameter.value
    }

    /// `text` without the secrets in it.
    func masked(_ text: String) -> String {
        values.reduce(text) { $0.replacing($1, with: SecretParameters.mask) }
    }
}
