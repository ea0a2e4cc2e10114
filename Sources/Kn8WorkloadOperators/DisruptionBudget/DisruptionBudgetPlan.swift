// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// How many of the Pods a PodDisruptionBudget guards may go (`kubernetes:pkg/controller/disruption/disruption.go`).
struct DisruptionBudgetPlan: Sendable {
    let budget: Object
    /// The Pods the budget selects.
    let pods: [Object]
    /// How many Pods the controllers of those Pods want, each controller counted once.
    let scale: Int64
    let now: Timestamp

    private var healthy: Int64 { Int64(pods.filter { !$0.isBeingDeleted && PodState.isReady($0) }.count) }

    /// The Pods expected, and how many of them must be healthy.
    private var demand: (expected: Int64, healthy: Int64) {
        if let limit = budget["spec", "maxUnavailable"] {
            return (scale, max(0, scale - Self.amount(limit, of: scale)))
        }
        guard let floor = budget["spec", "minAvailable"] else { return (Int64(pods.count), 0) }
        if let number = floor.int { return (Int64(pods.count), max(0, number)) }
        return (scale, Self.amount(floor, of: scale))
    }

    /// A count, or a percentage of `total` rounded up.
    private static func amount(_ value: Value, of total: Int64) -> Int64 {
        if let number = value.int { return max(0, number) }
        guard let text = value.string, text.hasSuffix("%"), let percent = Int64(text.dropLast()),
            (0...100).contains(percent), total <= Int64(Int32.max)
        else { return 0 }
        return (total * percent + 99) / 100
    }

    var status: Value {
        let demand = demand
        let allowed = demand.expected > 0 ? max(0, healthy - min(healthy, demand.healthy)) : 0
        var conditions = Conditions(of: budget)
        conditions.set(
            Condition(
                "DisruptionAllowed",
                status: allowed > 0 ? "True" : "False",
                reason: allowed > 0 ? "SufficientPods" : "InsufficientPods",
                observedGeneration: budget.generation,
                more: ["message": ""]  // required, though there is nothing to say
            ),
            now: now
        )
        return [
            "currentHealthy": .int(healthy), "desiredHealthy": .int(demand.healthy),
            "expectedPods": .int(demand.expected), "disruptionsAllowed": .int(allowed),
            "observedGeneration": .int(budget.generation), "conditions": conditions.value,
        ]
    }
}
