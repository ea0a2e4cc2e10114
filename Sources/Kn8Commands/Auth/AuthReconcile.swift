// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Access
internal import Kn8Value
internal import Kn8YAML

/// `auth reconcile` (`kubernetes:kubectl/pkg/cmd/auth/reconcile.go`).
struct AuthReconcile: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "reconcile",
        abstract: "Add what manifests state to roles and bindings, or create them",
        discussion: """
            Rules and subjects that are missing are added; others stay, unless an option takes them away. A binding to \
            another role is made anew; a namespace that is missing is made. Objects of other kinds are passed over. \
            Example: 'kn8 auth reconcile -f rbac.yaml'.
            """
    )

    @Flag(name: .customLong("remove-extra-permissions"), help: "Take rules away that the manifest does not state")
    var removesPermissions = false

    @Flag(name: .customLong("remove-extra-subjects"), help: "Take subjects away that the manifest does not state")
    var removesSubjects = false

    @OptionGroup var manifests: FilenameOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard try change.mode != .server else {
            throw CommandError("--dry-run=server for command reconcile is not supported yet")
        }
        var printer = try change.printer(session)
        let options = try change.writing(as: "kubectl-auth-reconcile")
        var removing: AccessReconciliation.Removals = []
        if removesPermissions { removing.insert(.permissions) }
        if removesSubjects { removing.insert(.subjects) }
        let set = try manifests.manifests()
        var isSound = !session.report(set.findings, of: set)
        let cluster = try session.cluster(at: target)
        for source in set.objects {
            let given = Object(source.value)
            guard given.gvk.group == AccessKinds.group else { continue }
            do {
                guard given.gvk.version == "v1" else {
                    throw CommandError(
                        "only \(AccessKinds.group)/v1 is supported: not *\(given.gvk.version).\(given.kind)"
                    )
                }
                let (object, resource) = try await target.placed(given, cluster.client, session)
                if resource.namespaced, !options.dryRun { try await ensureNamespace(object.namespace, cluster.client) }
                let result = try await AccessReconciliation.run(
                    object,
                    in: cluster.client,
                    removing: removing,
                    options: options
                )
                try printer.print(result.object, "reconciled")
                tell(result, session)
            } catch let error as APIError {
                session.console.say(ErrorText.text(of: error))
                isSound = false
            } catch let error as CommandError {
                session.console.say("error: \(error.message)")
                isSound = false
            }
        }
        return isSound ? .success : .failure
    }

    private func ensureNamespace(_ name: String, _ client: any APIClient) async throws(APIError) {
        let kind = GroupVersionKind(group: "", version: "v1", kind: "Namespace")
        let resource = Resource(kind, plural: "namespaces", namespaced: false)
        guard try await client.object(ObjectKey(namespace: "", name: name), of: resource) == nil else { return }
        _ = try await client.create(Object(kind, name: name), of: resource, options: WriteOptions())
    }

    private func tell(_ result: AccessReconciliation, _ session: Session) {
        guard result.operation != .none else { return }
        let caveat =
            result.isProtected ? ", but object opted out (\(DefaultAccess.updateAnnotation): false)" : ""
        var lines = ["\treconciliation required \(result.operation.rawValue)\(caveat)"]
        func list(_ title: String, _ items: [String]) {
            guard !items.isEmpty else { return }
            lines.append("\t\(title):")
            lines += items.map { "\t\t\($0)" }
        }
        list("missing subjects added", result.missingSubjects.map(Self.text))
        if removesSubjects { list("extra subjects removed", result.extraSubjects.map(Self.text)) }
        list("missing rules added", result.missingRules.map(Self.text))
        if removesPermissions { list("extra rules removed", result.extraRules.map(Self.text)) }
        session.console.say(lines.joined(separator: "\n"))
    }

    // Both as Go prints the structures.
    private static func text(of subject: Value) -> String {
        func field(_ name: String) -> String { subject[name]?.string ?? "" }
        return "{Kind:\(field("kind")) APIGroup:\(field("apiGroup")) Name:\(field("name")) "
            + "Namespace:\(field("namespace"))}"
    }

    private static func text(of rule: PolicyRule) -> String {
        func list(_ texts: [String]) -> String { "[\(texts.joined(separator: " "))]" }
        return "{Verbs:\(list(rule.verbs)) APIGroups:\(list(rule.apiGroups)) Resources:\(list(rule.resources)) "
            + "ResourceNames:\(list(rule.resourceNames)) NonResourceURLs:\(list(rule.nonResourceURLs))}"
    }
}
