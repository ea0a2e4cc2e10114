// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The fields of an HTTPProxy that its status depends on; what only one rule reads stays a tree.
struct HTTPProxy: Sendable {
    struct Include: Sendable {
        let target: ObjectKey
        let conditions: [MatchCondition]

        init(_ value: Value, in namespace: String) {
            let given = value["namespace"]?.string ?? ""
            target = ObjectKey(namespace: given.isEmpty ? namespace : given, name: value["name"]?.string ?? "")
            conditions = MatchCondition.list(value["conditions"])
        }
    }

    let key: ObjectKey
    /// `spec.virtualhost`, which makes the proxy a root; nil for a child.
    let host: Value?
    let routes: [Value]
    let includes: [Include]
    /// `spec.tcpproxy`; nil when absent.
    let tcp: Value?
    /// What the TCP proxy includes; `include` wins over its old alias.
    let tcpInclude: Include?

    init(_ object: Object) {
        let key = object.key
        self.key = key
        host = Self.mapping(object["spec", "virtualhost"])
        routes = object["spec", "routes"]?.array ?? []
        includes = (object["spec", "includes"]?.array ?? []).map { Include($0, in: key.namespace) }
        let tcp = Self.mapping(object["spec", "tcpproxy"])
        self.tcp = tcp
        tcpInclude = (Self.mapping(tcp?["include"]) ?? Self.mapping(tcp?["includes"]))
            .map { Include($0, in: key.namespace) }
    }

    var isRoot: Bool { host != nil }
    /// The host name in lower case; empty for a child.
    var fqdn: String { (host?["fqdn"]?.string ?? "").lowercased() }

    static func mapping(_ value: Value?) -> Value? { value?.object == nil ? nil : value }
}
