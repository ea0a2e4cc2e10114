// SPDX-License-Identifier: MIT
package import Kn8Value

/// The checks that need more than one object.
package enum Policy {
    /// Every rule, sorted by ID.
    package static let rules: [PolicyRule] = [
        .fqdnDuplicate, .delegateMissing, .delegationCycle, .portMissing, .serviceMissing, .tlsSecretMissing,
        .ingressServiceMissing, .clusterLabelMissing, .clusterMissing, .kafkaOperatorMissing, .replicasExceedBrokers,
        .topicDuplicate, .userAuthorization, .trafficSum, .trafficTarget, .backupSecretMissing, .rootPasswordMissing,
        .mysqlSecretMissing, .userIncomplete, .volumeMisplaced, .noBackends, .targetPortMissing, .claimMissing,
        .configMapMissing, .objectDuplicate, .orphaned, .servicesAndDelegate, .scaleTargetMissing,
        .governingServiceMissing, .serviceAccountMissing, .volumeMissing, .secretMissing, .routeClash, .triggersMissing,
        .triggerNotAutomatic, .triggerContainerMissing,
    ].sorted { $0.id < $1.id }

    /// All that the rules read of `object`: they find the same in facts as in objects, so objects need not be kept.
    package static func facts(of object: Value) -> Value { ObjectFacts.of(object) }

    /// What `rules` find in `objects`, ordered by object and then by rule.
    ///
    /// An element that is no object with a kind and a name is passed over.
    package static func violations(
        in objects: [Value],
        rules: [PolicyRule] = Policy.rules
    ) -> [PolicyViolation] {
        PolicySubject(objects).violations(of: rules[...])
    }
}
