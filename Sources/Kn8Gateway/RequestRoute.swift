// SPDX-License-Identifier: MIT

/// What a path and a method ask for, before it is known whether it is served
/// (`kubernetes:apiserver/pkg/endpoints/request/requestinfo.go`).
package struct RequestRoute: Hashable, Sendable {
    /// The verb as authorization knows it.
    package var verb: String
    /// Whether an object or a collection is meant, and not a path.
    package var isResource = false
    /// The group; empty for the core group.
    package var group = ""
    /// The version.
    package var version = ""
    /// The namespace; empty for all of them and for cluster-scoped resources.
    package var namespace = ""
    /// The plural.
    package var resource = ""
    /// The object's name; empty for a collection.
    package var name = ""
    /// The subresource, with what follows it in the path; empty for the object itself.
    package var subresource: [String] = []
    /// Whether the path has the old form `/watch/`.
    package var isWatchPath = false

    /// The route of `method` on `target`.
    package init(method: String, target: RequestTarget) {
        verb = method.lowercased()
        var rest = target.segments[...]
        switch rest.first {
        case "api"? where rest.count >= 3:
            version = rest[1]
            rest = rest.dropFirst(2)
        case "apis"? where rest.count >= 4:
            group = rest[1]
            version = rest[2]
            rest = rest.dropFirst(3)
        default: return
        }
        isResource = true
        if rest.first == "watch", rest.count > 1 {
            isWatchPath = true
            rest = rest.dropFirst()
        }
        if rest.first == "namespaces", group.isEmpty || rest.count > 2 {
            let parts = Array(rest)
            if parts.count > 2, !(parts.count == 3 && ["status", "finalize"].contains(parts[2])) {
                namespace = parts[1]
                rest = rest.dropFirst(2)
            }
        }
        let parts = Array(rest)
        resource = parts.first ?? ""
        name = parts.count > 1 ? parts[1] : ""
        subresource = Array(parts.dropFirst(2))
        switch method {
        case "GET", "HEAD":
            verb = name.isEmpty ? (isWatchPath || target.query.flag("watch") ? "watch" : "list") : "get"
            if isWatchPath { verb = "watch" }
        case "POST": verb = "create"
        case "PUT": verb = "update"
        case "PATCH": verb = "patch"
        case "DELETE": verb = name.isEmpty ? "deletecollection" : "delete"
        default: break
        }
    }
}
