// SPDX-License-Identifier: MIT

/// One signature of a function, with what it does and costs.
///
/// A library is written like this; see `CELLibrary` for how it gets into an environment:
///
///     CELFunction("quantity", [
///         .global("string_to_quantity", [.string], .opaque("kubernetes.Quantity"), cost: .traversal(of: 0)) {
///             argument throws(CELFailure) in …
///         },
///     ])
///     CELFunction("compareTo", [
///         .receiver("quantity_compare_to", [quantity, quantity], .int, binary: { left, right throws(CELFailure) in … }),
///     ])
///     CELFunction("min", [.receiver("list_min", [.list(.parameter("T"))], .parameter("T")) { … }])
///
/// Rules:
/// - The implementation is called only with values whose kinds fit `parameters` (`CELValue.fits`); what is inside a list
///   or map is not checked. It throws `CELFailure.noSuchOverload` for what it cannot take.
/// - It must be bounded: no result larger than `CELLimits` says, no work beyond what its cost accounts for.
/// - Several overloads of one function are told apart by the kinds of their arguments. Libraries may add overloads to a
///   function that another library, or the language (`string`, `size`), already has.
package struct CELOverload: Sendable {
    /// What an overload does.
    package enum Implementation: Sendable {
        case unary(@Sendable (CELValue) throws(CELFailure) -> CELValue)
        case binary(@Sendable (CELValue, CELValue) throws(CELFailure) -> CELValue)
        case variadic(@Sendable ([CELValue]) throws(CELFailure) -> CELValue)
        /// The interpreter has its own node for it; operators only.
        case builtin
    }

    /// Given the arguments that are constants (nil for the others, the receiver first), an implementation that has done
    /// the part that depends on them, for instance compiled a pattern; nil to keep the general one. A failure is
    /// reported when the program is made.
    package typealias Specialization = @Sendable ([CELValue?]) throws(CELFailure) -> Implementation?

    /// The name of the overload, unique among all; as in cel-go or Kubernetes where they have it.
    package let id: String
    /// Whether the first parameter is written before the dot.
    package let isReceiver: Bool
    /// The types of the parameters, the receiver first. `.parameter("T")` stands for any one type.
    package let parameters: [CELType]
    /// The type of the result.
    package let result: CELType
    /// What it does.
    package let implementation: Implementation
    /// What a call costs.
    package let cost: CELCallCost
    /// Prepares a call with constants; nil when there is nothing to prepare.
    package let specialize: Specialization?

    /// An overload of any shape; the factories below are shorter.
    package init(
        _ id: String,
        isReceiver: Bool,
        _ parameters: [CELType],
        _ result: CELType,
        cost: CELCallCost = .fixed(1),
        specialize: Specialization? = nil,
        implementation: Implementation
    ) {
        self.id = id
        self.isReceiver = isReceiver
        self.parameters = parameters
        self.result = result
        self.cost = cost
        self.specialize = specialize
        self.implementation = implementation
    }

    /// `f(x)`.
    package static func global(
        _ id: String,
        _ parameters: [CELType],
        _ result: CELType,
        cost: CELCallCost = .fixed(1),
        specialize: Specialization? = nil,
        unary body: @escaping @Sendable (CELValue) throws(CELFailure) -> CELValue
    ) -> CELOverload {
        CELOverload(
            id,
            isReceiver: false,
            parameters,
            result,
            cost: cost,
            specialize: specialize,
            implementation: .unary(body)
        )
    }

    /// `f(x, y)`.
    package static func global(
        _ id: String,
        _ parameters: [CELType],
        _ result: CELType,
        cost: CELCallCost = .fixed(1),
        specialize: Specialization? = nil,
        binary body: @escaping @Sendable (CELValue, CELValue) throws(CELFailure) -> CELValue
    ) -> CELOverload {
        CELOverload(
            id,
            isReceiver: false,
            parameters,
            result,
            cost: cost,
            specialize: specialize,
            implementation: .binary(body)
        )
    }

    /// `f(…)` with any number of arguments.
    package static func global(
        _ id: String,
        _ parameters: [CELType],
        _ result: CELType,
        cost: CELCallCost = .fixed(1),
        specialize: Specialization? = nil,
        variadic body: @escaping @Sendable ([CELValue]) throws(CELFailure) -> CELValue
    ) -> CELOverload {
        CELOverload(
            id,
            isReceiver: false,
            parameters,
            result,
            cost: cost,
            specialize: specialize,
            implementation: .variadic(body)
        )
    }

    /// `x.f()`.
    package static func receiver(
        _ id: String,
        _ parameters: [CELType],
        _ result: CELType,
        cost: CELCallCost = .fixed(1),
        specialize: Specialization? = nil,
        unary body: @escaping @Sendable (CELValue) throws(CELFailure) -> CELValue
    ) -> CELOverload {
        CELOverload(
            id,
            isReceiver: true,
            parameters,
            result,
            cost: cost,
            specialize: specialize,
            implementation: .unary(body)
        )
    }

    /// `x.f(y)`.
    package static func receiver(
        _ id: String,
        _ parameters: [CELType],
        _ result: CELType,
        cost: CELCallCost = .fixed(1),
        specialize: Specialization? = nil,
        binary body: @escaping @Sendable (CELValue, CELValue) throws(CELFailure) -> CELValue
    ) -> CELOverload {
        CELOverload(
            id,
            isReceiver: true,
            parameters,
            result,
            cost: cost,
            specialize: specialize,
            implementation: .binary(body)
        )
    }

    /// `x.f(…)` with any number of arguments, the receiver first.
    package static func receiver(
        _ id: String,
        _ parameters: [CELType],
        _ result: CELType,
        cost: CELCallCost = .fixed(1),
        specialize: Specialization? = nil,
        variadic body: @escaping @Sendable ([CELValue]) throws(CELFailure) -> CELValue
    ) -> CELOverload {
        CELOverload(
            id,
            isReceiver: true,
            parameters,
            result,
            cost: cost,
            specialize: specialize,
            implementation: .variadic(body)
        )
    }
}
