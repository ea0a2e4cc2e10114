// SPDX-License-Identifier: MIT

/// Bounds on what one evaluation may make, so that no expression eats memory. Kubernetes bounds requests to 3 MiB, so
/// no honest rule comes near.
package enum CELLimits {
    /// The most bytes of one string or byte sequence.
    package static let largestText = 16 << 20
    /// The most elements of one list or map.
    package static let largestList = 2_000_000
    /// The most elements that one evaluation may copy into new lists and maps.
    static let mostCopies = 10_000_000
    /// The most work, in elements compared or 64 bytes of text read, that one evaluation may do; about a second.
    static let mostWork = 20_000_000
    /// The most types that one type may be made of.
    static let largestType = 2_000
    /// The levels of nesting in a source text (`cel-go:parser/options.go`).
    static let deepestNesting = 250
    /// The most code points of a source text.
    static let longestSource = 100_000
    /// The most issues reported of one source text.
    static let mostIssues = 100
    /// What Kubernetes allows one evaluation of an expression to cost.
    package static let kubernetesCallCost: UInt64 = 1_000_000
    /// What Kubernetes allows the evaluations of one object's rules to cost together.
    package static let kubernetesObjectCost: UInt64 = 10_000_000
    /// The most that Kubernetes lets one rule be estimated to cost, times how often it can run in one object.
    package static let kubernetesRuleEstimate: UInt64 = 10_000_000
    /// The most that Kubernetes lets the rules of one schema be estimated to cost together.
    package static let kubernetesSchemaEstimate: UInt64 = 100_000_000
}
