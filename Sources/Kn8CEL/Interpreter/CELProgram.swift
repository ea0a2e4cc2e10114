// SPDX-License-Identifier: MIT

/// A compiled expression; made once, evaluated many times, shared between tasks.
package struct CELProgram: Sendable {
    /// The source text.
    package let source: String
    let checked: CELChecked
    let step: CELStep
    let localCount: Int
    let options: CELEnvironment.Options

    /// The static type of its value.
    package var resultType: CELType { checked.resultType }

    /// The declared variables that the expression uses.
    package var variables: Set<String> {
        var names: Set<String> = []
        for reference in checked.references.values {
            if case .variable(let name) = reference { names.insert(name) }
        }
        return names
    }

    /// The value for `activation`.
    ///
    /// - Parameter costLimit: The most it may cost; beyond it the failure is `CELFailure.costLimit`.
    package func evaluate(
        _ activation: CELActivation,
        costLimit: UInt64 = CELLimits.kubernetesCallCost
    ) throws(CELFailure) -> CELValue {
        let frame = CELFrame(activation: activation, localCount: localCount, costLimit: costLimit)
        return try step(frame)
    }

    /// What the evaluation comes to, and what it cost, which counts for a failure, too.
    package func measure(
        _ activation: CELActivation,
        costLimit: UInt64 = CELLimits.kubernetesCallCost
    ) -> (result: Result<CELValue, CELFailure>, cost: UInt64) {
        measure(activation, costLimit: costLimit, workLimit: CELLimits.mostWork)
    }

    func measure(
        _ activation: CELActivation,
        costLimit: UInt64,
        workLimit: Int
    ) -> (result: Result<CELValue, CELFailure>, cost: UInt64) {
        let frame = CELFrame(
            activation: activation,
            localCount: localCount,
            costLimit: costLimit,
            workLimit: workLimit
        )
        do throws(CELFailure) {
            return (.success(try step(frame)), frame.cost)
        } catch {
            return (.failure(error), frame.cost)
        }
    }

    /// What an evaluation can cost at least and at most, given what is declared about the variables. Where nothing
    /// bounds a size, Kubernetes' largest request does; where not even that does, the most is `UInt64.max`.
    package func costEstimate(shapes: [String: CELShape]) -> CELRange {
        var estimator = CELCostEstimator(
            checked: checked,
            shapes: shapes,
            presenceTestHasCost: options.presenceTestHasCost
        )
        return estimator.cost(checked.syntax.root)
    }
}
