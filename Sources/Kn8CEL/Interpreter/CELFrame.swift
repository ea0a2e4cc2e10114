// SPDX-License-Identifier: MIT

/// The state of one evaluation: variables, the values of macros' variables, and what it has cost so far.
final class CELFrame {
    let activation: CELActivation
    var locals: [CELValue?]
    private(set) var cost: UInt64 = 0
    private let costLimit: UInt64
    private var copies = 0
    private var work = 0
    private let workLimit: Int
    private var made: [String: CELValue] = [:]

    init(
        activation: CELActivation,
        localCount: Int,
        costLimit: UInt64,
        workLimit: Int = CELLimits.mostWork
    ) {
        self.workLimit = workLimit
        self.activation = activation
        self.costLimit = costLimit
        locals = localCount == 0 ? [] : Array(repeating: nil, count: localCount)
    }

    /// Adds to the cost, and ends the evaluation when that is too much.
    @inline(__always)
    func charge(_ amount: UInt64) throws(CELFailure) {
        let (sum, overflow) = cost.addingReportingOverflow(amount)
        cost = overflow ? .max : sum
        if cost > costLimit { throw .costLimit }
    }

    /// Takes back what a presence test need not pay.
    func refund(_ amount: UInt64) { cost -= min(cost, amount) }

    /// Counts elements put into new lists, which costs do not bound tightly enough.
    func chargeCopies(_ count: Int) throws(CELFailure) {
        copies += count
        if copies > CELLimits.mostCopies { throw .costLimit }
    }

    /// Counts work that costs do not: elements compared, and text read by 64 bytes.
    @inline(__always)
    func chargeWork(_ amount: Int) throws(CELFailure) {
        work += amount
        if work > workLimit { throw .costLimit }
    }

    /// Counts reading `value` from one end to the other, where it is text; `size()` costs 1 however long a text is.
    @inline(__always)
    func chargeReading(_ value: CELValue) throws(CELFailure) {
        if case .string(let text) = value { try chargeWork(text.utf8.count >> 6) }
    }

    func variable(_ name: String) throws(CELFailure) -> CELValue {
        switch activation.binding(name) {
        case .value(let value)?: return value
        case .lazy(let make)?:
            if let present = made[name] { return present }
            let value = try make()
            made[name] = value
            return value
        case nil: throw CELFailure("no such attribute(s): \(name)")
        }
    }

    // A call whose operand fails counts all the same, and so does its other operand: `||` and the macros may go on
    // after a failure, and the cost must be what an API server counts.

    /// The operand of a call.
    @inline(__always)
    func operand(_ step: CELStep) throws(CELFailure) -> CELValue {
        do throws(CELFailure) {
            return try step(self)
        } catch {
            if error.kind != .costLimit { try charge(1) }
            throw error
        }
    }

    /// The operands of a call with two.
    @inline(__always)
    func operands(_ left: CELStep, _ right: CELStep) throws(CELFailure) -> (CELValue, CELValue) {
        let first: CELValue
        do throws(CELFailure) {
            first = try left(self)
        } catch {
            if error.kind == .costLimit { throw error }
            do throws(CELFailure) {
                _ = try operand(right)
                try charge(1)
            } catch let other where other.kind == .costLimit {
                throw other
            } catch {
            }
            throw error
        }
        return (first, try operand(right))
    }
}
