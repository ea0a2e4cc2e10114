// SPDX-License-Identifier: MIT

package import Kn8Value

/// What makes a CRD acceptable to the API server, in its words (`kubernetes:apiextensions-apiserver/pkg/apis/
/// apiextensions/validation/validation.go`).
package enum StructuralRules {
    /// What is wrong with `crd`; empty when the server would take it.
    package static func violations(of crd: Value) -> [Violation] {
        []
    }
}
