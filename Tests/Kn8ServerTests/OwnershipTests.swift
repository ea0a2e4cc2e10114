// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Merge
import Kn8Value
import Testing

@testable import Kn8Server

/// Who owns which fields after the requests that the API server was asked, and what it refuses.
@Suite struct OwnershipTests {
    static let configMap = EmbeddedServerTests.configMap
    static let deployment = EmbeddedServerTests.deployment
    static let key = ObjectKey(namespace: "default", name: "ssa")

    static func server() throws -> EmbeddedServer {
        try EmbeddedServer(rules: CatalogRules(), time: FixedTime(), identities: IdentitySource(seed: 1))
    }

    static func config(_ text: String) throws -> Value {
        var value = try Value(json: text)
        if value["apiVersion"] == nil { value["apiVersion"] = "v1" }
        if value["kind"] == nil { value["kind"] = "ConfigMap" }
        if value[path: ["metadata", "name"]] == nil { value[path: ["metadata", "name"]] = "ssa" }
        return value
    }

    static func apply(
        _ text: String,
        by manager: String,
        force: Bool = false,
        to key: ObjectKey = key,
        of resource: Resource = configMap,
        subresource: Subresource? = nil,
        on server: EmbeddedServer
    ) async throws(APIError) -> Object {
        guard let value = try? config(text) else { throw APIError(.badRequest, message: "test") }
        return try await server.patch(
            key,
            of: resource,
            with: .apply(value, force: force),
            subresource: subresource,
            options: WriteOptions(fieldManager: manager)
        )
    }

    static func entries(_ object: Object) -> [String] {
        (ManagedFields(object["metadata", "managedFields"])?.entries ?? []).map {
            let part = $0.owner.subresource.isEmpty ? "" : "/\($0.owner.subresource)"
            return "\($0.owner.operation.rawValue) \($0.owner.manager)\(part) \($0.apiVersion)"
                + "\($0.time.isEmpty ? "" : " timed") \($0.fields.fieldsV1Text)"
        }
    }

