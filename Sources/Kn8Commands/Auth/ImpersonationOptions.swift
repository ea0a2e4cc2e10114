// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Access

/// `--as` and its relatives: whom to be taken for.
struct ImpersonationOptions: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: "Be taken for this user, for example 'jane' or 'system:serviceaccount:default:robot'"
    )
    var user: String?

    @Option(name: .customLong("as-group"), help: "Be taken for a member of this group; may be repeated")
    var groups: [String] = []

    @Option(name: .customLong("as-uid"), help: "Be taken for the user with this uid")
    var uid: String?

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
