// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// A set of objects that belong together, told by a label on each, with an inventory of their kinds and namespaces on a parent
/// (`kubectl:pkg/cmd/apply/applyset.go`; Kubernetes enhancement 3659). kubectl reads what kn8 writes, and the reverse.
package struct ApplySet: Sendable {
    /// The label of the members, whose value is the parent's id.
    package static let memberLabel = "applyset.kubernetes.io/part-of"

    private static let idLabel = "applyset.kubernetes.io/id"
    private static let parentTypeLabel = "applyset.kubernetes.io/is-parent-type"
    private static let toolingAnnotation = "applyset.kubernetes.io/tooling"
    private static let kindsAnnotation = "applyset.kubernetes.io/contains-group-kinds"
    private static let oldKindsAnnotation = "applyset.kubernetes.io/contains-group-resources"
    private static let namespacesAnnotation = "applyset.kubernetes.io/additional-namespaces"
    // kubectl refuses to touch the set of another tool, and kn8 keeps sets exactly as kubectl does.
    private static let tool = "kubectl"
    private static let tooling = "kubectl/v1.36.2"
    private static let manager = "kubectl-applyset"

    /// A kind, whatever its version.
    package struct GroupKind: Hashable, Sendable, Comparable {
        /// The API group; empty for the core group.
        package let group: String
        /// The kind.
        package let kind: String

        /// The kind of `gvk`.
        package init(_ gvk: GroupVersionKind) {
            group = gvk.group
            kind = gvk.kind
        }

        init(_ text: String) {
            let dot = text.firstIndex(of: ".")
            kind = String(text[..<(dot ?? text.endIndex)])
            group = dot.map { String(text[text.index(after: $0)...]) } ?? ""
        }

        /// `Deployment.apps`, or `Service` in the core group.
        var words: String { group.isEmpty ? kind : "\(kind).\(group)" }

        /// By their words, as the annotation has them.
        package static func < (lhs: GroupKind, rhs: GroupKind) -> Bool { lhs.words < rhs.words }
    }

    /// What keeps the inventory.
    package let parent: ApplySetParent
    /// Kinds of the inventory that are not served any more.
    package private(set) var unknownKinds: [String] = []
    private let client: any APIClient
    private var present: [GroupKind: Resource] = [:]
    private var namespaces: Set<String> = []

    /// What the members are labelled with.
    package var id: String { parent.id }

    /// The resources that members may be of, by their kinds.
    var presentResources: [Resource] { present.sorted { $0.key < $1.key }.map(\.value) }
    /// The namespaces that members may be in.
    var presentNamespaces: Set<String> { namespaces }

    /// The set that `parent` keeps, as it is now.
    ///
    /// - Throws: `PruneRefusal` when the parent belongs to another tool or set, or may be none; the server's refusals.
    package init(_ parent: ApplySetParent, client: any APIClient) async throws {
        self.parent = parent
        self.client = client
        try await checkParentType()
        let key = ObjectKey(namespace: parent.namespace, name: parent.name)
        guard let object = try await client.object(key, of: parent.resource) else {
            guard parent.isOrdinary else {
                throw PruneRefusal("custom resource ApplySet parents cannot be created automatically")
            }
            return
        }
        try check(object)
        let served = try await client.resources()
        func find(_ matches: (Resource) -> Bool, _ word: String) {
            if let resource = served.first(where: matches) {
                present[GroupKind(resource.gvk)] = resource
            } else {
                unknownKinds.append(word)
            }
        }
        if let kinds = object.annotations[Self.kindsAnnotation] {
            for word in kinds.split(separator: ",").map(String.init) {
                find({ GroupKind($0.gvk) == GroupKind(word) }, word)
            }
        } else if let resources = object.annotations[Self.oldKindsAnnotation], !resources.isEmpty {
            for word in resources.split(separator: ",").map(String.init) { find({ $0.groupResource == word }, word) }
        } else {
            throw PruneRefusal(
                "parsing ApplySet annotation on \"\(parent.words)\": kubectl requires the \"\(Self.kindsAnnotation)\" "
                    + "annotation to be set on all ApplySet parent objects"
            )
        }
        let more = object.annotations[Self.namespacesAnnotation] ?? ""
        namespaces = Set(more.split(separator: ",").map(String.init))
        if parent.resource.namespaced { namespaces.insert(parent.namespace) }
    }

    private func checkParentType() async throws {
        guard !parent.isOrdinary else { return }
        let gvk = parent.resource.gvk
        let definitions = GroupVersionKind(
            group: "apiextensions.k8s.io",
            version: "v1",
            kind: "CustomResourceDefinition"
        )
        if let resource = try await client.resource(for: definitions) {
            let options = ListOptions(labelSelector: Self.parentTypeLabel)
            let list = try await client.objects(of: resource, in: .all, options: options)
            if list.items.contains(where: { $0.name == parent.resource.groupResource }) { return }
        }
        throw PruneRefusal(
            "resource \"\(gvk.group)/\(gvk.version), Resource=\(parent.resource.plural)\" is not permitted as an ApplySet "
                + "parent (CRD needs \"\(Self.parentTypeLabel)\" label)"
        )
    }

    private func check(_ object: Object) throws(PruneRefusal) {
        let name = "ApplySet parent object \"\(parent.words)\""
        guard let tooling = object.annotations[Self.toolingAnnotation] else {
            throw PruneRefusal(
                "\(name) already exists and is missing required annotation \"\(Self.toolingAnnotation)\""
            )
        }
        let owner = tooling.lastIndex(of: "/").map { String(tooling[..<$0]) } ?? tooling
        guard owner == Self.tool else {
            throw PruneRefusal(
                "\(name) already exists and is managed by tooling \"\(owner)\" instead of \"\(Self.tool)\""
            )
        }
        guard let label = object.labels[Self.idLabel] else {
            throw PruneRefusal("\(name) exists and does not have required label \(Self.idLabel)")
        }
        guard label == id else {
            throw PruneRefusal(
                "\(name) exists and has incorrect value for label \"\(Self.idLabel)\" (got: \(label), want: \(id))"
            )
        }
    }

    /// `object` as a member.
    package func member(_ object: Object) throws(PruneRefusal) -> Object {
        guard object.labels[Self.memberLabel] == nil else {
            throw PruneRefusal("ApplySet label \"\(Self.memberLabel)\" already set in input data")
        }
        var object = object
        object["metadata", "labels", Self.memberLabel] = .string(id)
        return object
    }

    /// Writes down that members may be of `kinds` and in `namespaces` as well as of and in those known already: to be done
    /// before they are, so that whatever interrupts the apply leaves nothing that the inventory does not have.
    package func widen(kinds: Set<GroupKind>, namespaces more: Set<String>, dryRun: Bool) async throws {
        try await write(kinds.union(present.keys), namespaces.union(more), dryRun)
    }

    /// Writes down that members are of `kinds` and in `namespaces` and nowhere else: to be done when all is applied and pruned.
    package func settle(kinds: Set<GroupKind>, namespaces: Set<String>, dryRun: Bool) async throws {
        try await write(kinds, namespaces, dryRun)
    }

    private func write(_ kinds: Set<GroupKind>, _ namespaces: Set<String>, _ dryRun: Bool) async throws {
        var object = Object(parent.resource.gvk, namespace: parent.namespace, name: parent.name)
        object.labels = [Self.idLabel: id]
        object.annotations = [
            Self.toolingAnnotation: Self.tooling,
            Self.kindsAnnotation: kinds.sorted().map(\.words).joined(separator: ","),
            Self.namespacesAnnotation: namespaces.subtracting([parent.namespace]).sorted().joined(separator: ","),
        ]
        do throws(APIError) {
            try await send(object, force: false, dryRun)
        } catch {
            // The set's own fields are nobody else's.
            guard error.reason == .conflict else { throw error }
            try await send(object, force: true, dryRun)
        }
    }

    private func send(_ object: Object, force: Bool, _ dryRun: Bool) async throws(APIError) {
        _ = try await client.patch(
            object.key,
            of: parent.resource,
            with: .apply(object.value, force: force),
            subresource: nil,
            options: WriteOptions(dryRun: dryRun, fieldManager: Self.manager)
        )
    }
}
