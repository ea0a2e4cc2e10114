// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Access

/// `--as` and its relatives: whom to be taken for.
struct ImpersonationOptions {
    private let user: String?
    private let groups: [String]
    private let uid: String?

    /// What `options` say of it.
    init(_ options: ConnectionOptions) {
        user = options.impersonatedUser
        groups = options.impersonatedGroups
        uid = options.impersonatedUID
    }

    /// Whom to be taken for; `owner` when nobody is named.
    func user(else owner: String) throws(CommandError) -> UserInfo {
        guard let user, !user.isEmpty else {
            guard groups.isEmpty, (uid ?? "").isEmpty else {
                throw CommandError("requesting uid, groups or user-extra for \(owner) without impersonating a user")
            }
            return UserInfo(name: owner, groups: UserInfo.owner.groups)
        }
        return Impersonation(UserInfo(name: user, uid: uid ?? "", groups: groups.atCommas)).completed
    }
}
