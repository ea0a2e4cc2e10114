// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Which secrets may be used in which foreign namespaces.
struct CertificateDelegations: Sendable {
    private var granted: [ObjectKey: Set<String>] = [:]
    private var grantedToAll: Set<ObjectKey> = []

    init(_ objects: [Object]) {
        for object in objects {
            for delegation in object["spec", "delegations"]?.array ?? [] {
                guard let name = delegation["secretName"]?.string else { continue }
                let key = ObjectKey(namespace: object.namespace, name: name)
                let targets = (delegation["targetNamespaces"]?.array ?? []).compactMap(\.string)
                // Only a list that is exactly ["*"] means every namespace.
                if targets == ["*"] { grantedToAll.insert(key) } else { granted[key, default: []].formUnion(targets) }
            }
        }
    }

    func permit(_ secret: ObjectKey, to namespace: String) -> Bool {
        grantedToAll.contains(secret) || granted[secret]?.contains(namespace) == true
    }
}