    @Test func `applies of one field by two managers`() async throws {
        let server = try Self.server()
        let first = try await Self.apply(#"{"data":{"k":"1"}}"#, by: "m1", on: server)
        #expect(Self.entries(first) == [#"Apply m1 v1 timed {"f:data":{"f:k":{}}}"#])
        #expect(first["metadata", "managedFields"]?[0]?["time"] == "2023-11-14T22:13:20Z")

        let same = try await Self.apply(#"{"data":{"k":"1"}}"#, by: "m1", on: server)
        #expect(same == first, "an apply that changes nothing is no write")

        let conflict = await #expect(throws: APIError.self) {
            try await Self.apply(#"{"data":{"k":"2"}}"#, by: "m2", on: server)
        }
        #expect(conflict?.message == #"Apply failed with 1 conflict: conflict with "m1": .data.k"#)
        #expect(conflict?.code == 409)
        #expect(conflict?.reason == .conflict)
        #expect(
            conflict?.causes == [
                APIError.Cause(reason: "FieldManagerConflict", message: #"conflict with "m1""#, field: ".data.k")
            ]
        )

        let forced = try await Self.apply(#"{"data":{"k":"2"}}"#, by: "m2", force: true, on: server)
        #expect(forced["data", "k"] == "2")
        #expect(Self.entries(forced) == [#"Apply m2 v1 timed {"f:data":{"f:k":{}}}"#])

        let claimed = try await Self.apply(#"{"data":{"k":"2"}}"#, by: "m3", on: server)
        #expect(claimed.resourceVersion != forced.resourceVersion, "a claim is a write")
        #expect(
            Self.entries(claimed) == [
                #"Apply m3 v1 {"f:data":{"f:k":{}}}"#, #"Apply m2 v1 timed {"f:data":{"f:k":{}}}"#,
            ]
        )
        _ = try await Self.apply("{}", by: "m3", on: server)

        let gone = try await Self.apply("{}", by: "m2", on: server)
        #expect(gone["data"] == nil)
        #expect(gone["metadata", "managedFields"] == nil)
    }

    struct Refusal: Sendable, CustomTestStringConvertible {
        let name: String
        let config: String
        let manager: String
        let code: Int
        let message: String
        var testDescription: String { name }

        init(_ name: String, _ config: String, manager: String = "m", _ code: Int, _ message: String) {
            (self.name, self.config, self.manager) = (name, config, manager)
            (self.code, self.message) = (code, message)
        }
    }

    static let refusals = [
        Refusal(
            "no manager",
            "{}",
            manager: "",
            422,
            #"PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch"#
        ),
        Refusal(
            "a manager's name too long",
            "{}",
            manager: String(repeating: "m", count: 129),
            422,
            #"PatchOptions.meta.k8s.io "" is invalid: fieldManager: Too long: may not be more than 128 bytes"#
        ),
        Refusal("another kind", #"{"kind":"Secret"}"#, 400, "invalid object type: /v1, Kind=Secret"),
        Refusal("no kind", #"{"apiVersion":"","kind":""}"#, 400, "invalid object type: /, Kind="),
        Refusal("entries", #"{"metadata":{"managedFields":[]}}"#, 400, "metadata.managedFields must be nil"),
        Refusal(
            "another name",
            #"{"metadata":{"name":"q"}}"#,
            400,
            "the name of the object (q) does not match the name on the URL (ssa)"
        ),
        Refusal(
            "another namespace",
            #"{"metadata":{"namespace":"zz"}}"#,
            400,
            "the namespace of the provided object does not match the namespace sent on the request"
        ),
        Refusal(
            "an unknown field",
            #"{"zip":1}"#,
            500,
            "failed to create typed patch object (/ssa; /v1, Kind=ConfigMap): .zip: field not declared in schema"
        ),
        Refusal(
            "a number for a text",
            #"{"data":{"a":1}}"#,
            500,
            "failed to create typed patch object (/ssa; /v1, Kind=ConfigMap): .data.a: expected string, got "
                + "&value.valueUnstructured{Value:1}"
        ),
        Refusal(
            "a uid of nothing",
            #"{"metadata":{"uid":"1"}}"#,
            409,
            #"Operation cannot be fulfilled on configmaps "ssa": uid mismatch: the provided object specified uid 1, and "#
                + "no existing object was found"
        ),
    ]

    @Test(arguments: refusals) func `an apply is refused`(row: Refusal) async throws {
        let server = try Self.server()
        let error = await #expect(throws: APIError.self) {
            try await Self.apply(row.config, by: row.manager, on: server)
        }
        #expect(error?.message == row.message)
        #expect(error?.code == row.code)
    }

    @Test func `a stale version is a conflict, and means nothing for a new object`() async throws {
        let server = try Self.server()
        let made = try await Self.apply(#"{"metadata":{"resourceVersion":"77"},"data":{"k":"1"}}"#, by: "m", on: server)
        let error = await #expect(throws: APIError.self) {
            try await Self.apply(#"{"metadata":{"resourceVersion":"1"},"data":{"k":"1"}}"#, by: "m", on: server)
        }
        #expect(error?.code == 409)
        let fresh = try await Self.apply(
            #"{"metadata":{"resourceVersion":"\#(made.resourceVersion)"},"data":{"k":"2"}}"#,
            by: "m",
            on: server
        )
        #expect(fresh["data", "k"] == "2")
    }

    @Test func `a created Deployment's defaults are its creator's, the structs that always stand nobody's`()
        async throws
    {
        let server = try Self.server()
        let object = Object(
            try Value(
                json:
                    #"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d","namespace":"default"},"spec":{"#
                    + #""replicas":0,"selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"#
                    + #""spec":{"containers":[{"name":"c","image":"i:1","ports":[{"containerPort":80}]}]}}}}"#
            )
        )
        let made = try await server.create(object, of: Self.deployment, options: WriteOptions(fieldManager: "c"))
        #expect(
            Self.entries(made) == [
                #"Update c apps/v1 timed {"f:spec":{"f:progressDeadlineSeconds":{},"f:replicas":{},"f:revisionHistoryLimit":{},"#
                    + #""f:selector":{},"f:strategy":{"f:rollingUpdate":{".":{},"f:maxSurge":{},"f:maxUnavailable":{}},"f:type":{}},"#
                    + #""f:template":{"f:metadata":{"f:labels":{".":{},"f:a":{}}},"f:spec":{"f:containers":{"k:{\"name\":\"c\"}":{"#
                    + #"".":{},"f:image":{},"f:imagePullPolicy":{},"f:name":{},"f:ports":{".":{},"#
                    + #""k:{\"containerPort\":80,\"protocol\":\"TCP\"}":{".":{},"f:containerPort":{},"f:protocol":{}}},"#
                    + #""f:resources":{},"f:terminationMessagePath":{},"f:terminationMessagePolicy":{}}},"f:dnsPolicy":{},"#
                    + #""f:restartPolicy":{},"f:schedulerName":{},"f:securityContext":{},"f:terminationGracePeriodSeconds":{}}}}}"#
            ]
        )
        let scaled = try await server.patch(
            made.key,
            of: Self.deployment,
            with: .merge(["spec": ["replicas": 2]]),
            subresource: .scale,
            options: WriteOptions(fieldManager: "s")
        )
        #expect(scaled.kind == "Scale")
        var status = try #require(try await server.object(made.key, of: Self.deployment))
        status["status", "replicas"] = 2
        let reported = try await server.update(
            status,
            of: Self.deployment,
            subresource: .status,
            options: WriteOptions(fieldManager: "k")
        )
        #expect(
            Self.entries(reported).filter { !$0.hasPrefix("Update c ") } == [
                #"Update k/status apps/v1 timed {"f:status":{"f:replicas":{}}}"#,
                #"Update s/scale apps/v1 timed {"f:spec":{"f:replicas":{}}}"#,
            ]
        )
        #expect(Self.entries(reported).allSatisfy { !$0.hasPrefix("Update c ") || !$0.contains("f:replicas") })
        let conflict = await #expect(throws: APIError.self) {
            try await Self.apply(
                #"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"replicas":5}}"#,
                by: "m",
                to: made.key,
                of: Self.deployment,
                on: server
            )
        }
        #expect(
            conflict?.message
                == #"Apply failed with 1 conflict: conflict with "s" with subresource "scale" using apps/v1: .spec.replicas"#
        )
        let applied = try await Self.apply(
            #"{"apiVersion":"autoscaling/v1","kind":"Scale","metadata":{"name":"d"},"spec":{"replicas":2}}"#,
            by: "m",
            to: made.key,
            of: Self.deployment,
            subresource: .scale,
            on: server
        )
        #expect(applied.kind == "Scale" && applied["spec", "replicas"] == 2)
        let stated = try await Self.apply(
            #"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d"},"spec":{"replicas":9},"status":{"replicas":2}}"#,
            by: "m",
            to: made.key,
            of: Self.deployment,
            subresource: .status,
            on: server
        )
        #expect(stated["spec", "replicas"] == 2)
        #expect(
            Self.entries(stated).filter { $0.hasPrefix("Apply") } == [
                #"Apply m/scale apps/v1 {"f:spec":{"f:replicas":{}}}"#,
                #"Apply m/status apps/v1 {"f:status":{"f:replicas":{}}}"#,
            ]
        )
    }

    @Test func `what the server fills in when it stores is nobody's`() async throws {
        let server = try Self.server()
        let service = Object(
            try Value(
                json: #"{"apiVersion":"v1","kind":"Service","metadata":{"name":"s","namespace":"default"},"#
                    + #""spec":{"ports":[{"port":80}],"selector":{"a":"b"}}}"#
            )
        )
        let made = try await server.create(
            service,
            of: EmbeddedServerTests.service,
            options: WriteOptions(fieldManager: "c")
        )
        let fields = try #require(Self.entries(made).first)
        #expect(made["spec", "clusterIP"] != nil && !fields.contains("clusterIP"))
        #expect(fields.contains(#""f:ports":{".":{},"k:{\"port\":80,\"protocol\":\"TCP\"}":{".":{},"f:port":{},"#))
        #expect(fields.contains(#""f:selector":{}"#))
    }

    @Test func `a write may forget the owners, and a first apply finds one`() async throws {
        let server = try Self.server()
        let options = WriteOptions(fieldManager: "c")
        var object = try await server.create(
            EmbeddedServerTests.configMap("ssa", ["a": "1"]),
            of: Self.configMap,
            options: options
        )
        #expect(Self.entries(object) == [#"Update c v1 timed {"f:data":{".":{},"f:a":{}}}"#])
        object["metadata", "managedFields"] = [["manager": "x"]]
        object["data", "b"] = "1"
        object = try await server.update(object, of: Self.configMap, subresource: nil, options: options)
        #expect(Self.entries(object) == [#"Update c v1 timed {"f:data":{".":{},"f:a":{},"f:b":{}}}"#])
        object["metadata", "managedFields"] = [[:]]
        object = try await server.update(object, of: Self.configMap, subresource: nil, options: options)
        #expect(object["metadata", "managedFields"] == nil)
        object["data", "b"] = "2"
        object = try await server.update(object, of: Self.configMap, subresource: nil, options: options)
        #expect(object["metadata", "managedFields"] == nil)
        let conflict = await #expect(throws: APIError.self) {
            try await Self.apply(#"{"data":{"a":"2"}}"#, by: "m", on: server)
        }
        #expect(
            conflict?.message
                == #"Apply failed with 1 conflict: conflict with "before-first-apply" using v1: .data.a"#
        )
        let applied = try await Self.apply(#"{"data":{"a":"1"}}"#, by: "m", on: server)
        #expect(
            Self.entries(applied) == [
                #"Apply m v1 {"f:data":{"f:a":{}}}"#,
                #"Update before-first-apply v1 timed {"f:data":{".":{},"f:a":{},"f:b":{}}}"#,
            ]
        )
    }

