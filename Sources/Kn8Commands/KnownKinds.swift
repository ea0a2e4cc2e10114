// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8API
internal import Kn8Schema
internal import Kn8Value
internal import Kn8YAML

/// The kinds that can be told of without a cluster: those that kn8 ships, those of the local state, and those of files.
struct KnownKinds {
    /// The kinds and their schemas.
    private(set) var catalog = SchemaCatalog.standard
    /// The CRDs of the state and of files as written, the last named first.
    private(set) var definitions: [Value] = []

    /// Kinds with those of the CRDs in `paths`, folders with all below them, and of the state that `target` names if there
    /// is one.
    ///
    /// `bundles` are files that `schema import` wrote.
    init(session: Session, target: TargetOptions, paths: [String], bundles: [String] = []) async throws {
        try SchemaOptions.add(bundles: bundles, to: &catalog)
        let hasCluster: Bool
        switch try ContextChoice(target, in: session) {
        case .local(let state): hasCluster = access(state, R_OK) == 0
        case .served, .remote: hasCluster = true
        }
        if hasCluster {
            let client = try session.cluster(at: target).client
            let kind = GroupVersionKind(apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition")
            if let resource = try await client.resource(for: kind) {
                try await Self.definitions(of: resource, client).forEach { add($0.value) }
            }
        }
        guard !paths.isEmpty else { return }
        for object in ManifestSet(try ManifestFiles.read(try ManifestFiles.list(paths, recursive: true))).objects
        where object.value["kind"]?.string == "CustomResourceDefinition" {
            add(object.value)
        }
    }

    // Whoever may not see definitions is told of the kinds that kn8 ships.
    private static func definitions(of resource: Resource, _ client: any APIClient) async throws(APIError) -> [Object] {
        do throws(APIError) {
            return try await client.objects(of: resource, in: .all, options: ListOptions()).items
        } catch {
            guard error.reason == .forbidden else { throw error }
            return []
        }
    }

    private mutating func add(_ definition: Value) {
        _ = catalog.add(crd: definition)
        definitions.insert(definition, at: 0)
    }
}
