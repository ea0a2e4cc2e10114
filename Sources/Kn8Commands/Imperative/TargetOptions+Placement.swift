// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Apply

extension TargetOptions {
    /// `object` with its namespace filled in, or taken out when its kind has none, and the resource that serves it.
    func placed(_ object: Object, _ client: any APIClient, _ session: Session) async throws -> (Object, Resource) {
        guard let resource = try await client.resource(for: object.gvk) else {
            throw Applier.noMatches(for: object.gvk)
        }
        var object = object
        guard resource.namespaced else {
            object.namespace = ""
            return (object, resource)
        }
        if object.namespace.isEmpty { object.namespace = namespace(in: session) }
        if let wanted = namespace, wanted != object.namespace {
            throw CommandError(
                "the namespace from the provided object \"\(object.namespace)\" does not match the namespace "
                    + "\"\(wanted)\". You must pass '--namespace=\(object.namespace)' to perform this operation."
            )
        }
        return (object, resource)
    }
}
