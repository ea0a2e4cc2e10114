// SPDX-License-Identifier: MIT

internal import Kn8Value

extension CELOperation {
    /// `left + right`, paid for before anything is copied.
    static func sum(_ left: CELValue, _ right: CELValue, _ frame: CELFrame) throws(CELFailure) -> CELValue {
        switch (left, right) {
        case (.string(let left), .string(let right)):
            try frame.charge((UInt64(left.scalarCount) + UInt64(right.scalarCount)).scaledUp(by: 0.1))
            guard left.utf8.count + right.utf8.count <= CELLimits.largestText else { throw .costLimit }
            return .string(left + right)
        case (.bytes(let left), .bytes(let right)):
            try frame.charge(UInt64(left.count + right.count).scaledUp(by: 0.1))
            guard left.count + right.count <= CELLimits.largestText else { throw .costLimit }
            return .bytes(left + right)
        default: break
        }
        try frame.charge(1)
        switch (left, right) {
        case (.int(let left), .int(let right)):
            let (result, overflow) = left.addingReportingOverflow(right)
            if overflow { throw .integerOverflow }
            return .int(result)
        case (.uint(let left), .uint(let right)):
            let (result, overflow) = left.addingReportingOverflow(right)
            if overflow { throw .unsignedOverflow }
            return .uint(result)
        case (.double(let left), .double(let right)): return .double(left + right)
        case (.duration(let left), .duration(let right)):
            let (result, overflow) = left.nanoseconds.addingReportingOverflow(right.nanoseconds)
            if overflow { throw .integerOverflow }
            return .duration(CELDuration(nanoseconds: result))
        case (.timestamp(let moment), .duration(let span)), (.duration(let span), .timestamp(let moment)):
            guard let later = moment.advanced(by: span) else { throw CELFailure("timestamp overflow") }
            return .timestamp(later)
        case (.list(let left), .list(let right)): return .list(try concatenation(left, right, frame))
        default: throw .noSuchOverload
        }
    }

    private static func concatenation(
        _ left: CELList,
        _ right: CELList,
        _ frame: CELFrame
    ) throws(CELFailure) -> CELList {
        let count = left.count + right.count
        try frame.chargeCopies(count)
        guard count <= CELLimits.largestList else { throw .costLimit }
        switch left.storage {
        case .json(let values, let element, .set):
            return try union(values, right, element: element, semantics: .set, frame) {
                mine,
                theirs throws(CELFailure) in try mine.isEqual(to: theirs)
            }
        case .json(let values, let element, .map(let keys)):
            return try union(values, right, element: element, semantics: .map(keys: keys), frame) {
                mine,
                theirs throws(CELFailure) in try mine.hasSameKeys(keys, as: theirs)
            }
        default:
            if right.count == 0 { return left }
            return CELList(try left.elements() + right.elements())
        }
    }

    /// Elements of `right` take the place of those in `values` that they match, or follow them.
    private static func union(
        _ values: [Value],
        _ right: CELList,
        element: CELShape,
        semantics: CELListSemantics,
        _ frame: CELFrame,
        matches: (CELValue, CELValue) throws(CELFailure) -> Bool
    ) throws(CELFailure) -> CELList {
        var values = values
        var members: [CELValue] = []
        for value in values { members.append(try element.adapt(value)) }
        for theirs in try right.elements() {
            var place: Int?
            for (position, mine) in members.enumerated() where place == nil {
                if try matches(mine, theirs) { place = position }
            }
            try frame.chargeCopies(members.count / 64 + 1)
            let json = try theirs.json()
            if let place {
                values[place] = json
                members[place] = theirs
            } else {
                values.append(json)
                members.append(theirs)
            }
        }
        return CELList(values, element: element, semantics: semantics)
    }
}
