// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Testing

@testable internal import Kn8Access

/// Who may be whom.
struct ImpersonationTests {
    static let authorizer = RoleAuthorizer(
        AccessPolicy([
            AccessText.role(
                "all",
                ["impersonate core users,groups,serviceaccounts", "impersonate authentication.k8s.io *"]
            ),
            AccessText.role("one", ["impersonate core users joe", "impersonate core groups dev"]),
            AccessText.role("account", ["impersonate core serviceaccounts"]),
            AccessText.role(
                "scopes",
                ["impersonate core users", "impersonate authentication.k8s.io userextras/scopes view"]
            ),
            AccessText.role("ids", ["impersonate core users", "impersonate authentication.k8s.io uids 06f6ce97"]),
            AccessText.binding("1", "ClusterRole/all", to: ["User/root"]),
            AccessText.binding("2", "ClusterRole/one", to: ["User/jane"]),
            AccessText.binding("3", in: "dev", "ClusterRole/account", to: ["User/ed"]),
            AccessText.binding("4", "ClusterRole/scopes", to: ["User/sam"]),
            AccessText.binding("5", "ClusterRole/ids", to: ["User/ida"]),
        ])
    )

    struct Row: Sendable, CustomTestStringConvertible {
        let requestor: String
        let headers: [[String]]
        var user: UserInfo?
        var message = ""

        init(_ requestor: String, _ headers: [[String]], _ user: UserInfo) {
            self.requestor = requestor
            self.headers = headers
            self.user = user
        }

        init(_ requestor: String, _ headers: [[String]], _ message: String) {
            self.requestor = requestor
            self.headers = headers
            self.message = message
        }

        var testDescription: String { "\(requestor) \(headers.map { $0.joined(separator: ": ") })" }
        var fields: [(name: String, value: String)] { headers.map { ($0[0], $0[1]) } }
    }

    private static let user = "Impersonate-User"
    private static let group = "Impersonate-Group"
    private static let robot = "system:serviceaccount:dev:robot"

    @Test(arguments: [
        Row("root", [[user, "joe"]], UserInfo(name: "joe", groups: ["system:authenticated"])),
        Row(
            "root",
            [["impersonate-user", "joe"], ["IMPERSONATE-GROUP", "dev"], [group, "ops"]],
            UserInfo(name: "joe", groups: ["dev", "ops", "system:authenticated"])
        ),
        Row(
            "jane",
            [[user, "joe"], [group, "dev"]],
            UserInfo(name: "joe", groups: ["dev", "system:authenticated"])
        ),
        Row(
            "ed",
            [[user, robot]],
            UserInfo(
                name: robot,
                groups: ["system:serviceaccounts", "system:serviceaccounts:dev", "system:authenticated"]
            )
        ),
        Row(
            "root",
            [[user, robot], [group, "dev"]],
            UserInfo(name: robot, groups: ["dev", "system:authenticated"])
        ),
        Row("root", [[user, "system:anonymous"]], UserInfo.anonymous),
        Row(
            "root",
            [[user, "joe"], [group, "system:unauthenticated"]],
            UserInfo(name: "joe", groups: ["system:unauthenticated"])
        ),
        Row(
            "sam",
            [[user, "joe"], ["Impersonate-Extra-Scopes", "view"]],
            UserInfo(name: "joe", groups: ["system:authenticated"], extra: ["scopes": ["view"]])
        ),
        Row(
            "root",
            [[user, "joe"], ["Impersonate-Extra-acme.com%2Fproject", "x"], ["Impersonate-Extra-bad%2", "y"]],
            UserInfo(name: "joe", groups: ["system:authenticated"], extra: ["acme.com/project": ["x"], "bad%2": ["y"]])
        ),
        Row(
            "ida",
            [[user, "joe"], ["Impersonate-Uid", "06f6ce97"]],
            UserInfo(name: "joe", uid: "06f6ce97", groups: ["system:authenticated"])
        ),
        Row(
            "boss[system:masters]",
            [[user, "joe"], [group, "system:masters"]],
            UserInfo(name: "joe", groups: ["system:masters", "system:authenticated"])
        ),
    ])
    func allowed(_ row: Row) async throws {
        #expect(try await impersonated(row) == row.user)
    }

