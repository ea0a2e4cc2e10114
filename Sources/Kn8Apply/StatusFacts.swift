// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What an object's status says, for judging how far the object is.
struct StatusFacts {
    /// One element of `status.conditions`.
    struct Condition {
        let type: String
        let status: String
        let reason: String
        let message: String
        let observedGeneration: Int64?

        init?(_ value: Value) {
            guard let type = value["type"]?.string else { return nil }
            self.type = type
            status = value["status"]?.string ?? ""
            reason = value["reason"]?.string ?? ""
            message = value["message"]?.string ?? ""
            observedGeneration = value["observedGeneration"]?.int
        }

        /// `condition Ready is False (NoMaster: …)`.
        var words: String {
            let why = [reason, message].filter { !$0.isEmpty }.joined(separator: ": ")
            return "condition \(type) is \(status)" + (why.isEmpty ? "" : " (\(why))")
        }
    }

    let object: Object
    private let conditions: [Condition]

    init(of object: Object) {
        self.object = object
        conditions = (object["status", "conditions"]?.array ?? []).compactMap(Condition.init)
    }

    /// The condition of `type`; nil when there is none, or only one of an older spec.
    subscript(type: String) -> Condition? {
        conditions.first { $0.type == type && $0.observedGeneration ?? .max >= object.generation }
    }

    /// Whether any condition is of an older spec.
    var hasStaleConditions: Bool { conditions.contains { $0.observedGeneration ?? .max < object.generation } }

    /// Whether the status is that of the present spec, as far as it says so.
    var isObserved: Bool {
        object["status", "observedGeneration"]?.int.map { $0 >= object.generation } ?? true
    }

    /// A number of the status; 0 when it is not there.
    func count(_ field: String) -> Int64 { object["status", field]?.int ?? 0 }

    /// A text of the status; empty when it is not there.
    func text(_ field: String) -> String { object["status", field]?.string ?? "" }
}
