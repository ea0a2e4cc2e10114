// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Which objects of one resource a list or a watch is about.
struct ObjectFilter: Sendable {
    private let scope: Scope
    private let labels: LabelSelector
    private let fields: FieldSelector

    init(_ options: ListOptions, scope: Scope, resource: Resource) throws(APIError) {
        self.scope = scope
        do {
            labels = try LabelSelector(options.labelSelector)
        } catch {
            throw APIError(.badRequest, message: error.description)
        }
        fields = try FieldSelector(options.fieldSelector, for: resource)
    }

    func matches(_ object: Object) -> Bool {
        if case .namespace(let name) = scope, object.namespace != name { return false }
        if !labels.requirements.isEmpty, !labels.matches(object.labels) { return false }
        return fields.isEmpty || fields.matches(object)
    }
}
