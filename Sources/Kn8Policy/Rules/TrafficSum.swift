// SPDX-License-Identifier: MIT
internal import Kn8Value

extension PolicyRule {
    static let trafficSum = PolicyRule(
        id: "knative/traffic-sum",
        severity: .error,
        summary: "the percentages of a Knative Service's or Route's traffic sum to 100",
        remedy: "change the percentages so that they sum to 100"
    ) { set in
        ["Route", "Service"].flatMap { set.members($0, in: "serving.knative.dev") }.compactMap { member in
            let targets = member.value.elements("spec", "traffic")
            guard !targets.isEmpty else { return nil }
            var sum: Int64 = 0
            for target in targets { sum = sum.addingReportingOverflow(target.value["percent"]?.int ?? 0).partialValue }
            guard sum != 100 else { return nil }
            return Breach(
                object: member.index,
                message: "Traffic targets sum to \(sum), want 100",
                path: FieldPath(keys: "spec", "traffic")
            )
        }
    }
}
