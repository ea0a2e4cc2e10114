// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8TestSupport
internal import Kn8Value
internal import Testing

@testable internal import Kn8Access

/// Roles and bindings get what they lack and keep the rest.
struct AccessReconciliationTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let expected: Object
        let existing: Object?
        var removing: AccessReconciliation.Removals = []
        let operation: AccessReconciliation.Operation
        let object: Object

        var testDescription: String { label }
    }

    private static func role(_ rules: String...) -> Object { AccessText.role("r", rules) }
    private static func binding(_ role: String, _ subjects: String...) -> Object {
        AccessText.binding("b", "ClusterRole/\(role)", to: subjects)
    }
    private static func marked(_ object: Object, _ annotations: [String: String], _ labels: [String: String]) -> Object
    {
        var object = object
        object.annotations = annotations
        object.labels = labels
        return object
    }
    private static func sum(_ role: Object, _ labels: String...) -> Object {
        var role = role
        role["aggregationRule"] = [
            "clusterRoleSelectors": .array(labels.map { ["matchLabels": .object([$0: "true"])] })
        ]
        return role
    }
    private static func grouped(_ binding: Object) -> Object {
        var binding = binding
        binding["subjects"] = .array(
            (binding["subjects"]?.array ?? []).map { subject in
                var subject = subject
                if subject["kind"] != "ServiceAccount" { subject["apiGroup"] = .string(AccessKinds.group) }
                return subject
            }
        )
        return binding
    }

    static let rows: [Row] = [
        Row(
            label: "a role that is not there",
            expected: role("get core pods"),
            existing: nil,
            operation: .create,
            object: role("get core pods")
        ),
        Row(
            label: "the same role",
            expected: role("get core pods"),
            existing: role("get core pods"),
            operation: .none,
            object: role("get core pods")
        ),
        Row(
            label: "a role that has more",
            expected: role("get core pods"),
            existing: role("* core *", "get /x"),
            operation: .none,
            object: role("* core *", "get /x")
        ),
        Row(
            label: "missing rules come at the end, one by one",
            expected: role("get,list core pods,services"),
            existing: role("get core pods"),
            operation: .update,
            object: role("get core pods", "list core pods", "get core services", "list core services")
        ),
        Row(
            label: "extra rules go when told",
            expected: role("get core pods"),
            existing: role("get,list core pods"),
            removing: .permissions,
            operation: .update,
            object: role("get core pods")
        ),
        Row(
            label: "telling of subjects does not take rules away",
            expected: role("get core pods"),
            existing: role("get,list core pods"),
            removing: .subjects,
            operation: .none,
            object: role("get,list core pods")
        ),
        Row(
            label: "annotations and labels come, and those that are there stay",
            expected: marked(role(), ["a": "new", "b": "1"], ["x": "1"]),
            existing: marked(role(), ["a": "old"], ["y": "2"]),
            operation: .update,
            object: marked(role(), ["a": "old", "b": "1"], ["x": "1", "y": "2"])
        ),
        Row(
            label: "a gathered role keeps its rules",
            expected: sum(role(), "a"),
            existing: sum(role("get core pods"), "a"),
            removing: .permissions,
            operation: .none,
            object: sum(role("get core pods"), "a")
        ),
        Row(
            label: "selectors are added",
            expected: sum(role(), "a"),
            existing: sum(role(), "b"),
            operation: .update,
            object: sum(role(), "b", "a")
        ),
        Row(
            label: "selectors are replaced when told",
            expected: sum(role(), "a"),
            existing: sum(role(), "b"),
            removing: .permissions,
            operation: .update,
            object: sum(role(), "a")
        ),
        Row(
            label: "what is not to be gathered is no longer",
            expected: role(),
            existing: sum(role(), "b"),
            operation: .update,
            object: role()
        ),
        Row(
            label: "a binding that is not there",
            expected: binding("x", "User/jane"),
            existing: nil,
            operation: .create,
            object: binding("x", "User/jane")
        ),
        Row(
            label: "subjects are added, with the group the server fills in",
            expected: binding("x", "User/jane", "ServiceAccount/n:s"),
            existing: grouped(binding("x", "User/joe")),
            operation: .update,
            object: grouped(binding("x", "User/joe", "User/jane", "ServiceAccount/n:s"))
        ),
        Row(
            label: "the same subjects",
            expected: binding("x", "User/jane", "Group/dev"),
            existing: grouped(binding("x", "Group/dev", "User/jane")),
            operation: .none,
            object: grouped(binding("x", "Group/dev", "User/jane"))
        ),
        Row(
            label: "extra subjects go when told",
            expected: binding("x", "User/jane"),
            existing: grouped(binding("x", "User/joe", "User/jane")),
            removing: .subjects,
            operation: .update,
            object: grouped(binding("x", "User/jane"))
        ),
        Row(
            label: "another role means another binding",
            expected: binding("x", "User/jane"),
            existing: grouped(binding("y", "User/joe")),
            operation: .recreate,
            object: binding("x", "User/jane")
        ),
    ]

    @Test(arguments: rows)
    func plans(_ row: Row) {
        let plan = AccessReconciliation(row.expected, over: row.existing, removing: row.removing)
        #expect(plan.operation == row.operation)
        #expect(plan.object == row.object)
        #expect(!plan.isProtected)
    }

    @Test func whatHasOptedOutIsLeftAlone() async throws {
        let mine = Self.marked(Self.role("get core pods"), [DefaultAccess.updateAnnotation: "false"], [:])
        let cluster = try await TestCluster([mine])
        let result = try await AccessReconciliation.run(
            Self.role("* core *"),
            in: cluster,
            options: WriteOptions()
        )
        #expect(result.isProtected)
        #expect(result.operation == .update)
        #expect(cluster.get("ClusterRole", "r", namespace: "")?["rules"] == mine["rules"])
    }

    @Test func defaultsAreEstablishedOnce() async throws {
        let cluster = TestCluster()
        try await DefaultAccess.establish(in: cluster)
        let count = DefaultAccess.objects.count
        #expect(try await cluster.latestResourceVersion() == "\(count)")
        try await DefaultAccess.establish(in: cluster)
        #expect(try await cluster.latestResourceVersion() == "\(count)")
    }

    @Test func whatIsLostComesBackAndWhatIsAddedStays() async throws {
        let cluster = TestCluster()
        try await DefaultAccess.establish(in: cluster)
        let resource = AccessKinds.resources[1]
        var view = try #require(cluster.get("ClusterRole", "system:discovery", namespace: ""))
        view["rules"] = [AccessText.rule("get core nodes").value]
        _ = try await cluster.update(view, of: resource, subresource: nil, options: WriteOptions())
        try await DefaultAccess.establish(in: cluster)
        let rules = PolicyRule.rules(of: try #require(cluster.get("ClusterRole", "system:discovery", namespace: "")))
        #expect(rules.contains(AccessText.rule("get core nodes")))
        #expect(rules.contains(AccessText.rule("get /version")))
    }

    @Test func dryRunWritesNothing() async throws {
        let cluster = TestCluster()
        let result = try await AccessReconciliation.run(
            Self.role("get core pods"),
            in: cluster,
            options: WriteOptions(dryRun: true)
        )
        #expect(result.operation == .create)
        #expect(cluster.get("ClusterRole", "r", namespace: "") == nil)
    }
}
