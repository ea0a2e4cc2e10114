// SPDX-License-Identifier: MIT

import Kn8Gateway
import Kn8Value
import Testing

/// What a cluster has before anybody has made anything.
struct ClusterTests {
    @Test func namespacesHaveTheirContents() async throws {
        let gateway = try TestGateway.make()
        try await gateway.furnish(address: "192.0.2.7", port: 6443)
        let accounts = await TestGateway.ask(gateway, "GET", "/api/v1/serviceaccounts")
        let namespaces = (accounts.value["items"]?.array ?? []).compactMap {
            $0[path: ["metadata", "namespace"]]?.string
        }
        #expect(namespaces == ["default", "kube-node-lease", "kube-public", "kube-system"])
    }

    @Test func theServiceLeadsToTheServer() async throws {
        let gateway = try TestGateway.make()
        try await gateway.furnish(address: "192.0.2.7", port: 6443)
        let service = await TestGateway.ask(gateway, "GET", "/api/v1/namespaces/default/services/kubernetes").value
        #expect(service[path: ["spec", "clusterIP"]] == "10.96.0.1")
        #expect(
            service[path: ["spec", "ports"]] == [["name": "https", "port": 443, "protocol": "TCP", "targetPort": 6443]]
        )
        let endpoints = await TestGateway.ask(gateway, "GET", "/api/v1/namespaces/default/endpoints/kubernetes").value
        #expect(
            endpoints["subsets"] == [
                [
                    "addresses": [["ip": "192.0.2.7"]],
                    "ports": [["name": "https", "port": 6443, "protocol": "TCP"]],
                ]
            ]
        )
        let slices = "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes"
        let slice = await TestGateway.ask(gateway, "GET", slices).value
        #expect(slice["addressType"] == "IPv4")
        #expect(slice["endpoints"]?.array?.first?["addresses"] == ["192.0.2.7"])
    }

    @Test func anotherPortIsNotedAndTheSameOneWritesNothing() async throws {
        let gateway = try TestGateway.make()
        try await gateway.furnish(address: nil, port: 6443)
        let path = "/api/v1/namespaces/default/services/kubernetes"
        let first = await TestGateway.ask(gateway, "GET", path).value
        try await gateway.furnish(address: nil, port: 6443)
        #expect(await TestGateway.ask(gateway, "GET", path).value == first)
        try await gateway.furnish(address: nil, port: 7443)
        let ports = await TestGateway.ask(gateway, "GET", path).value[path: ["spec", "ports"]]?.array
        #expect(ports?.count == 1)
        #expect(ports?.first?["targetPort"] == 7443)
    }
}
