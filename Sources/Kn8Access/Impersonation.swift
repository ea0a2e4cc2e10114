// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// Whom a request wants to be, by its `Impersonate-…` headers (`kubernetes:apiserver/pkg/endpoints/filters/impersonation`).
package struct Impersonation: Hashable, Sendable {
    /// The user to be.
    package var user: UserInfo

    private static let extraPrefix = "impersonate-extra-"

    /// To be `user`, whose groups are those asked for alone.
    package init(_ user: UserInfo) { self.user = user }

    /// What the header fields ask for; nil when they ask for nothing, and an error when they name no user.
    package init?(headers: some Sequence<(name: String, value: String)>) throws(APIError) {
        var user = UserInfo(name: "")
        var isAsked = false
        for (name, value) in headers {
            let name = name.lowercased()
            switch name {
            case "impersonate-user": if user.name.isEmpty { user.name = value }
            case "impersonate-uid":
                if user.uid.isEmpty { user.uid = value }
                isAsked = isAsked || !value.isEmpty
            case "impersonate-group":
                user.groups.append(value)
                isAsked = true
            case _ where name.hasPrefix(Self.extraPrefix):
                user.extra[Self.unescaped(name.dropFirst(Self.extraPrefix.count)), default: []].append(value)
                isAsked = true
            default: break
            }
        }
        guard user.name.isEmpty else {
            self.user = user
            return
        }
        guard isAsked else { return nil }
        throw APIError(.badRequest, message: "requested \(Self.goText(of: user)) without impersonating a user name")
    }

    /// The requests that `requestor` must be allowed to make to be this user, in the order in which they are asked.
    func checks(by requestor: UserInfo) -> [AccessAttributes] {
        func check(_ group: String, _ resource: String, _ name: String, part: String = "") -> AccessAttributes {
            AccessAttributes(
                user: requestor,
                verb: "impersonate",
                apiGroup: group,
                resource: resource,
                subresource: part,
                name: name
            )
        }
        var checks: [AccessAttributes] = []
        if let account = ServiceAccountName(userName: user.name) {
            var attributes = check("", "serviceaccounts", account.name)
            attributes.namespace = account.namespace
            checks.append(attributes)
        } else {
            checks.append(check("", "users", user.name))
        }
        if !user.uid.isEmpty { checks.append(check("authentication.k8s.io", "uids", user.uid)) }
        checks += user.groups.map { check("", "groups", $0) }
        for (key, values) in user.extra.sorted(by: { $0.key < $1.key }) {
            checks += values.map { check("authentication.k8s.io", "userextras", $0, part: key) }
        }
        return checks
    }

    /// The user that `requestor` becomes, as far as `authorizer` lets it; the refusal is the server's.
    package func user(
        for requestor: UserInfo,
        by authorizer: any Authorizer
    ) async throws(APIError) -> UserInfo {
        for check in checks(by: requestor) {
            let decision = await authorizer.decision(for: check)
            guard decision.isAllowed else { throw .forbidden(check, reason: decision.reason) }
        }
        return completed
    }

    /// The user with the groups that come of themselves: those of a ServiceAccount when none were asked for, and
    /// whether it has shown who it is.
    package var completed: UserInfo {
        var user = user
        if user.groups.isEmpty, let account = ServiceAccountName(userName: user.name) { user.groups = account.groups }
        if !user.name.isExactly(UserInfo.anonymous.name) { return user.authenticated }
        if !user.groups.containsExactly(UserInfo.unauthenticatedGroup) {
            user.groups.append(UserInfo.unauthenticatedGroup)
        }
        return user
    }

    private static func goText(of user: UserInfo) -> String {
        func list(_ texts: [String]) -> String { texts.map(\.goQuoted).joined(separator: ", ") }
        let groups = user.groups.isEmpty ? "[]string(nil)" : "[]string{\(list(user.groups))}"
        let pairs = user.extra.sorted { $0.key < $1.key }.map { "\($0.key.goQuoted):[]string{\(list($0.value))}" }
        let extra =
            pairs.isEmpty ? "map[string][]string(nil)" : "map[string][]string{\(pairs.joined(separator: ", "))}"
        return "&user.DefaultInfo{Name:\"\", UID:\(user.uid.goQuoted), Groups:\(groups), Extra:\(extra)}"
    }

    /// `text` with its percent escapes read; as it is when one of them is none.
    private static func unescaped(_ text: Substring) -> String {
        guard let bytes = PercentCoding.decoded(text) else { return String(text) }
        return String(validating: bytes, as: UTF8.self) ?? String(text)
    }
}
