// SPDX-License-Identifier: MIT
import Kn8Value
import Testing

@testable import Kn8Policy

struct PolicyTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var label: String
        var objects: String
        /// `rule object:path` of every breach.
        var breaches: [String]
        var testDescription: String { label }
        init(_ label: String, _ objects: String..., breaches: String...) {
            (self.label, self.objects, self.breaches) = (label, "[" + objects.joined(separator: ",") + "]", breaches)
        }
    }

    private static func object(_ type: String, _ name: String, _ rest: String, _ metadata: String = "") -> String {
        let parts = type.split(separator: " ")
        return
            #"{"apiVersion":"\#(parts[0])","kind":"\#(parts[1])","metadata":{"name":"\#(name)"\#(metadata)},\#(rest)}"#
    }

    private static func route(_ name: String, _ spec: String, _ metadata: String = "") -> String {
        object("contour.heptio.com/v1beta1 IngressRoute", name, #""spec":{\#(spec)}"#, metadata)
    }
    private static func proxy(_ name: String, _ spec: String, _ metadata: String = "") -> String {
        object("projectcontour.io/v1 HTTPProxy", name, #""spec":{\#(spec)}"#, metadata)
    }
    private static func service(_ name: String, _ port: Int, _ metadata: String = "") -> String {
        object("v1 Service", name, #""spec":{"ports":[{"port":\#(port)}]}"#, metadata)
    }
    private static func traffic(_ kind: String, _ targets: String) -> String {
        object("serving.knative.dev/v1 \(kind)", "greeter", #""spec":{"traffic":[\#(targets)]}"#)
    }
    private static func topic(_ name: String, _ cluster: String, _ spec: String = #""replicas":1"#) -> String {
        object(
            "kafka.strimzi.io/v1beta1 KafkaTopic",
            name,
            #""spec":{\#(spec)}"#,
            #","labels":{"strimzi.io/cluster":"\#(cluster)"}"#
        )
    }
    private static func kafka(_ name: String, _ more: String = #""topicOperator":{},"userOperator":{}"#) -> String {
        object(
            "kafka.strimzi.io/v1beta1 Kafka",
            name,
            #""spec":{"kafka":{"replicas":3},"entityOperator":{\#(more)}}"#
        )
    }
    private static func mysql(_ spec: String) -> String {
        object(
            "mysql.presslabs.org/v1alpha1 MysqlCluster",
            "shop",
            #""spec":{\#(spec)\#(spec.isEmpty ? "" : ",")"volumeSpec":{"persistentVolumeClaim":{}}}"#
        )
    }
    private static func secret(_ name: String, _ data: String, _ field: String = "data") -> String {
        object("v1 Secret", name, #""\#(field)":{\#(data)}"#)
    }
    private static func deployment(_ selector: String, _ labels: String, _ spec: String) -> String {
        object(
            "apps/v1 Deployment",
            "web",
            #""spec":{"selector":{"matchLabels":{\#(selector)}},"template":{"metadata":{"labels":{\#(labels)}},"#
                + #""spec":{\#(spec)}}}"#
        )
    }
    private static let web = #""services":[{"name":"web","port":80}]"#
    private static let elsewhere = #","namespace":"other""#
    private static let app = #""app":"web""#

    static let rows: [Row] =
        [
            Row("a Service that is there", route("r", #""routes":[{"match":"/",\#(web)}]"#), service("web", 80)),
            Row(
                "a Service that is missing",
                route("r", #""routes":[{"match":"/",\#(web)}]"#),
                breaches: "contour/service-missing 0:spec.routes[0].services[0].name"
            ),
            Row(
                "a Service of another namespace",
                proxy("r", #""routes":[{\#(web)}]"#),
                service("web", 80, elsewhere),
                breaches: "contour/service-missing 0:spec.routes[0].services[0].name"
            ),
            Row(
                "a Service that an operator makes",
                proxy("r", #""routes":[{"services":[{"name":"shop-mysql-master","port":3306}]}]"#),
                mysql("")
            ),
            Row(
                "a TCP proxy to nowhere",
                proxy("r", #""tcpproxy":{\#(web)}"#),
                breaches: "contour/service-missing 0:spec.tcpproxy.services[0].name"
            ),
            Row(
                "a port that is missing",
                proxy("r", #""routes":[{\#(web)}]"#),
                service("web", 8080),
                breaches: "contour/port-missing 0:spec.routes[0].services[0].port"
            ),
            Row(
                "one host twice",
                route("a", #""virtualhost":{"fqdn":"x.example.com"}"#),
                route("b", #""virtualhost":{"fqdn":"X.example.com"}"#),
                breaches: "contour/fqdn-duplicate 1:spec.virtualhost.fqdn"
            ),
            Row(
                "one host of an IngressRoute and an HTTPProxy",
                route("a", #""virtualhost":{"fqdn":"x.example.com"}"#),
                proxy("b", #""virtualhost":{"fqdn":"x.example.com"}"#)
            ),
            Row(
                "a delegate that is missing",
                route("r", #""routes":[{"match":"/","delegate":{"name":"p"}}]"#),
                proxy("p", ""),
                breaches: "contour/delegate-missing 0:spec.routes[0].delegate.name"
            ),
            Row(
                "a delegate of another namespace",
                route("r", #""routes":[{"match":"/","delegate":{"name":"p","namespace":"other"}}]"#),
                route("p", "", elsewhere)
            ),
            Row(
                "an include that is missing",
                proxy("r", #""includes":[{"name":"p"}]"#),
                proxy("p", "", elsewhere),
                breaches: "contour/delegate-missing 0:spec.includes[0].name"
            ),
            Row(
                "a cycle of two",
                proxy("a", #""includes":[{"name":"b"}]"#),
                proxy("b", #""includes":[{"name":"a"}]"#),
                breaches: "contour/delegation-cycle 1:spec.includes[0].name"
            ),
            Row(
                "a delegation to itself",
                route("a", #""routes":[{"match":"/","delegate":{"name":"a"}}]"#),
                breaches: "contour/delegation-cycle 0:spec.routes[0].delegate.name"
            ),
            Row(
                "two ways to one object",
                proxy("a", #""includes":[{"name":"b"},{"name":"c"}]"#),
                proxy("b", #""includes":[{"name":"c"}]"#),
                proxy("c", "")
            ),
            Row(
                "no certificate",
                proxy("a", #""virtualhost":{"fqdn":"x","tls":{"secretName":"cert"}}"#),
                breaches: "contour/tls-secret-missing 0:spec.virtualhost.tls.secretName"
            ),
            Row(
                "a certificate of cert-manager",
                proxy("a", #""virtualhost":{"fqdn":"x","tls":{"secretName":"cert"}}"#),
                object("cert-manager.io/v1 Certificate", "c", #""spec":{"secretName":"cert"}"#)
            ),
            Row(
                "an Ingress to nowhere",
                object(
                    "networking.k8s.io/v1 Ingress",
                    "i",
                    #""spec":{"rules":[{"http":{"paths":[{"backend":{"service":{"name":"web"}}}]}}]}"#
                ),
                breaches: "ingress/service-missing 0:spec.rules[0].http.paths[0].backend.service.name"
            ),
            Row("traffic of 100", traffic("Service", #"{"latestRevision":true,"percent":100}"#)),
            Row("no traffic", traffic("Service", "")),
            Row(
                "traffic of 90",
                traffic("Service", #"{"percent":60},{"percent":30}"#),
                breaches: "knative/traffic-sum 0:spec.traffic"
            ),
            Row(
                "a target of both kinds",
                traffic("Route", #"{"revisionName":"a","configurationName":"b","percent":100}"#),
                breaches: "knative/traffic-target 0:spec.traffic[0]"
            ),
            Row(
                "the latest revision by name",
                traffic("Service", #"{"revisionName":"a","latestRevision":true,"percent":100}"#),
                breaches: "knative/traffic-target 0:spec.traffic[0].latestRevision"
            ),
            Row(
                "a configuration in a Service",
                traffic("Service", #"{"configurationName":"a","percent":100}"#),
                breaches: "knative/traffic-target 0:spec.traffic[0].configurationName"
            ),
            Row(
                "a configuration that is missing",
                traffic("Route", #"{"configurationName":"a","percent":100}"#),
                breaches: "knative/traffic-target 0:spec.traffic[0].configurationName"
            ),
            Row(
                "a tag twice",
                traffic("Service", #"{"tag":"a","percent":50},{"tag":"a","percent":50}"#),
                breaches: "knative/traffic-target 0:spec.traffic[1].tag"
            ),
            Row("a topic of its Kafka", topic("t", "queue"), kafka("queue")),
            Row(
                "a topic of no Kafka",
                topic("t", "que"),
                kafka("queue"),
                breaches: "kafka/cluster-missing 0:metadata.labels[strimzi.io/cluster]"
            ),
            Row(
                "a topic without a label",
                object("kafka.strimzi.io/v1beta1 KafkaTopic", "t", #""spec":{}"#),
                breaches: "kafka/cluster-label-missing 0:metadata"
            ),
            Row(
                "no topic operator",
                topic("t", "queue"),
                kafka("queue", #""userOperator":{}"#),
                breaches: "kafka/operator-missing 0:metadata.labels[strimzi.io/cluster]"
            ),
            Row(
                "more replicas than brokers",
                topic("t", "queue", #""replicas":4"#),
                kafka("queue"),
                breaches: "kafka/replicas-exceed-brokers 0:spec.replicas"
            ),
            Row(
                "one topic twice",
                topic("a", "queue", #""topicName":"x""#),
                topic("x", "queue"),
                kafka("queue"),
                breaches: "kafka/topic-duplicate 1:metadata.name"
            ),
            Row(
                "rights that nobody honours",
                object(
                    "kafka.strimzi.io/v1beta1 KafkaUser",
                    "u",
                    #""spec":{"authorization":{"type":"simple"}}"#,
                    #","labels":{"strimzi.io/cluster":"queue"}"#
                ),
                kafka("queue"),
                breaches: "kafka/user-authorization 0:spec.authorization"
            ),
            Row(
                "no Secret of MySQL",
                mysql(#""secretName":"s""#),
                breaches: "mysql/secret-missing 0:spec.secretName"
            ),
            Row(
                "no root password",
                mysql(#""secretName":"s""#),
                secret("s", #""rootPassword":"eA==""#),
                breaches: "mysql/root-password-missing 0:spec.secretName"
            ),
            Row(
                "an empty root password",
                mysql(#""secretName":"s""#),
                secret("s", #""ROOT_PASSWORD":"""#),
                breaches: "mysql/root-password-missing 0:spec.secretName"
            ),
            Row(
                "a root password in clear",
                mysql(#""secretName":"s""#),
                secret("s", #""ROOT_PASSWORD":"x""#, "stringData")
            ),
            Row(
                "a user without a password",
                mysql(#""secretName":"s""#),
                secret("s", #""ROOT_PASSWORD":"eA==","USER":"eA==""#),
                breaches: "mysql/user-incomplete 0:spec.secretName"
            ),
            Row(
                "a volume where none belongs",
                mysql(#""podSpec":{"persistentVolumeClaim":{}}"#),
                breaches: "mysql/volume-misplaced 0:spec.podSpec.persistentVolumeClaim"
            ),
            Row(
                "no Secret for backups",
                mysql(#""backupSecretName":"b""#),
                breaches: "mysql/backup-secret-missing 0:spec.backupSecretName"
            ),
            Row(
                "a Service of one pod of a StatefulSet",
                object("v1 Service", "s", #""spec":{"selector":{"statefulset.kubernetes.io/pod-name":"db-0"}}"#),
                object("apps/v1 StatefulSet", "db", #""spec":{"template":{"spec":{}}}"#)
            ),
            Row(
                "a Service of a pod of another StatefulSet",
                object("v1 Service", "s", #""spec":{"selector":{"statefulset.kubernetes.io/pod-name":"db-x-0"}}"#),
                object("apps/v1 StatefulSet", "db", #""spec":{"template":{"spec":{}}}"#),
                breaches: "service/no-backends 0:spec.selector"
            ),
            Row(
                "a Service without pods",
                object("v1 Service", "s", #""spec":{"selector":{"app":"wep"}}"#),
                deployment(app, app, ""),
                breaches: "service/no-backends 0:spec.selector"
            ),
            Row(
                "a Service with pods",
                object("v1 Service", "s", #""spec":{"selector":{\#(app)},"ports":[{"port":80}]}"#),
                deployment(app, app, #""containers":[{"name":"c","ports":[{"containerPort":80}]}]"#)
            ),
            Row(
                "a selector of a Service that is but a name",
                object(
                    "v1 Service",
                    "s",
                    #""spec":{"type":"ExternalName","externalName":"a.b","selector":{\#(app)},"ports":[{"port":81}]}"#
                ),
                deployment(app, app, #""containers":[{"name":"c","ports":[{"containerPort":80}]}]"#)
            ),
            Row(
                "a target port that nobody declares",
                object("v1 Service", "s", #""spec":{"selector":{\#(app)},"ports":[{"port":80,"targetPort":"http"}]}"#),
                deployment(app, app, #""containers":[{"name":"c","ports":[{"containerPort":80}]}]"#),
                breaches: "service/target-port-missing 0:spec.ports[0].targetPort"
            ),
            Row(
                "configuration that is missing",
                deployment(
                    app,
                    app,
                    #""volumes":[{"configMap":{"name":"c"}},{"secret":{"secretName":"s"}},"#
                        + #"{"persistentVolumeClaim":{"claimName":"p"}},{"configMap":{"name":"o","optional":true}},"#
                        + #"{"configMap":{"name":"kube-root-ca.crt"}}],"#
                        + #""containers":[{"name":"x","env":[{"name":"E","valueFrom":{"secretKeyRef":{"name":"k"}}}]}]"#
                ),
                breaches: "workload/claim-missing 0:spec.template.spec.volumes[2].persistentVolumeClaim.claimName",
                "workload/config-map-missing 0:spec.template.spec.volumes[0].configMap.name",
                "workload/secret-missing 0:spec.template.spec.volumes[1].secret.secretName",
                "workload/secret-missing 0:spec.template.spec.containers[0].env[0].valueFrom.secretKeyRef.name"
            ),
            Row(
                "one object twice",
                service("a", 80),
                service("a", 81),
                service("a", 80, elsewhere),
                breaches: "manifest/object-duplicate 1:metadata.name"
            ),
            Row(
                "a route with Services and a delegate",
                route("r", #""virtualhost":{},"routes":[{"match":"/","delegate":{"name":"p"},\#(web)}]"#),
                route("p", ""),
                service("web", 80),
                breaches: "contour/services-and-delegate 0:spec.routes[0].delegate"
            ),
            Row("a proxy that nobody includes", proxy("p", ""), breaches: "contour/orphaned 0:metadata.name"),
            Row(
                "a workload to scale that is missing",
                object(
                    "autoscaling/v2 HorizontalPodAutoscaler",
                    "h",
                    #""spec":{"scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"web"}}"#
                ),
                breaches: "autoscaling/target-missing 0:spec.scaleTargetRef.name"
            ),
            Row(
                "a StatefulSet without its Service",
                object("apps/v1 StatefulSet", "s", #""spec":{"serviceName":"web"}"#),
                breaches: "workload/governing-service-missing 0:spec.serviceName"
            ),
            Row(
                "a ServiceAccount that is missing",
                deployment(app, app, #""serviceAccountName":"robot""#),
                breaches: "workload/service-account-missing 0:spec.template.spec.serviceAccountName"
            ),
            Row(
                "a MysqlCluster without a volume",
                object("mysql.presslabs.org/v1alpha1 MysqlCluster", "m", #""spec":{}"#),
                breaches: "mysql/volume-missing 0:spec"
            ),
        ] + openShift

    @Test(arguments: rows) func aRuleFindsItsBreachesOnly(_ row: Row) throws {
        let objects = try #require(try Value(json: row.objects).array)
        let found = Policy.violations(in: objects)
        // Most rows show routing objects without a host; only the rows about orphans ask for them.
        let shown = found.filter {
            $0.violation.rule != "contour/orphaned" || row.breaches.contains { $0.contains("orphaned") }
        }
        #expect(shown.map { "\($0.violation.rule) \($0.object):\($0.violation.path)" } == row.breaches)
    }

    @Test func everyRuleHasARowAndItsPlaceInTheBook() {
        let ids = Policy.rules.map(\.id)
        #expect(ids == Set(ids).sorted())
        let tested = Set(Self.rows.flatMap(\.breaches).compactMap { $0.split(separator: " ").first.map(String.init) })
        #expect(Set(ids).subtracting(tested).isEmpty)
    }

    @Test func aNearNameIsSuggested() throws {
        let objects = try #require(
            try Value(json: "[\(Self.topic("t", "point-que")),\(Self.kafka("point-queue"))]").array
        )
        let violation = try #require(Policy.violations(in: objects).first?.violation)
        #expect(violation.message == "Kafka 'point-que' not found in namespace 'default'")
        #expect(violation.remedy == "did you mean 'point-queue'?")
        #expect(violation.severity == .error)
    }
}
