// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Value

@testable import Kn8NetworkOperators

/// The cluster of the worked cases: Services `kuard` (80) and `api` (8080, http) in `default`, and what a row adds.
struct RoutingFixture {
    var routes: [Object] = []
    var services = [
        service("default/kuard", ports: [["port": 80]]),
        service("default/api", ports: [["port": 8080, "name": "http"]]),
    ]
    var secrets: [Object] = []
    var delegations: [Object] = []

    var inventory: RoutingInventory {
        RoutingInventory(routes: routes, services: services, secrets: secrets, delegations: delegations)
    }

    static func object(_ gvk: GroupVersionKind, _ key: String, _ fields: [String: Value]) -> Object {
        let parts = key.split(separator: "/").map(String.init)
        var object = Object(gvk, namespace: parts.first ?? "", name: parts.last ?? "")
        for (field, value) in fields { object[field] = value }
        return object
    }

    static func service(_ key: String, ports: [Value], annotations: [String: String] = [:]) -> Object {
        var service = object(NetworkKind.service, key, ["spec": ["ports": .array(ports)]])
        service.annotations = annotations
        return service
    }

    static func externalName(_ key: String, _ name: String) -> Object {
        let spec: Value = ["type": "ExternalName", "externalName": .string(name), "ports": [["port": 80]]]
        return object(NetworkKind.service, key, ["spec": spec])
    }

    static func certificate(_ key: String) -> Object {
        let data: Value = ["tls.crt": "Y2VydA==", "tls.key": "a2V5"]
        return object(NetworkKind.secret, key, ["type": "kubernetes.io/tls", "data": data])
    }

    static func opaque(_ key: String, _ field: String) -> Object {
        object(NetworkKind.secret, key, ["type": "Opaque", "data": .object([field: "Y2E="])])
    }

    static func delegation(_ key: String, of secret: String, to targets: [String]) -> Object {
        let grant: Value = ["secretName": .string(secret), "targetNamespaces": .array(targets.map(Value.string))]
        return object(NetworkKind.delegations[1], key, ["spec": ["delegations": [grant]]])
    }
}
