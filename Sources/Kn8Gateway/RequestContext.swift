// SPDX-License-Identifier: MIT

internal import Kn8API

/// A request, what it asks for and who asks.
struct RequestContext: Sendable {
    let request: GatewayRequest
    let target: RequestTarget
    var route: RequestRoute
    var user: UserInfo

    var query: RequestQuery { target.query }
    var key: ObjectKey { ObjectKey(namespace: route.namespace, name: route.name) }

    func attributes(verb: String? = nil) -> AccessAttributes {
        guard route.isResource else {
            return AccessAttributes(user: user, verb: verb ?? route.verb, path: target.path)
        }
        return AccessAttributes(
            user: user,
            verb: verb ?? route.verb,
            apiGroup: route.group,
            apiVersion: route.version,
            resource: route.resource,
            subresource: route.subresource.first ?? "",
            name: route.name.isEmpty ? selectedName : route.name,
            namespace: isAboutNamespace ? route.name : route.namespace
        )
    }

    /// Whether a namespace itself is meant: rights in it are rights to it.
    private var isAboutNamespace: Bool {
        route.namespace.isEmpty && route.group.isEmpty && route.resource == "namespaces"
    }

    /// The one name that a list or a watch selects by `metadata.name=…`, which a right to that name allows; empty when it
    /// selects by anything else, or by nothing (`kubernetes:apiserver/pkg/endpoints/request/requestinfo.go`).
    private var selectedName: String {
        guard route.verb == "list" || route.verb == "watch" else { return "" }
        let selector = query.text("fieldSelector")
        guard !selector.contains("\\") else { return "" }
        for term in selector.split(separator: ",") {
            for sign in ["metadata.name==", "metadata.name="] where term.hasPrefix(sign) {
                let name = String(term.dropFirst(sign.count))
                return name.contains(where: { "=!/%".contains($0) }) ? "" : name
            }
        }
        return ""
    }

    var subject: RequestSubject {
        var subject = RequestSubject()
        subject.verb = route.verb
        subject.group = route.group
        subject.version = route.version
        subject.resource = route.resource
        subject.subresource = route.subresource.first ?? ""
        return subject
    }
}
