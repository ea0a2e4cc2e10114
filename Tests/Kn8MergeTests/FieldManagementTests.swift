// SPDX-License-Identifier: MIT

import Kn8Value
import Testing

@testable import Kn8Merge

/// Writes one after the other, and who owns what then.
@Suite struct FieldManagementTests {
    enum Write: Sendable {
        case create(String, String)
        case update(String, String)
        case apply(String, String)
        case force(String, String)
        /// An apply that is refused, with the message.
        case refused(String, String, String)
        /// The entries are forgotten.
        case clear
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let schema: SpeltMergeSchema
        let writes: [Write]
        let object: String
        /// `Operation manager @second fieldsV1`, one a line, in the server's order.
        let owners: [String]
        var testDescription: String { name }

        init(
            _ name: String,
            of schema: SpeltMergeSchema = .configMap,
            _ writes: [Write],
            object: String,
            owners: [String]
        ) {
            (self.name, self.schema, self.writes) = (name, schema, writes)
            (self.object, self.owners) = (object, owners)
        }
    }

    static let rows = [
        Row(
            "an apply creates",
            [.apply("m1", #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"s"},"data":{"k":"1"}}"#)],
            object: #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"s"},"data":{"k":"1"}}"#,
            owners: [#"Apply m1 @1 {"f:data":{"f:k":{}}}"#]
        ),
        Row(
            "another value is a conflict",
            [
                .apply("m1", #"{"data":{"k":"1"}}"#),
                .refused("m2", #"{"data":{"k":"2"}}"#, #"Apply failed with 1 conflict: conflict with "m1": .data.k"#),
            ],
            object: #"{"data":{"k":"1"}}"#,
            owners: [#"Apply m1 @1 {"f:data":{"f:k":{}}}"#]
        ),
        Row(
            "force takes the field",
            [.apply("m1", #"{"data":{"k":"1"}}"#), .force("m2", #"{"data":{"k":"2"}}"#)],
            object: #"{"data":{"k":"2"}}"#,
            owners: [#"Apply m2 @2 {"f:data":{"f:k":{}}}"#]
        ),
        Row(
            "what is no longer stated is removed, and so is the owner of nothing",
            [.apply("m", #"{"data":{"k":"1"}}"#), .apply("m", "{}")],
            object: "{}",
            owners: []
        ),
        Row(
            "an equal value is shared, and claiming it changes nothing",
            [.apply("m1", #"{"data":{"k":"1"}}"#), .apply("m2", #"{"data":{"k":"1"}}"#)],
            object: #"{"data":{"k":"1"}}"#,
            owners: [#"Apply m2 @ {"f:data":{"f:k":{}}}"#, #"Apply m1 @1 {"f:data":{"f:k":{}}}"#]
        ),
        Row(
            "a shared field stays when one owner drops it",
            [.apply("m1", #"{"data":{"k":"1"}}"#), .apply("m2", #"{"data":{"k":"1"}}"#), .apply("m1", "{}")],
            object: #"{"data":{"k":"1"}}"#,
            owners: [#"Apply m2 @ {"f:data":{"f:k":{}}}"#]
        ),
        Row(
            "a shared field can be changed by none alone",
            [
                .apply("m1", #"{"data":{"k":"1"}}"#), .apply("m2", #"{"data":{"k":"1"}}"#),
                .refused("m1", #"{"data":{"k":"2"}}"#, #"Apply failed with 1 conflict: conflict with "m2": .data.k"#),
            ],
            object: #"{"data":{"k":"1"}}"#,
            owners: [#"Apply m2 @ {"f:data":{"f:k":{}}}"#, #"Apply m1 @1 {"f:data":{"f:k":{}}}"#]
        ),
        Row(
            "several conflicts are told by manager",
            [
                .apply("m2", #"{"data":{"c":"1"}}"#), .apply("m1", #"{"data":{"a":"1","b":"1"}}"#),
                .refused(
                    "m3",
                    #"{"data":{"a":"2","b":"2","c":"2"}}"#,
                    "Apply failed with 3 conflicts: conflicts with \"m1\":\n- .data.a\n- .data.b\n"
                        + "conflicts with \"m2\":\n- .data.c"
                ),
            ],
            object: #"{"data":{"a":"1","b":"1","c":"1"}}"#,
            owners: [
                #"Apply m2 @1 {"f:data":{"f:c":{}}}"#, #"Apply m1 @2 {"f:data":{"f:a":{},"f:b":{}}}"#,
            ]
        ),
        Row(
            "a creation owns containers that were not there",
            [
                .create(
                    "c",
                    #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"s","labels":{"l":"1"}},"data":{"k":"1"}}"#
                )
            ],
            object:
                #"{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"s","labels":{"l":"1"}},"data":{"k":"1"}}"#,
            owners: [#"Update c @1 {"f:data":{".":{},"f:k":{}},"f:metadata":{"f:labels":{".":{},"f:l":{}}}}"#]
        ),
        Row(
            "an update takes what it changes and adds",
            [
                .create("c", #"{"data":{"a":"1","b":"1"}}"#), .update("u", #"{"data":{"a":"2","b":"1","n":"1"}}"#),
            ],
            object: #"{"data":{"a":"2","b":"1","n":"1"}}"#,
            owners: [
                #"Update c @1 {"f:data":{".":{},"f:b":{}}}"#, #"Update u @2 {"f:data":{"f:a":{},"f:n":{}}}"#,
            ]
        ),
        Row(
            "an update that only removes has no new time",
            [.create("c", #"{"data":{"a":"1","b":"1"}}"#), .update("c", #"{"data":{"a":"1"}}"#)],
            object: #"{"data":{"a":"1"}}"#,
            owners: [#"Update c @1 {"f:data":{".":{},"f:a":{}}}"#]
        ),
        Row(
            "an update is never refused",
            [.apply("m", #"{"data":{"a":"1"}}"#), .update("u", #"{"data":{"a":"2"}}"#)],
            object: #"{"data":{"a":"2"}}"#,
            owners: [#"Update u @2 {"f:data":{"f:a":{}}}"#]
        ),
        Row(
            "an updater is named with its version",
            [
                .apply("m", #"{"data":{"b":"1"}}"#), .update("upd", #"{"data":{"a":"1","b":"1"}}"#),
                .refused(
                    "m",
                    #"{"data":{"a":"2","b":"1"}}"#,
                    #"Apply failed with 1 conflict: conflict with "upd" using v1: .data.a"#
                ),
            ],
            object: #"{"data":{"a":"1","b":"1"}}"#,
            owners: [#"Apply m @1 {"f:data":{"f:b":{}}}"#, #"Update upd @2 {"f:data":{"f:a":{}}}"#]
        ),
        Row(
            "one manager's update and apply are two owners",
            [
                .create("m", #"{"data":{"a":"1"}}"#),
                .refused(
                    "m",
                    #"{"data":{"a":"2"}}"#,
                    #"Apply failed with 1 conflict: conflict with "m" using v1: .data.a"#
                ),
                .force("m", #"{"data":{"a":"2"}}"#),
            ],
            object: #"{"data":{"a":"2"}}"#,
            owners: [#"Apply m @3 {"f:data":{"f:a":{}}}"#, #"Update m @1 {"f:data":{}}"#]
        ),
        Row(
            "nothing is tracked once the entries are forgotten",
            [.create("c", #"{"data":{"a":"1"}}"#), .clear, .update("u", #"{"data":{"a":"2"}}"#)],
            object: #"{"data":{"a":"2"}}"#,
            owners: []
        ),
        Row(
            "the first apply finds what was there in somebody's hands",
            [
                .create("c", #"{"data":{"a":"1","b":"1"}}"#), .clear,
                .refused(
                    "m",
                    #"{"data":{"a":"2"}}"#,
                    #"Apply failed with 1 conflict: conflict with "before-first-apply" using v1: .data.a"#
                ),
                .apply("m", #"{"data":{"a":"1"}}"#),
            ],
            object: #"{"data":{"a":"1","b":"1"}}"#,
            owners: [
                #"Apply m @ {"f:data":{"f:a":{}}}"#,
                #"Update before-first-apply @4 {"f:data":{".":{},"f:a":{},"f:b":{}}}"#,
            ]
        ),
        Row(
            "an item of others keeps its place, and a key's default counts",
            of: .deployment,
            [
                .apply(
                    "m1",
                    #"{"spec":{"template":{"spec":{"containers":[{"name":"c","ports":[{"containerPort":80,"name":"w"}]}]}}}}"#
                ),
                .refused(
                    "m2",
                    #"{"spec":{"template":{"spec":{"containers":[{"name":"c","ports":[{"containerPort":80,"protocol":"TCP","name":"x"}]}]}}}}"#,
                    #"Apply failed with 1 conflict: conflict with "m1": "#
                        + #".spec.template.spec.containers[name="c"].ports[containerPort=80,protocol="TCP"].name"#
                ),
                .apply(
                    "m2",
                    #"{"metadata":{"finalizers":["a/1"]},"spec":{"template":{"spec":{"containers":[{"name":"s"}]}}}}"#
                ),
            ],
            object: #"{"metadata":{"finalizers":["a/1"]},"spec":{"template":{"spec":{"containers":["#
                + #"{"name":"c","ports":[{"containerPort":80,"name":"w"}]},{"name":"s"}]}}}}"#,
            owners: [
                #"Apply m1 @1 {"f:spec":{"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"c\"}":{".":{},"f:name":{},"#
                    + #""f:ports":{"k:{\"containerPort\":80,\"protocol\":\"TCP\"}":{".":{},"f:containerPort":{},"f:name":{}}}}}}}}}"#,
                #"Apply m2 @3 {"f:metadata":{"f:finalizers":{"v:\"a/1\"":{}}},"f:spec":{"f:template":{"f:spec":{"#
                    + #""f:containers":{"k:{\"name\":\"s\"}":{".":{},"f:name":{}}}}}}}"#,
            ]
        ),
        Row(
            "an item goes with its last owner, with what nobody owns in it",
            of: .deployment,
            [
                .apply("m1", #"{"spec":{"template":{"spec":{"containers":[{"name":"c","image":"i"},{"name":"d"}]}}}}"#),
                .apply("m1", #"{"spec":{"template":{"spec":{"containers":[{"name":"d"}]}}}}"#),
            ],
            object: #"{"spec":{"template":{"spec":{"containers":[{"name":"d"}]}}}}"#,
            owners: [
                #"Apply m1 @2 {"f:spec":{"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"d\"}":{".":{},"f:name":{}}}}}}}"#
            ]
        ),
        Row(
            "an item stays with what somebody else owns in it",
            of: .deployment,
            [
                .apply("m1", #"{"spec":{"template":{"spec":{"containers":[{"name":"c","image":"i"}]}}}}"#),
                .apply(
                    "m2",
                    #"{"spec":{"template":{"spec":{"containers":[{"name":"c","env":[{"name":"E","value":"1"}]}]}}}}"#
                ),
                .apply("m1", "{}"),
            ],
            object: #"{"spec":{"template":{"spec":{"containers":[{"name":"c","env":[{"name":"E","value":"1"}]}]}}}}"#,
            owners: [
                #"Apply m2 @2 {"f:spec":{"f:template":{"f:spec":{"f:containers":{"k:{\"name\":\"c\"}":{".":{},"#
                    + #""f:env":{"k:{\"name\":\"E\"}":{".":{},"f:name":{},"f:value":{}}},"f:name":{}}}}}}}"#
            ]
        ),
        Row(
            "a struct that always stands is nobody's",
            of: .deployment,
            [
                .create(
                    "c",
                    #"{"metadata":{"name":"d"},"spec":{"replicas":1,"selector":{"matchLabels":{"a":"b"}},"strategy":{"type":"R","#
                        + #""rollingUpdate":{"maxSurge":"25%"}},"template":{"metadata":{"labels":{"a":"b"}},"#
                        + #""spec":{"containers":[{"name":"c"}]}}}}"#
                )
            ],
            object:
                #"{"metadata":{"name":"d"},"spec":{"replicas":1,"selector":{"matchLabels":{"a":"b"}},"strategy":{"type":"R","#
                + #""rollingUpdate":{"maxSurge":"25%"}},"template":{"metadata":{"labels":{"a":"b"}},"#
                + #""spec":{"containers":[{"name":"c"}]}}}}"#,
            owners: [
                #"Update c @1 {"f:spec":{"f:replicas":{},"f:selector":{},"f:strategy":{"f:rollingUpdate":{".":{},"f:maxSurge":{}},"#
                    + #""f:type":{}},"f:template":{"f:metadata":{"f:labels":{".":{},"f:a":{}}},"f:spec":{"f:containers":{"#
                    + #""k:{\"name\":\"c\"}":{".":{},"f:name":{},"f:resources":{}}}}}}}"#
            ]
        ),
    ]

    @Test(arguments: rows) func `writes move fields`(row: Row) throws {
        let management = FieldManagement(
            row.schema,
            apiVersion: row.schema === SpeltMergeSchema.deployment ? "apps/v1" : "v1"
        )
        var object = Value.emptyObject
        var owners = ManagedFields()
        for (index, write) in row.writes.enumerated() {
            let time = String(index + 1)
            func apply(_ manager: String, _ text: String, force: Bool) throws {
                (object, owners) = try management.apply(
                    live: object,
                    config: try Value(json: text),
                    owners: owners,
                    manager: manager,
                    force: force,
                    time: time
                )
            }
            switch write {
            case .create(let manager, let text), .update(let manager, let text):
                let new = try Value(json: text)
                var isCreation = false
                if case .create = write { isCreation = true }
                owners = management.update(
                    live: object,
                    new: new,
                    owners: owners,
                    manager: manager,
                    time: time,
                    isCreation: isCreation
                )
                object = new
            case .apply(let manager, let text): try apply(manager, text, force: false)
            case .force(let manager, let text): try apply(manager, text, force: true)
            case .refused(let manager, let text, let message):
                let conflicts = #expect(throws: FieldConflicts.self) { try apply(manager, text, force: false) }
                #expect(conflicts?.description == message)
            case .clear: owners = ManagedFields()
            }
        }
        #expect(object == (try Value(json: row.object)), "\(object.json())")
        let lines = owners.entries.map {
            "\($0.owner.operation.rawValue) \($0.owner.manager) @\($0.time) \($0.fields.fieldsV1Text)"
        }
        #expect(lines == row.owners)
        #expect(ManagedFields(owners.value) == owners)
    }

    /// The recorded apply of a Deployment (`api-machinery`: managedFields of a server-side applied Deployment).
    @Test func `an applied Deployment has the recorded fields`() throws {
        let config = try Value(
            json:
                #"{"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"d","labels":{"x":"y"},"finalizers":["a.b/c"],"#
                + #""ownerReferences":[{"uid":"11111111-2222-3333-4444-555555555555","name":"o"}]},"spec":{"#
                + #""selector":{"matchLabels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"#
                + #""containers":[{"name":"c","image":"i","args":["x"],"env":[{"name":"E","value":"1"}],"#
                + #""ports":[{"containerPort":80}],"resources":{"limits":{"cpu":"1"}},"volumeMounts":[{"mountPath":"/v","name":"v"}]}],"#
                + #""imagePullSecrets":[{"name":"s"}],"nodeSelector":{"n":"1"},"tolerations":[{"key":"t"}],"#
                + #""volumes":[{"name":"v","emptyDir":{}}]}}}}"#
        )
        let result = try FieldManagement(SpeltMergeSchema.deployment, apiVersion: "apps/v1").apply(
            live: .emptyObject,
            config: config,
            owners: ManagedFields(),
            manager: "m",
            force: false,
            time: "t"
        )
        #expect(result.object == config)
        let recorded =
            #"{"f:metadata":{"f:finalizers":{"v:\"a.b/c\"":{}},"f:labels":{"f:x":{}},"#
            + #""f:ownerReferences":{"k:{\"uid\":\"11111111-2222-3333-4444-555555555555\"}":{}}},"#
            + #""f:spec":{"f:selector":{},"f:template":{"f:metadata":{"f:labels":{"f:a":{}}},"f:spec":{"#
            + #""f:containers":{"k:{\"name\":\"c\"}":{".":{},"f:args":{},"f:env":{"k:{\"name\":\"E\"}":{".":{},"f:name":{},"f:value":{}}},"#
            + #""f:image":{},"f:name":{},"f:ports":{"k:{\"containerPort\":80,\"protocol\":\"TCP\"}":{".":{},"f:containerPort":{}}},"#
            + #""f:resources":{"f:limits":{"f:cpu":{}}},"f:volumeMounts":{"k:{\"mountPath\":\"/v\"}":{".":{},"f:mountPath":{},"f:name":{}}}}},"#
            + #""f:imagePullSecrets":{"k:{\"name\":\"s\"}":{}},"f:nodeSelector":{},"f:tolerations":{},"#
            + #""f:volumes":{"k:{\"name\":\"v\"}":{".":{},"f:emptyDir":{},"f:name":{}}}}}}}"#
        #expect(result.owners.entries.map(\.fields.fieldsV1Text) == [recorded])
    }

    @Test func `what has become one value is owned as one`() throws {
        let fields = try #require(
            FieldSet(
                fieldsV1: Value(
                    json: #"{"f:spec":{"f:atomic":{"v:\"a\"":{},"v:\"b\"":{}},"f:free":{"f:a":{".":{},"f:b":{}}},"#
                        + #""f:list":{"k:{\"id\":1,\"key\":\"a\"}":{".":{},"f:value":{"f:x":{}}}}},"#
                        + #""f:metadata":{"f:ownerReferences":{"k:{\"uid\":\"1\"}":{".":{},"f:name":{}}}}}"#
                )
            )
        )
        let owner = ManagedFieldsEntry.Owner("m", .apply, apiVersion: "v1")
        let owners = ManagedFields([ManagedFieldsEntry(owner, apiVersion: "v1", time: "1", fields: fields)])
        let management = FieldManagement(SpeltMergeSchema.gadget, apiVersion: "v1")
        let live: Value = ["spec": ["atomic": ["a", "b"]]]
        var new = live
        new[path: ["spec", "text"]] = "t"
        let after = management.update(live: live, new: new, owners: owners, manager: "u", time: "2")
        #expect(
            after[owner]?.fields.fieldsV1Text
                == #"{"f:metadata":{"f:ownerReferences":{"k:{\"uid\":\"1\"}":{}}},"f:spec":{"f:atomic":{},"#
                + #""f:free":{"f:a":{".":{},"f:b":{}}},"f:list":{"k:{\"id\":1,\"key\":\"a\"}":{".":{},"f:value":{"f:x":{}}}}}}"#
        )
        #expect(TypedValues.fitted(after.all, SpeltMergeSchema.gadget) == nil)
    }

    @Test func `only ten updaters are kept apart`() {
        let management = FieldManagement(SpeltMergeSchema.configMap, apiVersion: "v1")
        var (object, owners): (Value, ManagedFields) = (.emptyObject, ManagedFields())
        for index in 0..<14 {
            var new = object
            new[path: ["data", "k\(index)"]] = "1"
            owners = management.update(
                live: object,
                new: new,
                owners: owners,
                manager: "u\(index)",
                time: String(100 + index),
                isCreation: index == 0
            )
            object = new
        }
        #expect(owners.entries.map(\.owner.manager) == ["ancient-changes"] + (5..<14).map { "u\($0)" })
        #expect(owners.entries.first?.time == "104")
        #expect(
            owners.entries.first?.fields.fieldsV1Text
                == #"{"f:data":{".":{},"f:k0":{},"f:k1":{},"f:k2":{},"f:k3":{},"f:k4":{}}}"#
        )
        #expect(owners.all.count == 15)
    }

    @Test(arguments: [("[]", true), ("[{}]", true), ("[{},{}]", false), (#"[{"manager":"m"}]"#, false), ("1", false)])
    func `an empty list forgets the owners`(text: String, resets: Bool) throws {
        #expect(ManagedFields.isReset(try Value(json: text)) == resets)
    }

    @Test(arguments: [
        #"[{"manager":"m"}]"#, #"[{"manager":"m","operation":"Patch","fieldsType":"FieldsV1","fieldsV1":{"f:a":{}}}]"#,
        #"[{"manager":"m","operation":"Apply","fieldsType":"FieldsV2","fieldsV1":{"f:a":{}}}]"#,
        #"[{"manager":"m","operation":"Apply","fieldsType":"FieldsV1","fieldsV1":{"a":{}}}]"#,
    ]) func `what is no entry is not understood`(text: String) throws {
        #expect(ManagedFields(try Value(json: text)) == nil)
    }
}
