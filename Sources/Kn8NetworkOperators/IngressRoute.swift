// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The fields of an IngressRoute that its status depends on.
struct IngressRoute: Sendable {
    struct Delegate: Sendable {
        let key: ObjectKey

        init?(_ value: Value?, in namespace: String) {
            guard let value, value.object != nil else { return nil }
            let given = value["namespace"]?.string ?? ""
            key = ObjectKey(namespace: given.isEmpty ? namespace : given, name: value["name"]?.string ?? "")
        }
    }

    struct Service: Sendable {
        let name: String
        let port: Int64
        /// The CA secret and the subject name; nil when the upstream is not to be validated.
        let validation: (caSecret: String, subjectName: String)?

        init(_ value: Value) {
            name = value["name"]?.string ?? ""
            port = value["port"]?.int ?? 0
            validation = value["validation"]?.object.map {
                ($0["caSecret"]?.string ?? "", $0["subjectName"]?.string ?? "")
            }
        }
    }

    struct Route: Sendable {
        let match: String
        let services: [Service]
        let delegate: Delegate?
        let enableWebsockets: Bool

        init(_ value: Value, in namespace: String) {
            match = value["match"]?.string ?? ""
            services = (value["services"]?.array ?? []).map(Service.init)
            delegate = Delegate(value["delegate"], in: namespace)
            enableWebsockets = value["enableWebsockets"]?.bool ?? false
        }
    }

    struct TLS: Sendable {
        let secretName: String
        let passthrough: Bool
    }

    let key: ObjectKey
    /// The host name of a root; nil for a child.
    let fqdn: String?
    let tls: TLS?
    let routes: [Route]
    let tcpServices: [Service]
    let tcpDelegate: Delegate?
    let hasTCPProxy: Bool

    init(_ object: Object) {
        let key = object.key
        self.key = key
        let host = object["spec", "virtualhost"].flatMap { $0.object == nil ? nil : $0 }
        fqdn = host.map { $0["fqdn"]?.string ?? "" }
        tls = host?["tls"]?.object.map {
            TLS(secretName: $0["secretName"]?.string ?? "", passthrough: $0["passthrough"]?.bool ?? false)
        }
        routes = (object["spec", "routes"]?.array ?? []).map { Route($0, in: key.namespace) }
        let tcp = object["spec", "tcpproxy"]
        hasTCPProxy = tcp?.object != nil
        tcpServices = (tcp?["services"]?.array ?? []).map(Service.init)
        tcpDelegate = Delegate(tcp?["delegate"], in: key.namespace)
    }

    var isRoot: Bool { fqdn != nil }
}
