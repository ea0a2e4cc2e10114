// SPDX-License-Identifier: MIT

/// What a request wants to do, as an authorizer is asked about it (`kubernetes:apiserver/pkg/authorization/authorizer`).
package struct AccessAttributes: Hashable, Sendable {
    /// Who asks.
    package var user: UserInfo
    /// The verb: `get`, `list`, `watch`, `create`, … for resources; the lower-case HTTP method for a path.
    package var verb: String
    /// The API group; empty for the core group.
    package var apiGroup: String
    /// The API version, for example `v1`.
    package var apiVersion: String
    /// The plural resource; empty when the request is about a path.
    package var resource: String
    /// The subresource, for example `status`; empty for the object itself.
    package var subresource: String
    /// The object's name; empty for a collection, and for a creation.
    package var name: String
    /// The namespace; empty for all of them and for cluster-scoped resources.
    package var namespace: String
    /// The path of a request that is about no resource, for example `/metrics`; empty for one that is.
    package var path: String

    /// A request about a resource.
    package init(
        user: UserInfo,
        verb: String,
        apiGroup: String,
        apiVersion: String = "",
        resource: String,
        subresource: String = "",
        name: String = "",
        namespace: String = ""
    ) {
        self.user = user
        self.verb = verb
        self.apiGroup = apiGroup
        self.apiVersion = apiVersion
        self.resource = resource
        self.subresource = subresource
        self.name = name
        self.namespace = namespace
        path = ""
    }

    /// A request about a path that belongs to no resource.
    package init(user: UserInfo, verb: String, path: String) {
        self.init(user: user, verb: verb, apiGroup: "", resource: "")
        self.path = path
    }

    /// Whether a resource is asked for, and not a path.
    package var isResourceRequest: Bool { path.isEmpty }
}
