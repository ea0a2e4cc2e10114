// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// How a pod fares when its node runs out of something (`kubernetes:pkg/apis/core/v1/helper/qos`).
enum PodQuality: String {
    case guaranteed = "Guaranteed"
    case burstable = "Burstable"
    case bestEffort = "BestEffort"

    /// The class of `pod`, whose requests have been filled in from its limits.
    init(of pod: Object) {
        let containers = ["containers", "initContainers"].flatMap { pod["spec", $0]?.array ?? [] }
        let resources = pod["spec", "resources"].map { [$0] } ?? containers.map { $0["resources"] ?? .emptyObject }
        let amounts = resources.map { (requests: Self.compute($0["requests"]), limits: Self.compute($0["limits"])) }
        if amounts.allSatisfy({ $0.requests.isEmpty && $0.limits.isEmpty }) {
            self = .bestEffort
        } else if amounts.allSatisfy({ $0.limits.count == 2 && $0.requests == $0.limits }) {
            self = .guaranteed
        } else {
            self = .burstable
        }
    }

    private static func compute(_ resources: Value?) -> [String: Quantity] {
        Amounts(resources).byName.filter { ["cpu", "memory"].contains($0.key) && $0.value > Quantity(0) }
    }
}
