// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller

/// Everything ingress statuses depend on, as one snapshot.
struct RoutingInventory: Sendable {
    /// The routing objects of the one kind that is judged, ordered by key.
    var routes: [Object]
    private let services: [ObjectKey: Object]
    private let secrets: [ObjectKey: Object]
    private let delegations: CertificateDelegations

    init(routes: [Object], services: [Object], secrets: [Object], delegations: [Object]) {
        self.routes = routes
        self.services = Dictionary(services.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
        self.secrets = Dictionary(secrets.map { ($0.key, $0) }, uniquingKeysWith: { $1 })
        self.delegations = CertificateDelegations(delegations)
    }

    /// What `cache` knows, with the objects of `kind` of `ingressClass` as the routes.
    init(of kind: GroupVersionKind, in cache: some ObjectCache, accepting ingressClass: IngressClass) {
        self.init(
            routes: cache.objects(of: kind, in: .all).filter(ingressClass.accepts),
            services: cache.objects(of: NetworkKind.service, in: .all),
            secrets: cache.objects(of: NetworkKind.secret, in: .all),
            delegations: NetworkKind.delegations.flatMap { cache.objects(of: $0, in: .all) }
        )
    }

    func service(_ key: ObjectKey) -> RoutedService? { services[key].map(RoutedService.init) }

    func secret(_ key: ObjectKey) -> TLSSecret? { secrets[key].map(TLSSecret.init) }

    /// The key that `reference` (`name` or `namespace/name`) means when read in `namespace`.
    func secretKey(_ reference: String, in namespace: String) -> ObjectKey {
        guard let slash = reference.firstIndex(of: "/") else { return ObjectKey(namespace: namespace, name: reference) }
        return ObjectKey(
            namespace: String(reference[..<slash]),
            name: String(reference[reference.index(after: slash)...])
        )
    }

    /// Whether objects in `namespace` may use the secret.
    func permits(_ secret: ObjectKey, in namespace: String) -> Bool {
        secret.namespace == namespace || delegations.permit(secret, to: namespace)
    }
}
