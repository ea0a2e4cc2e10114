// SPDX-License-Identifier: MIT

extension CELLibrary {
    /// Addresses, since Kubernetes 1.30 (`kubernetes:apiserver/pkg/cel/library/ip.go`).
    package static let addresses = CELLibrary(
        "kubernetes.net.ip",
        functions: [
            CELFunction(
                "ip",
                [
                    .global("string_to_ip", [.string], CELAddress.celType, cost: .traversal(of: 0)) {
                        text throws(CELFailure) in .opaque(try CELAddress(text.text()))
                    }
                ]
            ),
            CELFunction(
                "isIP",
                [
                    .global("is_ip", [.string], .bool, cost: .traversal(of: 0)) { text throws(CELFailure) in
                        let text = try text.text()
                        return .bool((try? CELAddress(text)) != nil)
                    }
                ]
            ),
            CELFunction(
                "ip.isCanonical",
                [
                    .global("ip_is_canonical", [.string], .bool, cost: .traversal(of: 0, factor: 0.2)) {
                        text throws(CELFailure) in
                        let text = try text.text()
                        return .bool(try CELAddress(text).address.text.hasSameScalars(as: text))
                    }
                ]
            ),
            CELFunction(
                "string",
                [
                    .global("ip_to_string", [CELAddress.celType], .string) { address throws(CELFailure) in
                        let address: CELAddress = try address.opaque()
                        return .string(address.address.text)
                    }
                ]
            ),
            CELFunction(
                "family",
                [
                    .receiver("ip_family", [CELAddress.celType], .int) { address throws(CELFailure) in
                        let address: CELAddress = try address.opaque()
                        return .int(address.address.isFour ? 4 : 6)
                    }
                ]
            ),
            question("isUnspecified", "ip_is_unspecified") { $0.isUnspecified },
            question("isLoopback", "ip_is_loopback") { $0.isLoopback },
            question("isLinkLocalMulticast", "ip_is_link_local_multicast") { $0.isLinkLocalMulticast },
            question("isLinkLocalUnicast", "ip_is_link_local_unicast") { $0.isLinkLocalUnicast },
            question("isGlobalUnicast", "ip_is_global_unicast") { $0.isGlobalUnicast },
        ],
        constants: [.type("net.IP")]
    )

    private static func question(
        _ name: String,
        _ id: String,
        _ answer: @escaping @Sendable (IPAddress) -> Bool
    ) -> CELFunction {
        CELFunction(
            name,
            [
                .receiver(id, [CELAddress.celType], .bool) { address throws(CELFailure) in
                    let address: CELAddress = try address.opaque()
                    return .bool(answer(address.address))
                }
            ]
        )
    }
}