    @Test func `kubectl takes over what its client-side apply left`() async throws {
        let server = try Self.server()
        var object = EmbeddedServerTests.configMap("ssa", ["a": "1", "b": "1"])
        let last = #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"ssa"},"data":{"a":"1","b":"1"}}"#
        object.annotations = [SecretMask.lastAppliedAnnotation: last]
        object = try await server.create(
            object,
            of: Self.configMap,
            options: WriteOptions(fieldManager: "kubectl-client-side-apply")
        )
        object["data", "b"] = "other"
        _ = try await server.update(
            object,
            of: Self.configMap,
            subresource: nil,
            options: WriteOptions(fieldManager: "o")
        )
        let conflict = await #expect(throws: APIError.self) {
            try await Self.apply(#"{"data":{"a":"2","b":"2"}}"#, by: "kubectl", on: server)
        }
        #expect(conflict?.message == #"Apply failed with 1 conflict: conflict with "o" using v1: .data.b"#)
        let applied = try await Self.apply(#"{"data":{"a":"2"}}"#, by: "kubectl", on: server)
        #expect(applied["data", "a"] == "2")
        #expect(
            applied.annotations[SecretMask.lastAppliedAnnotation]
                == #"{"apiVersion":"v1","data":{"a":"2"},"kind":"ConfigMap","metadata":{"name":"ssa"}}"# + "\n"
        )
    }