    @Test(arguments: [
        Row(
            "nobody",
            [[user, "joe"]],
            #"users "joe" is forbidden: User "nobody" cannot impersonate resource "users" in API group "" at the "#
                + "cluster scope"
        ),
        Row(
            "jane",
            [[user, "root"]],
            #"users "root" is forbidden: User "jane" cannot impersonate resource "users" in API group "" at the "#
                + "cluster scope"
        ),
        Row(
            "jane",
            [[user, "joe"], [group, "ops"]],
            #"groups "ops" is forbidden: User "jane" cannot impersonate resource "groups" in API group "" at the "#
                + "cluster scope"
        ),
        Row(
            "jane",
            [[user, "joe"], [group, "dev"], [group, "system:masters"]],
            #"groups "system:masters" is forbidden: User "jane" cannot impersonate resource "groups" in API group "" "#
                + "at the cluster scope"
        ),
        Row(
            "jane",
            [[user, robot]],
            #"serviceaccounts "robot" is forbidden: User "jane" cannot impersonate resource "serviceaccounts" in API "#
                + #"group "" in the namespace "dev""#
        ),
        Row(
            "ed",
            [[user, "system:serviceaccount:prod:robot"]],
            #"serviceaccounts "robot" is forbidden: User "ed" cannot impersonate resource "serviceaccounts" in API "#
                + #"group "" in the namespace "prod""#
        ),
        Row(
            "ed",
            [[user, robot], [group, "system:serviceaccounts"]],
            #"groups "system:serviceaccounts" is forbidden: User "ed" cannot impersonate resource "groups" in API "#
                + #"group "" at the cluster scope"#
        ),
        Row(
            "ed",
            [[user, "system:serviceaccount:dev:Robot"]],
            #"users "system:serviceaccount:dev:Robot" is forbidden: User "ed" cannot impersonate resource "users" in "#
                + #"API group "" at the cluster scope"#
        ),
        Row(
            "sam",
            [[user, "joe"], ["Impersonate-Extra-Scopes", "edit"]],
            #"userextras.authentication.k8s.io "edit" is forbidden: User "sam" cannot impersonate resource "#
                + #""userextras/scopes" in API group "authentication.k8s.io" at the cluster scope"#
        ),
        Row(
            "sam",
            [[user, "joe"], ["Impersonate-Extra-Other", "view"]],
            #"userextras.authentication.k8s.io "view" is forbidden: User "sam" cannot impersonate resource "#
                + #""userextras/other" in API group "authentication.k8s.io" at the cluster scope"#
        ),
        Row(
            "sam",
            [[user, "joe"], ["Impersonate-Extra-Scopes", "view"], ["Impersonate-Extra-Scopes", "edit"]],
            #"userextras.authentication.k8s.io "edit" is forbidden: User "sam" cannot impersonate resource "#
                + #""userextras/scopes" in API group "authentication.k8s.io" at the cluster scope"#
        ),
        Row(
            "ida",
            [[user, "joe"], ["Impersonate-Uid", "other"]],
            #"uids.authentication.k8s.io "other" is forbidden: User "ida" cannot impersonate resource "uids" in API "#
                + #"group "authentication.k8s.io" at the cluster scope"#
        ),
        Row(
            "root",
            [[group, "dev"]],
            #"requested &user.DefaultInfo{Name:"", UID:"", Groups:[]string{"dev"}, Extra:map[string][]string(nil)} "#
                + "without impersonating a user name"
        ),
        Row(
            "root",
            [[user, ""], [group, "system:masters"]],
            #"requested &user.DefaultInfo{Name:"", UID:"", Groups:[]string{"system:masters"}, "#
                + "Extra:map[string][]string(nil)} without impersonating a user name"
        ),
        Row(
            "root",
            [["Impersonate-Uid", "1"]],
            #"requested &user.DefaultInfo{Name:"", UID:"1", Groups:[]string(nil), Extra:map[string][]string(nil)} "#
                + "without impersonating a user name"
        ),
        Row(
            "root",
            [["Impersonate-Extra-Scopes", "x"]],
            #"requested &user.DefaultInfo{Name:"", UID:"", Groups:[]string(nil), "#
                + #"Extra:map[string][]string{"scopes":[]string{"x"}}} without impersonating a user name"#
        ),
    ])
    func refused(_ row: Row) async {
        do {
            let user = try await impersonated(row)
            Issue.record("\(String(describing: user))")
        } catch {
            #expect(error.message == row.message)
            #expect(error.code == (row.message.hasPrefix("requested") ? 400 : 403))
        }
    }

    private func impersonated(_ row: Row) async throws(APIError) -> UserInfo? {
        guard let impersonation = try Impersonation(headers: row.fields) else { return nil }
        return try await impersonation.user(for: AccessText.user(row.requestor), by: Self.authorizer)
    }

    @Test func nothingAskedNothingChanged() throws {
        let fields = [(name: "Accept", value: "x"), ("Impersonate-User", ""), ("Impersonate-Uid", "")]
        #expect(try Impersonation(headers: fields) == nil)
    }
}
