// SPDX-License-Identifier: MIT

/// Who makes a request, as authentication found it.
package struct UserInfo: Hashable, Sendable {
    /// The name, for example `system:serviceaccount:default:builder`.
    package var name: String
    /// What tells this user from an earlier one of the same name; empty when nothing does.
    package var uid: String
    /// The groups, for example `system:authenticated`.
    package var groups: [String]
    /// What else the authenticator knows, by key.
    package var extra: [String: [String]]

    /// The user called `name`.
    package init(name: String, uid: String = "", groups: [String] = [], extra: [String: [String]] = [:]) {
        self.name = name
        self.uid = uid
        self.groups = groups
        self.extra = extra
    }

    /// Whoever shows no credentials.
    package static let anonymous = UserInfo(name: "system:anonymous", groups: ["system:unauthenticated"])
    /// The owner of this machine's cluster, who may do everything.
    package static let owner = UserInfo(name: "kn8:owner", groups: ["system:masters", "system:authenticated"])
}
