// SPDX-License-Identifier: MIT

internal import Kn8Apply

/// A word by which parts of a plan are asked for: what is done to an object, or what that comes to.
struct PlanWord: Hashable {
    let text: String

    /// The manifests leave the object as it is.
    static let noEffect = PlanWord(text: "no-effect")
    /// The server does not take the object.
    static let refused = PlanWord(text: "refused")

    /// Every word, the gravest first.
    static let all: [PlanWord] =
        Consequence.Sort.allCases.map { PlanWord(text: $0.rawValue) } + [refused]
        + ["delete", "create", "update", "status"].map { PlanWord(text: $0) } + [noEffect]

    /// The words for `change`.
    static func words(for change: PlannedChange) -> Set<PlanWord> {
        Set(change.consequences.map { PlanWord(text: $0.sort.rawValue) } + [PlanWord(text: change.action.rawValue)])
    }

    /// The words for `refusal`.
    static func words(for refusal: ApplyRound.Refusal) -> Set<PlanWord> {
        Set([refused] + [refusal.consequence].compactMap { $0 }.map { PlanWord(text: $0.sort.rawValue) })
    }

    /// The words of `list`, which commas part; `option` is whose value it is.
    static func words(_ list: String, of option: String) throws(CommandError) -> Set<PlanWord> {
        var words: Set<PlanWord> = []
        for text in list.split(separator: ",") {
            let word = PlanWord(text: String(text))
            guard all.contains(word) else {
                let known = all.map(\.text).joined(separator: ", ")
                throw CommandError("\(option): no consequence \"\(text)\"; there are \(known)", status: .unusable)
            }
            words.insert(word)
        }
        return words
    }
}

extension ClusterPlan {
    /// The words for all that is in the plan.
    var words: Set<PlanWord> {
        changes.reduce(into: Set(refusals.flatMap(PlanWord.words))) { $0.formUnion(PlanWord.words(for: $1)) }
            .union(unchanged.isEmpty ? [] : [.noEffect])
    }
}
