// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What goes when a Namespace or a definition is deleted.
enum Contents {
    /// Kinds whose objects come and go by themselves.
    private static let passing: Set<String> = ["Event", "Lease", "EndpointSlice", "Endpoints", "PodMetrics"]

    /// The objects that would go with `object`, apart from what controllers make anew; none for other kinds. What may
    /// not be listed is left out.
    static func of(_ object: Object, in client: any APIClient) async -> [(Resource, Object)] {
        let resources = (try? await client.resources()) ?? []
        var found: [(Resource, Object)] = []
        var seen: Set<String> = []
        switch (object.gvk.group, object.kind) {
        case ("", "Namespace"):
            for resource in resources where resource.namespaced && !passing.contains(resource.gvk.kind) {
                guard seen.insert(resource.groupResource).inserted else { continue }
                found += await objects(of: resource, in: .namespace(object.name), client)
            }
        case ("apiextensions.k8s.io", "CustomResourceDefinition"):
            let group = object["spec", "group"]?.string ?? ""
            let plural = object["spec", "names", "plural"]?.string ?? ""
            let resource = resources.first { $0.gvk.group == group && $0.plural == plural }
            if let resource { found += await objects(of: resource, in: .all, client) }
        default: break
        }
        return found
    }

    private static func objects(
        of resource: Resource,
        in scope: Scope,
        _ client: any APIClient
    ) async -> [(Resource, Object)] {
        let list = try? await client.objects(of: resource, in: scope, options: ListOptions())
        return (list?.items ?? []).filter { $0.controller == nil && !isMadeByItself($0) }.map { (resource, $0) }
    }

    /// Whether a cluster makes `object` in every namespace.
    private static func isMadeByItself(_ object: Object) -> Bool {
        switch object.kind {
        case "ServiceAccount": ["default", "builder", "deployer", "pipeline"].contains(object.name)
        case "ConfigMap": ["kube-root-ca.crt", "openshift-service-ca.crt"].contains(object.name)
        default: false
        }
    }
}