    @Test func `lists of a custom kind merge as its definition says`() async throws {
        let server = try Self.server()
        let definition = try Value(
            json:
                #"{"apiVersion":"apiextensions.k8s.io/v1","kind":"CustomResourceDefinition","metadata":{"name":"gs.d.e"},"#
                + #""spec":{"group":"d.e","scope":"Namespaced","names":{"plural":"gs","kind":"G"},"versions":[{"name":"v1","#
                + #""served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","#
                + #""properties":{"n":{"type":"integer","default":3},"l":{"type":"array","x-kubernetes-list-type":"map","#
                + #""x-kubernetes-list-map-keys":["k"],"items":{"type":"object","required":["k"],"properties":{"k":{"type":"string"},"#
                + #""v":{"type":"string"}}}},"s":{"type":"array","x-kubernetes-list-type":"set","items":{"type":"string"}},"#
                + #""a":{"type":"array","items":{"type":"string"}},"m":{"type":"object","x-kubernetes-map-type":"atomic","#
                + #""additionalProperties":{"type":"string"}},"#
                + #""u":{"type":"object","x-kubernetes-preserve-unknown-fields":true}}}}}}}]}}"#
        )
        _ = try await server.create(
            Object(definition),
            of: EmbeddedServerTests.definition,
            options: WriteOptions()
        )
        let kind = Resource(GroupVersionKind(group: "d.e", version: "v1", kind: "G"), plural: "gs", hasStatus: false)
        let made = try await Self.apply(
            #"{"apiVersion":"d.e/v1","kind":"G","metadata":{"labels":{"x":"y"}},"spec":{"l":[{"k":"1","v":"a"}],"s":["p"],"a":["q"],"#
                + #""m":{"z":"1"},"u":{"deep":{"er":1},"list":[1]}}}"#,
            by: "m1",
            of: kind,
            on: server
        )
        #expect(
            Self.entries(made) == [
                #"Apply m1 d.e/v1 timed {"f:metadata":{"f:labels":{"f:x":{}}},"f:spec":{"f:a":{},"f:l":{"k:{\"k\":\"1\"}":{".":{},"f:k":{},"#
                    + #""f:v":{}}},"f:m":{},"f:s":{"v:\"p\"":{}},"f:u":{"f:deep":{".":{},"f:er":{}},"f:list":{}}}}"#
            ]
        )
        #expect(made["spec", "n"] == 3, "a default is nobody's")
        let both = try await Self.apply(
            #"{"apiVersion":"d.e/v1","kind":"G","spec":{"l":[{"k":"0"}],"s":["o"],"u":{"mine":1}}}"#,
            by: "m2",
            of: kind,
            on: server
        )
        #expect(both["spec", "s"] == ["p", "o"])
        #expect(both["spec", "l"]?.array?.count == 2)
        #expect(both["spec", "u", "mine"] == 1 && both["spec", "u", "deep", "er"] == 1)
        let left = try await Self.apply(#"{"apiVersion":"d.e/v1","kind":"G"}"#, by: "m1", of: kind, on: server)
        #expect(left["spec"] == ["l": [["k": "0"]], "n": 3, "s": ["o"], "u": ["mine": 1]])
    }
}
