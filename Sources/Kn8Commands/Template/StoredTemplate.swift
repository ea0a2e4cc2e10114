// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Template

/// The name of a template that the cluster keeps: `name`, `template/name`, `ns/template/name` or `ns//name`.
struct StoredTemplate {
    static let kind = GroupVersionKind(group: "template.openshift.io", version: "v1", kind: "Template")

    let key: ObjectKey

    /// Reads `text`; what names no namespace is looked for in `namespace`.
    init(_ text: String, namespace: String) throws(CommandError) {
        let pieces = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        let resource: String
        switch pieces.count {
        case 1:
            resource = ""
            key = ObjectKey(namespace: namespace, name: pieces[0])
        case 2:
            resource = pieces[0]
            key = ObjectKey(namespace: namespace, name: pieces[1])
        case 3:
            resource = pieces[1]
            key = ObjectKey(namespace: pieces[0], name: pieces[2])
        default: throw CommandError("invalid argument \"\(text)\"")
        }
        guard ["", "template", "templates"].contains(resource) else {
            throw CommandError("unable to process invalid resource \"\(resource)\"")
        }
        guard !key.name.isEmpty else { throw CommandError("invalid value syntax \"\(text)\"") }
    }

    /// The template; nil when there is none.
    func template(from client: any APIClient) async throws -> Template? {
        guard let resource = try await client.resource(for: StoredTemplate.kind),
            let object = try await client.object(key, of: resource)
        else { return nil }
        do throws(TemplateDecodingError) {
            return try Template(object.value)
        } catch {
            throw CommandError("unable to decode the template \"\(key.name)\": \(error.message)")
        }
    }
}
