// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// One of those whom a binding is for.
package struct AccessSubject: Hashable, Sendable {
    /// `User`, `Group` or `ServiceAccount`; a subject of any other kind is nobody.
    package var kind: String
    /// The name.
    package var name: String
    /// The namespace of a ServiceAccount; empty for the binding's own.
    package var namespace: String

    /// The subject that `value` spells.
    package init(_ value: Value) {
        kind = value["kind"]?.string ?? ""
        name = value["name"]?.string ?? ""
        namespace = value["namespace"]?.string ?? ""
    }

    /// The subjects of `binding`.
    package static func subjects(of binding: Object) -> [AccessSubject] {
        (binding["subjects"]?.array ?? []).map(AccessSubject.init)
    }

    /// Whom the subject means in a binding of `namespace`, which is empty for a binding of the whole cluster; nil when
    /// it means nobody.
    func identity(in namespace: String) -> AccessIdentity? {
        switch kind {
        case "User": return .user(ExactText(name))
        case "Group": return .group(ExactText(name))
        case "ServiceAccount":
            let home = self.namespace.isEmpty ? namespace : self.namespace
            return home.isEmpty ? nil : .user(ExactText(ServiceAccountName(namespace: home, name: name).userName))
        default: return nil
        }
    }

    /// `User "jane"`, or `ServiceAccount "robot/default"`, as a decision's reason names the subject.
    func text(in namespace: String) -> String {
        guard kind == "ServiceAccount" else { return "\(kind) \(name.goQuoted)" }
        return "\(kind) \("\(name)/\(self.namespace.isEmpty ? namespace : self.namespace)".goQuoted)"
    }
}

/// What a user is bound by: the name, or one of the groups.
enum AccessIdentity: Hashable, Sendable {
    case user(ExactText)
    case group(ExactText)

    /// All that `user` is.
    static func all(of user: UserInfo) -> [AccessIdentity] {
        [.user(ExactText(user.name))] + user.groups.map { .group(ExactText($0)) }
    }
}
