// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// A Service as far as routes care.
struct RoutedService: Sendable {
    /// One of its ports.
    struct Port: Sendable {
        let name: String
        let number: Int64
        let transport: String
        let appProtocol: String?
    }

    let key: ObjectKey
    /// The DNS name of a Service of type ExternalName; nil for any other.
    let externalName: String?
    let ports: [Port]
    private let annotations: [String: String]

    init(_ object: Object) {
        key = object.key
        annotations = object.annotations
        let isExternal = object["spec", "type"]?.string == "ExternalName"
        externalName = isExternal ? object["spec", "externalName"]?.string ?? "" : nil
        ports = (object["spec", "ports"]?.array ?? []).map { port in
            Port(
                name: port["name"]?.string ?? "",
                number: port["port"]?.int ?? 0,
                transport: port["protocol"]?.string ?? "TCP",
                appProtocol: port["appProtocol"]?.string
            )
        }
    }

    /// The first port whose number is `number`, or whose name spells it.
    func port(_ number: Int64) -> Port? {
        let text = String(number)
        return ports.first { $0.number == number || $0.name == text }
    }

    /// What the Service speaks on `port`: `h2`, `h2c`, `tls`, or nil for plain HTTP/1.1. Annotations of later
    /// `prefixes` override those of earlier ones; port names come before numbers.
    func upstreamProtocol(of port: Port, prefixes: [String], readsAppProtocol: Bool) -> String? {
        if readsAppProtocol, let declared = port.appProtocol {
            return ["kubernetes.io/h2c": "h2c", "https": "tls"][declared]
        }
        var byPort: [String: String] = [:]
        for prefix in prefixes {
            for spoken in ["h2", "h2c", "tls"] {
                guard let list = annotations["\(prefix)/upstream-protocol.\(spoken)"] else { continue }
                for entry in list.split(separator: ",") {
                    byPort[String(entry.filter { $0 != " " })] = spoken
                }
            }
        }
        return byPort[port.name] ?? byPort[String(port.number)]
    }
}
