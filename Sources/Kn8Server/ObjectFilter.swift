// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

/// Which objects of one resource a list or a watch is about.
package struct ObjectFilter: Sendable {
    private let scope: Scope
    private let labels: LabelSelector
    private let fields: FieldSelector
    private let apiVersion: String

    /// The objects in `scope` that both selectors of `options` select; `badRequest` when one cannot be read.
    package init(_ options: ListOptions, scope: Scope, resource: Resource) throws(APIError) {
        self.scope = scope
        apiVersion = resource.gvk.apiVersion
        do {
            labels = try LabelSelector(options.labelSelector)
        } catch {
            throw APIError(.badRequest, message: error.description)
        }
        fields = try FieldSelector(options.fieldSelector, for: resource)
    }

    /// Whether everything in the scope is selected.
    package var isEmpty: Bool { labels.requirements.isEmpty && fields.isEmpty }

    /// Whether `object` is one of them.
    package func matches(_ object: Object) -> Bool {
        if case .namespace(let name) = scope, object.namespace != name { return false }
        if !labels.requirements.isEmpty, !labels.matches(object.labels) { return false }
        return fields.isEmpty || fields.matches(object.stated(as: apiVersion))
    }
}
