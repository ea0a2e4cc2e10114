// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Access
internal import Kn8Printers
internal import Kn8Value

/// `auth can-i` (`kubernetes:kubectl/pkg/cmd/auth/cani.go`).
struct CanI: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "can-i",
        abstract: "Check whether an action is allowed",
        discussion: """
            VERB is 'get', 'list', 'watch', 'delete' and so on; TYPE is a resource, by any of its names; a path begins \
            with '/'. Prints yes or no, and exits with 1 for no. Examples: 'kn8 auth can-i create pods -n dev \
            --as=jane', 'kn8 auth can-i get pods --subresource=log --as=jane', 'kn8 auth can-i get /metrics --as=jane', \
            'kn8 auth can-i --list --as=system:serviceaccount:dev:robot'.
            """
    )

    @Argument(help: ArgumentHelp("VERB and TYPE, TYPE/NAME or a path", valueName: "verb-and-resource"))
    var words: [String] = []

    @Flag(name: [.customShort("A"), .customLong("all-namespaces")], help: "Check the action in all namespaces")
    var allNamespaces = false

    @Flag(help: "Print all allowed actions")
    var list = false

    @Flag(name: .customLong("no-headers"), help: "With --list, leave the header out")
    var withoutHeader = false

    @Flag(name: [.customShort("q"), .long], help: "Print nothing; the exit status is the answer")
    var quiet = false

    @Option(help: "Ask about this part of the objects, for example 'log' or 'scale'")
    var subresource = ""

    @OptionGroup var identity: ImpersonationOptions
    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        try check()
        let cluster = try session.cluster(at: target)
        let reviewer = try await AccessReviewer(target, identity, session, cluster)
        let namespace = allNamespaces ? "" : target.namespace(in: session)
        if list {
            let spec: Value = ["namespace": .string(namespace)]
            let review = try await reviewer.answer("authorization", "SelfSubjectRulesReview", spec: spec)
            printRules(review["status"] ?? .emptyObject, session)
            return .success
        }
        let spec = try await question(cluster, namespace, session)
        guard !withoutHeader else { throw CommandError("--no-headers cannot be set without --list specified") }
        let review = try await reviewer.answer("authorization", "SelfSubjectAccessReview", spec: spec)
        let isAllowed = review["status", "allowed"]?.bool ?? false
        if !quiet {
            let reasons = ["reason", "evaluationError"].compactMap { review["status", $0]?.string }
            let text = isAllowed ? "yes" : (["no"] + reasons.filter { !$0.isEmpty }).joined(separator: " - ")
            session.console.print(text)
        }
        return isAllowed ? .success : .failure
    }

    private func check() throws(CommandError) {
        if list {
            guard words.isEmpty else { throw CommandError("list option must be specified with no arguments") }
            guard !quiet, !allNamespaces, subresource.isEmpty else {
                throw CommandError(
                    "list option can't be specified with neither quiet, all-namespaces nor subresource options"
                )
            }
            return
        }
        guard words.count == 2 else {
            throw CommandError(
                "you must specify two arguments: verb resource or verb resource/resourceName.\n"
                    + "See 'kn8 auth can-i -h' for help and examples."
            )
        }
    }

    private static let verbs: Set = [
        "get", "list", "watch", "create", "update", "patch", "delete", "deletecollection", "use", "bind", "impersonate",
        "*", "approve", "sign", "escalate", "attest",
    ]
    private static let pathVerbs: Set = ["get", "put", "post", "head", "options", "delete", "patch", "*"]

    /// The spec of the review that asks what the arguments ask.
    private func question(_ cluster: Cluster, _ namespace: String, _ session: Session) async throws -> Value {
        let (verb, object) = (words[0], words[1])
        if object.hasPrefix("/") {
            guard subresource.isEmpty else {
                throw CommandError("--subresource can not be used with NonResourceURL")
            }
            if !Self.pathVerbs.contains(verb) { warn("verb '\(verb)' is not a known verb", session) }
            return ["nonResourceAttributes": ["verb": .string(verb), "path": .string(object)]]
        }
        let parts = object.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let catalog = ResourceCatalog(resources: try await cluster.client.resources())
        let resource = resource(named: parts[0], catalog, session)
        if !allNamespaces {
            if let resource, !resource.namespaced {
                let group = resource.gvk.group.isEmpty ? "" : " in group '\(resource.gvk.group)'"
                warn("resource '\(resource.plural)' is not namespace scoped\(group)", session)
            }
            if !Self.verbs.contains(verb) { warn("verb '\(verb)' is not a known verb", session) }
        }
        var attributes: Value = ["verb": .string(verb), "resource": .string(resource?.plural ?? parts[0])]
        func put(_ field: String, _ text: String) { if !text.isEmpty { attributes[field] = .string(text) } }
        put("namespace", namespace)
        put("group", resource?.gvk.group ?? "")
        put("subresource", subresource)
        put("name", parts.count > 1 ? parts[1] : "")
        return ["resourceAttributes": attributes]
    }

    private func resource(named word: String, _ catalog: ResourceCatalog, _ session: Session) -> Resource? {
        guard word != "*" else { return nil }
        let wanted = word.lowercased()
        // Whom to be taken for is asked of names that are no resources; OpenShift has kinds of these names.
        if words[0] == "impersonate", ["users", "groups"].contains(wanted) { return nil }
        if let found = try? catalog.resources(named: wanted), found.count == 1,
            !found[0].categories.contains(wanted)
        {
            return found[0]
        }
        guard wanted != "users", wanted != "groups" else { return nil }
        let parts = wanted.split(separator: ".", maxSplits: 1).map(String.init)
        let group = parts.count > 1 ? " in group '\(parts[1])'" : ""
        warn("the server doesn't have a resource type '\(parts.first ?? "")'\(group)", session)
        return nil
    }

    // kubectl sets an empty line behind.
    private func warn(_ words: String, _ session: Session) { session.console.say("Warning: \(words)\n") }

    private func printRules(_ status: Value, _ session: Session) {
        if status["incomplete"]?.bool == true {
            warn("the list may be incomplete: \(status["evaluationError"]?.string ?? "")", session)
        }
        let told = (status["resourceRules"]?.array ?? []) + (status["nonResourceRules"]?.array ?? [])
        let rules = PolicyRule.compacted(told.flatMap { PolicyRule($0).atoms })
        let lines = rules.map { (key: Self.order($0), cells: Self.cells($0)) }.sorted { $0.key < $1.key }
        let header = withoutHeader ? [] : ["Resources", "Non-Resource URLs", "Resource Names", "Verbs"]
        session.console.write(TextTable(header: header, rows: lines.map(\.cells)).text)
    }

    private static func list(_ texts: [String]) -> String { "[\(texts.joined(separator: " "))]" }

    // kubectl orders rules by Go's text of them, which begins with the verbs.
    private static func order(_ rule: PolicyRule) -> String {
        "&PolicyRule{Verbs:\(list(rule.verbs)),APIGroups:\(list(rule.apiGroups)),Resources:\(list(rule.resources)),"
            + "ResourceNames:\(list(rule.resourceNames)),NonResourceURLs:\(list(rule.nonResourceURLs)),}"
    }

    private static func cells(_ rule: PolicyRule) -> [String] {
        let group = rule.apiGroups.first ?? ""
        let resources = rule.resources.map { resource in
            let parts = resource.split(separator: "/", maxSplits: 1).map(String.init)
            let name = group.isEmpty ? parts[0] : "\(parts[0]).\(group)"
            return parts.count > 1 ? "\(name)/\(parts[1])" : name
        }
        return [
            resources.joined(separator: ","), list(rule.nonResourceURLs), list(rule.resourceNames), list(rule.verbs),
        ]
    }
}
