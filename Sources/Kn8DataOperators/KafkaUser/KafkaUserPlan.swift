// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The Secret and the status that Strimzi's user operator makes of one KafkaUser; no access rule is enforced.
struct KafkaUserPlan {
    /// The Secret to ensure; nil for none.
    private(set) var secret: Object?
    /// The new status.
    private(set) var status: Value

    /// Plans `user` of `kafka`; `stored` is the Secret there is, `password` makes one up where none is stored.
    init(_ user: Object, kafka: KafkaCluster?, stored: Object?, now: Timestamp, password: () -> String) {
        let type = user["spec", "authentication", "type"]?.string
        let name = user.name
        var conditions = StatusConditions(user["status", "conditions"])
        func report(_ condition: String, reason: String = "", message: String = "") -> Value {
            conditions.keepOnly([condition])
            conditions.set(condition, status: "True", reason: reason, message: message, at: now)
            return ["conditions": conditions.value, "observedGeneration": .int(user.generation)]
        }
        if let refusal = KafkaUserPlan.refusal(user, kafka, type) {
            status = report("NotReady", reason: "InvalidResourceException", message: refusal)
            return
        }
        status = report("Ready")
        status["username"] = .string(type == "tls" || type == "tls-external" ? "CN=\(name)" : name)
        guard type == "tls" || type == "scram-sha-512" else { return }
        status["secret"] = .string(name)
        var data = ValueMap()
        if type == "tls" {
            for key in ["ca.crt", "user.crt", "user.key", "user.p12", "user.password"] {
                data[key] = .string(Base64.encoded("\(key) is not modelled by kn8"))
            }
        } else {
            let kept = stored?["data", "password"]?.string
            let jaas = stored?["data", "sasl.jaas.config"]?.string
            let fresh = password()
            let module = "org.apache.kafka.common.security.scram.ScramLoginModule"
            let login = "\(module) required username=\"\(name)\" password=\"\(fresh)\";"
            let isKept = kept != nil && jaas != nil
            data["password"] = .string((isKept ? kept : nil) ?? Base64.encoded(fresh))
            data["sasl.jaas.config"] = .string((isKept ? jaas : nil) ?? Base64.encoded(login))
        }
        var secret = Object(CoreKinds.secret, namespace: user.namespace, name: name)
        secret.labels = [
            StrimziKinds.clusterLabel: user.labels[StrimziKinds.clusterLabel] ?? "", "strimzi.io/kind": "KafkaUser",
            "app.kubernetes.io/managed-by": "strimzi-user-operator",
        ]
        secret.ownerReferences = [user.asController]
        secret["type"] = "Opaque"
        secret["data"] = .object(data)
        self.secret = secret
    }

    private static func refusal(_ user: Object, _ kafka: KafkaCluster?, _ type: String?) -> String? {
        if type == "tls" || type == "tls-external", user.name.utf8.count > 64 {
            return "Users with TLS client authentication can have a username (name of the KafkaUser custom resource) "
                + "only up to 64 characters long."
        }
        if user["spec", "authorization", "type"] == "simple", let kafka,
            kafka.object["spec", "kafka", "authorization"]?.object == nil
        {
            return "Simple authorization ACL rules are configured but not supported in the Kafka cluster configuration."
        }
        return nil
    }
}
