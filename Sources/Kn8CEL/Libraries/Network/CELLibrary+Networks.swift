// SPDX-License-Identifier: MIT

extension CELLibrary {
    /// Prefixes of addresses, since Kubernetes 1.30 (`kubernetes:apiserver/pkg/cel/library/cidr.go`).
    package static let networks = CELLibrary(
        "kubernetes.net.cidr",
        functions: [
            CELFunction(
                "cidr",
                [
                    .global(
                        "string_to_cidr",
                        [.string],
                        CELNetwork.celType,
                        cost: .traversal(of: 0),
                        unary: {
                            text throws(CELFailure) in
                            do throws(CELFailure) {
                                return .opaque(try CELNetwork(text.text()))
                            } catch {
                                throw CELFailure(
                                    "network address parse error during conversion from string: \(error.message)",
                                    kind: error.kind
                                )
                            }
                        }
                    )
                ]
            ),
            CELFunction(
                "isCIDR",
                [
                    .global("is_cidr", [.string], .bool, cost: .traversal(of: 0)) { text throws(CELFailure) in
                        let text = try text.text()
                        return .bool((try? CELNetwork(text)) != nil)
                    }
                ]
            ),
            CELFunction(
                "containsIP",
                [
                    .receiver(
                        "cidr_contains_ip_string",
                        [CELNetwork.celType, .string],
                        .bool,
                        cost: containing(isNetwork: false, isText: true)
                    ) { network, address throws(CELFailure) in
                        let network: CELNetwork = try network.opaque()
                        let text = try address.text()
                        guard let address = try? CELAddress(text) else { throw .noSuchOverload }
                        return .bool(network.contains(address.address))
                    },
                    .receiver(
                        "cidr_contains_ip_ip",
                        [CELNetwork.celType, CELAddress.celType],
                        .bool,
                        cost: containing(isNetwork: false, isText: false)
                    ) { network, address throws(CELFailure) in
                        let network: CELNetwork = try network.opaque()
                        let address: CELAddress = try address.opaque()
                        return .bool(network.contains(address.address))
                    },
                ]
            ),
            CELFunction(
                "containsCIDR",
                [
                    .receiver(
                        "cidr_contains_cidr_string",
                        [CELNetwork.celType, .string],
                        .bool,
                        cost: containing(isNetwork: true, isText: true)
                    ) { network, other throws(CELFailure) in
                        let network: CELNetwork = try network.opaque()
                        let text = try other.text()
                        guard let other = try? CELNetwork(text) else { throw .noSuchOverload }
                        return .bool(network.contains(other))
                    },
                    .receiver(
                        "cidr_contains_cidr",
                        [CELNetwork.celType, CELNetwork.celType],
                        .bool,
                        cost: containing(isNetwork: true, isText: false)
                    ) { network, other throws(CELFailure) in
                        let (network, other): (CELNetwork, CELNetwork) = (try network.opaque(), try other.opaque())
                        return .bool(network.contains(other))
                    },
                ]
            ),
            CELFunction(
                "ip",
                [
                    .receiver("cidr_ip", [CELNetwork.celType], CELAddress.celType) { network throws(CELFailure) in
                        let network: CELNetwork = try network.opaque()
                        return .opaque(CELAddress(network.address))
                    }
                ]
            ),
            CELFunction(
                "prefixLength",
                [
                    .receiver("cidr_prefix_length", [CELNetwork.celType], .int) { network throws(CELFailure) in
                        let network: CELNetwork = try network.opaque()
                        return .int(Int64(network.length))
                    }
                ]
            ),
            CELFunction(
                "masked",
                [
                    .receiver("cidr_masked", [CELNetwork.celType], CELNetwork.celType) {
                        network throws(CELFailure) in
                        let network: CELNetwork = try network.opaque()
                        return .opaque(
                            CELNetwork(network.address.masked(to: network.length), length: network.length)
                        )
                    }
                ]
            ),
            CELFunction(
                "string",
                [
                    .global("cidr_to_string", [CELNetwork.celType], .string) { network throws(CELFailure) in
                        let network: CELNetwork = try network.opaque()
                        return .string(network.text)
                    }
                ]
            ),
        ],
        constants: [.type("net.CIDR")]
    )

    private static func containing(isNetwork: Bool, isText: Bool) -> CELCallCost {
        CELCallCost(
            actual: { arguments, _ in
                guard arguments.count == 2, case .opaque(let value) = arguments[0], let network = value as? CELNetwork
                else { return 1 }
                var cost = (2 * network.size).scaledUp(by: 0.1)
                if isNetwork { cost += network.size.scaledUp(by: 0.1) + 1 }
                return isText ? cost.saturatingSum(arguments[1].costSize.scaledUp(by: 0.1)) : cost
            },
            estimate: { arguments in
                let size = CELRange(least: 4, most: 16)
                var cost = (size + size).scaled(by: 0.1)
                if isNetwork { cost = cost + size.scaled(by: 0.1) + CELRange(1) }
                if isText, arguments.count == 2 { cost = cost + arguments[1].size.scaled(by: 0.1) }
                return CELCallCost.Estimate(cost: cost)
            }
        )
    }
}
