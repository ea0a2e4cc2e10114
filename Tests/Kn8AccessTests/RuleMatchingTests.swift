// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Testing

@testable internal import Kn8Access

/// What one rule lets through, and what it does not.
struct RuleMatchingTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let rule: String
        let request: String
        let allows: Bool

        init(_ rule: String, _ request: String, _ allows: Bool) {
            self.rule = rule
            self.request = request
            self.allows = allows
        }

        var testDescription: String { "[\(rule)] \(allows ? "allows" : "refuses") [\(request)]" }
    }

    @Test(arguments: [
        Row("get core pods", "get core pods", true),
        Row("get core pods", "get core pods ns=x name=web", true),
        Row("get,list core pods", "list core pods ns=x", true),
        Row("* core pods", "deletecollection core pods ns=x", true),
        Row("get * pods", "get metrics.k8s.io pods", true),
        Row("get core *", "get core secrets", true),
        Row("get core *", "get core pods/log", true),
        Row("get core pods/log", "get core pods/log name=web", true),
        Row("update * */scale", "update apps deployments/scale name=web", true),
        Row("get core pods,services", "get core services", true),
        Row("get core,apps deployments", "get apps deployments", true),
        Row("get core configmaps web", "get core configmaps name=web", true),
        Row("get core configmaps a,b", "get core configmaps name=b", true),
        Row("get core pods/log web", "get core pods/log name=web", true),
        Row("get /metrics", "get /metrics", true),
        Row("get /healthz/*", "get /healthz/etcd", true),
        Row("get /healthz/*", "get /healthz/", true),
        Row("get /*", "get /anything/at/all", true),
        Row("get *", "get /metrics", true),
        Row("* /version", "post /version", true),
        Row("get /health**", "get /healthz", true),
        Row("list core pods web", "list core pods ns=x name=web", true),
    ])
    func allows(_ row: Row) { check(row) }

    @Test(arguments: [
        Row("get core pods", "list core pods", false),
        Row("impersonate core users Kim", "impersonate core users name=\u{212A}im", false),
        Row("impersonate core users \u{212A}im", "impersonate core users name=Kim", false),
        Row("get /K", "get /\u{212A}", false),
        Row("get /K*", "get /\u{212A}x", false),
        Row("get /caf\u{E9}/*", "get /cafe\u{301}/x", false),
        Row("get core pods", "watch core pods", false),
        Row("list core pods", "watch core pods", false),
        Row("list core pods", "get core pods name=web", false),
        Row("delete core pods", "deletecollection core pods", false),
        Row("update core pods", "patch core pods name=web", false),
        Row("create core pods", "update core pods name=web", false),
        Row("GET core pods", "get core pods", false),
        Row("get core pods", "get core Pods", false),
        Row("get core pods", "get core pod", false),
        Row("get core pods", "get apps pods", false),
        Row("get apps deployments", "get extensions deployments", false),
        Row("get apps deployments", "get apps.example.com deployments", false),
        Row("get core deployments", "get apps deployments", false),
        Row("get core pods", "get core pods/log name=web", false),
        Row("get core pods/log", "get core pods name=web", false),
        Row("get core pods/log", "get core pods/exec name=web", false),
        Row("get core pods/*", "get core pods/log name=web", false),
        Row("get core pods/*", "get core pods name=web", false),
        Row("update core */scale", "update apps deployments/scale name=web", false),
        Row("update apps */scale", "update apps deployments name=web", false),
        Row("update apps */scale", "update apps deployments/status name=web", false),
        Row("update apps */scale", "update apps deployments/rescale name=web", false),
        Row("update apps */status", "update apps deployments/scale name=web", false),
        Row("update apps deployments/scale", "update apps statefulsets/scale name=db", false),
        Row("get core po*", "get core pods", false),
        Row("get core pods*", "get core pods", false),
        Row("g* core pods", "get core pods", false),
        Row("get core* pods", "get core pods", false),
        Row("get core configmaps web", "get core configmaps name=db", false),
        Row("get core configmaps web", "get core configmaps name=webs", false),
        Row("get core configmaps web", "list core configmaps", false),
        Row("list core configmaps web", "list core configmaps", false),
        Row("watch core configmaps web", "watch core configmaps ns=x", false),
        Row("create core configmaps web", "create core configmaps ns=x", false),
        Row("deletecollection core configmaps web", "deletecollection core configmaps ns=x", false),
        Row("get core configmaps *", "get core configmaps name=web", false),
        Row("get core configmaps w*", "get core configmaps name=web", false),
        Row("get core pods", "get /api/v1/pods", false),
        Row("* * *", "get /metrics", false),
        Row("get /api/v1/pods", "get core pods", false),
        Row("* *", "get core pods", false),
        Row("get /metrics", "get /metrics/slis", false),
        Row("get /metrics", "get /metric", false),
        Row("get /metrics", "post /metrics", false),
        Row("get /healthz/*", "get /healthz", false),
        Row("get /healthz/*", "get /healthzy", false),
        Row("get /*/x", "get /a/x", false),
        Row("get /apis*", "get /api", false),
        Row("list /metrics", "get /metrics", false),
    ])
    func refuses(_ row: Row) { check(row) }

    @Test func aRuleWithNothingInItAllowsNothing() {
        for text in ["get core pods", "get /metrics", "list apps deployments ns=x"] {
            #expect(!PolicyRule(verbs: []).allows(AccessText.request(text)))
            #expect(!PolicyRule(verbs: ["*"]).allows(AccessText.request(text)))
            #expect(!PolicyRule(verbs: ["*"], resources: ["*"]).allows(AccessText.request(text)))
            #expect(!PolicyRule(verbs: ["*"], apiGroups: ["*"]).allows(AccessText.request(text)))
        }
    }

    private func check(_ row: Row) {
        #expect(AccessText.rule(row.rule).allows(AccessText.request(row.request)) == row.allows)
    }
}
