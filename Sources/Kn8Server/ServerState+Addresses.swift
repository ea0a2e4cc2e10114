// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

extension ServerState {
    private static let addressCount: UInt64 = 1 << 20  // 10.96.0.0/12

    /// The service with a cluster IP: the one it had, the one it asks for, or one that follows from its name.
    mutating func withAddress(_ service: Object, old: Object?) throws(APIError) -> Object {
        var result = service
        if service["spec", "type"]?.string == "ExternalName" { return result }
        let asked = service["spec", "clusterIP"]?.string ?? ""
        if asked.isEmpty {
            if let kept = old?["spec", "clusterIP"]?.string, !kept.isEmpty {
                result["spec", "clusterIP"] = .string(kept)
            } else {
                result["spec", "clusterIP"] = .string(try freeAddress(for: service.key))
            }
        } else if asked != "None", old == nil {
            guard try !usedAddresses().contains(asked) else {
                throw .invalid(
                    service.gvk,
                    name: service.name,
                    causes: [
                        APIError.Cause(
                            reason: "FieldValueInvalid",
                            message: "Invalid value: [\"\(asked)\"]: failed to allocate IP \(asked): provided IP is "
                                + "already allocated",
                            field: "spec.clusterIPs"
                        )
                    ]
                )
            }
        }
        if let address = result["spec", "clusterIP"] { result["spec", "clusterIPs"] = .array([address]) }
        return result
    }

    private mutating func usedAddresses() throws(APIError) -> Set<String> {
        if let addresses { return addresses }
        let found = Set(try objects(ServerState.services, in: .all).compactMap { $0["spec", "clusterIP"]?.string })
        addresses = found
        return found
    }

    // The same name gets the same address in every cluster that has no clash, so that golden files repeat.
    private mutating func freeAddress(for key: ObjectKey) throws(APIError) -> String {
        let used = try usedAddresses()
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in key.description.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        for attempt in 0..<ServerState.addressCount {
            let offset = (hash &+ attempt) % ServerState.addressCount
            guard (11..<(ServerState.addressCount - 1)).contains(offset) else { continue }
            let address = "10.\(96 + (offset >> 16)).\((offset >> 8) & 255).\(offset & 255)"
            if !used.contains(address) { return address }
        }
        throw APIError(.internalError, message: "failed to allocate a serviceIP: range is full")
    }

    /// Notes that `service` is stored or gone.
    mutating func noteAddress(of service: Object, isGone: Bool) {
        guard addresses != nil, let address = service["spec", "clusterIP"]?.string, address != "None" else { return }
        if isGone { addresses?.remove(address) } else { addresses?.insert(address) }
    }
}
