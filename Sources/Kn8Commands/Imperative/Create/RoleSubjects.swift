// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

/// `--user`, `--group` and `--serviceaccount`: who a binding is for.
struct RoleSubjects: ParsableArguments {
    @Option(help: "A user it is for; may be repeated")
    var user: [String] = []

    @Option(help: "A group it is for; may be repeated")
    var group: [String] = []

    @Option(help: "A ServiceAccount it is for, as NAMESPACE:NAME; may be repeated")
    var serviceaccount: [String] = []

    /// The binding `kind` called `name` to the role `role` of the kind `roleKind`.
    func binding(_ kind: String, _ name: String, to roleKind: String, _ role: String) throws(CommandError) -> Object {
        let group = "rbac.authorization.k8s.io"
        var object = Object(
            "\(group)/v1",
            kind,
            name,
            ["roleRef": ["apiGroup": .string(group), "kind": .string(roleKind), "name": .string(role)]]
        )
        let subjects = try subjects()
        if !subjects.isEmpty { object["subjects"] = .array(subjects) }
        return object
    }

    /// The subjects in kubectl's order: users, groups, accounts.
    func subjects() throws(CommandError) -> [Value] {
        let group: Value = "rbac.authorization.k8s.io"
        var subjects: [Value] = user.map { ["apiGroup": group, "kind": "User", "name": .string($0)] }
        subjects += self.group.map { ["apiGroup": group, "kind": "Group", "name": .string($0)] }
        for account in serviceaccount {
            let parts = account.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard parts.count == 2, let namespace = parts.first, let name = parts.last, !namespace.isEmpty,
                !name.isEmpty
            else { throw CommandError("serviceaccount must be <namespace>:<name>") }
            subjects.append([
                "kind": "ServiceAccount", "name": .string(name), "namespace": .string(namespace),
            ])
        }
        return subjects
    }
}
