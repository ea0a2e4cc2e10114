// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value
internal import Testing

@testable internal import Kn8Access

/// Names that only look the same are others' names: Kubernetes compares bytes.
struct ExactnessTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let twin: String
        var testDescription: String { "\(Array(name.utf8)) and \(Array(twin.utf8))" }
    }

    static let rows = [
        Row(name: "Kim", twin: "\u{212A}im"),
        Row(name: "\u{212A}im", twin: "Kim"),
        Row(name: "Ren\u{E9}", twin: "Rene\u{301}"),
        Row(name: "q\u{307}\u{323}", twin: "q\u{323}\u{307}"),
    ]

    private static let pods = AccessText.role("pods", ["get core pods"])

    private static func mayRead(_ policy: AccessPolicy, _ user: UserInfo) -> Bool {
        policy.decision(on: AccessText.request("get core pods", by: user)).isAllowed
    }

    @Test(arguments: rows) func subjects(_ row: Row) {
        for subject in ["User", "Group"] {
            let policy = AccessPolicy([
                Self.pods, AccessText.binding("b", "ClusterRole/pods", to: ["\(subject)/\(row.name)"]),
            ])
            func user(_ name: String) -> UserInfo {
                subject == "User" ? UserInfo(name: name) : UserInfo(name: "x", groups: [name])
            }
            #expect(Self.mayRead(policy, user(row.name)))
            #expect(!Self.mayRead(policy, user(row.twin)))
        }
    }

    @Test(arguments: rows) func roles(_ row: Row) {
        let binding = AccessText.binding("b", "ClusterRole/\(row.name)", to: ["User/jane"])
        let jane = UserInfo(name: "jane")
        #expect(Self.mayRead(AccessPolicy([AccessText.role(row.name, ["get core pods"]), binding]), jane))
        #expect(!Self.mayRead(AccessPolicy([AccessText.role(row.twin, ["get core pods"]), binding]), jane))
    }

    @Test(arguments: rows) func aTwinInABindingIsAChange(_ row: Row) {
        let policy = AccessPolicy([Self.pods])
        func binding(_ name: String) -> Object {
            AccessText.binding("b", "ClusterRole/pods", to: ["User/\(name)"])
        }
        func refusal(_ name: String) -> APIError? {
            policy.escalation(
                of: binding(name),
                replacing: binding(row.name),
                plural: "clusterrolebindings",
                by: UserInfo(name: "eve")
            )
        }
        #expect(refusal(row.name) == nil)
        #expect(refusal(row.twin)?.reason == .forbidden)
    }

    @Test(arguments: rows) func tokens(_ row: Row) throws {
        let tokens = try StaticTokens(csv: "\(row.name),a,1\n\(row.twin),b,2\n", path: "f")
        #expect(tokens.user(of: row.name)?.name == "a")
        #expect(tokens.user(of: row.twin)?.name == "b")
        #expect(tokens.warnings.isEmpty)
        #expect(StaticTokens([row.name: UserInfo(name: "a")]).user(of: row.twin) == nil)
    }

    @Test(arguments: rows) func trees(_ row: Row) {
        #expect(Value.string(row.name) != .string(row.twin))
        #expect(Value.array([["a": .string(row.name)]]) != [["a": .string(row.twin)]])
        #expect(Value.string(row.name) == .string(row.name))
    }
}
