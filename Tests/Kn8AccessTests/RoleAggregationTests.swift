// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value
internal import Testing

@testable internal import Kn8Access

/// Roles that gather the rules of others.
struct RoleAggregationTests {
    private static func part(_ name: String, labels: [String: String], _ rules: [String]) -> Object {
        var role = AccessText.role(name, rules)
        role.labels = labels
        return role
    }

    private static func sum(_ name: String, _ selectors: Value..., labels: [String: String] = [:]) -> Object {
        var role = part(name, labels: labels, [])
        role["aggregationRule"] = ["clusterRoleSelectors": .array(selectors)]
        return role
    }

    private static func label(_ text: String) -> Value { ["matchLabels": ["to": .string(text)]] }

    private func rules(_ name: String, _ roles: [Object]) -> [PolicyRule]? {
        try? AccessPolicy(roles).rules(of: RoleReference(kind: "ClusterRole", name: name), in: "").get()
    }

    @Test func selectedRolesByNameEachRuleOnce() {
        let roles = [
            Self.part("b", labels: ["to": "x"], ["get core b", "get core same"]),
            Self.part("a", labels: ["to": "x"], ["get core same", "get core a"]),
            Self.part("c", labels: ["to": "y"], ["get core c"]),
            Self.part("d", labels: [:], ["get core d"]),
            Self.sum("s", Self.label("y"), Self.label("x")),
        ]
        #expect(
            rules("s", roles) == ["get core c", "get core same", "get core a", "get core b"].map(AccessText.rule)
        )
        #expect(RoleAggregation.rules(of: roles[4], among: roles) == rules("s", roles))
    }

    @Test func expressionsSelectToo() {
        let expression: Value = ["key": "to", "operator": "In", "values": ["x", "y"]]
        let roles = [
            Self.part("a", labels: ["to": "x"], ["get core a"]), Self.part("b", labels: ["to": "z"], ["get core b"]),
            Self.sum("s", ["matchExpressions": [expression]]),
        ]
        #expect(rules("s", roles) == [AccessText.rule("get core a")])
    }

    @Test func chainsAndCirclesSettle() {
        let roles = [
            Self.part("leaf", labels: ["to": "x"], ["get core leaf"]),
            Self.sum("one", Self.label("x"), labels: ["to": "y"]),
            Self.sum("two", Self.label("y"), labels: ["to": "z"]),
            Self.sum("three", Self.label("z"), Self.label("w"), labels: ["to": "w"]),
            Self.sum("four", Self.label("w"), labels: ["to": "w"]),
        ]
        for name in ["one", "two", "three", "four"] {
            #expect(rules(name, roles) == [AccessText.rule("get core leaf")], "\(name)")
        }
    }

    @Test func ownRulesDoNotCount() {
        var sum = Self.sum("s", Self.label("x"), labels: ["to": "x"])
        sum["rules"] = [AccessText.rule("* * *").value]
        #expect(rules("s", [sum]) == [])
    }

    @Test func aSelectorThatCannotBeReadGathersNothing() {
        let bad: Value = ["matchExpressions": [["key": "to", "operator": "Near"]]]
        let roles = [Self.part("a", labels: ["to": "x"], ["get core a"]), Self.sum("s", Self.label("x"), bad)]
        #expect(rules("s", roles) == [])
        #expect(RoleAggregation.rules(of: roles[1], among: roles) == nil)
    }
}
