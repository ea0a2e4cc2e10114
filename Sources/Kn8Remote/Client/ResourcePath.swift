// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The paths and queries of an API server's URLs.
enum ResourcePath {
    /// `/api/v1` or `/apis/apps/v1`.
    static func root(_ gvk: GroupVersionKind) -> String {
        gvk.group.isEmpty ? "/api/\(escaped(gvk.version))" : "/apis/\(escaped(gvk.group))/\(escaped(gvk.version))"
    }

    /// The path of a resource's collection.
    static func collection(_ resource: Resource, in scope: Scope) -> String {
        var path = root(resource.gvk)
        if resource.namespaced, case .namespace(let namespace) = scope { path += "/namespaces/\(escaped(namespace))" }
        return path + "/\(escaped(resource.plural))"
    }

    /// The path of one object, or of a part of it.
    static func item(_ key: ObjectKey, of resource: Resource, subresource: String? = nil) -> String {
        let scope: Scope = resource.namespaced ? .namespace(key.namespace) : .all
        let path = collection(resource, in: scope) + "/\(escaped(key.name))"
        return subresource.map { "\(path)/\($0)" } ?? path
    }

    /// The query of `parameters`, with its question mark; empty when there are none. Parameters without a value are left
    /// out.
    static func query(_ parameters: [(name: String, value: String)]) -> String {
        let pieces = parameters.filter { !$0.value.isEmpty }.map { "\($0.name)=\(escaped($0.value))" }
        return pieces.isEmpty ? "" : "?" + pieces.joined(separator: "&")
    }

    /// `text` with every byte percent-encoded that is not unreserved (RFC 3986).
    static func escaped(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.unicodeScalars.append(UnicodeScalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
            }
        }
        return result
    }
}
