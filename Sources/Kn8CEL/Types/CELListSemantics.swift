// SPDX-License-Identifier: MIT

/// What `x-kubernetes-list-type` says of a list: how it compares and is added to
/// (`kubernetes:apiserver/pkg/cel/common/values.go`).
package enum CELListSemantics: Hashable, Sendable {
    /// Compares in order; `+` appends.
    case atomic
    /// Compares without order; `+` is the union.
    case set
    /// Compares without order, elements matched by these keys; `+` replaces elements of equal keys and appends others.
    case map(keys: [String])
}
