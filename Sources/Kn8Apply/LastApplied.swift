// SPDX-License-Identifier: MIT

package import Kn8API
package import Kn8Value

/// kubectl's memory of what was applied: the manifest, as compact JSON, in an annotation of the object itself.
package enum LastApplied {
    /// The annotation's key.
    package static var annotation: String { SecretMask.lastAppliedAnnotation }

    /// `object` with the annotation that records it, byte for byte as kubectl writes it: keys sorted, HTML escaped, an
    /// `annotations` mapping always there, and a line break at the end.
    package static func recorded(in object: Object) -> Object {
        var remembered = object
        remembered["metadata", "annotations", annotation] = nil
        if remembered["metadata", "annotations"] == nil { remembered["metadata", "annotations"] = [:] }
        var result = object
        result["metadata", "annotations", annotation] = .string(remembered.value.json(escapingHTML: true) + "\n")
        return result
    }

    /// What was last applied to `live`; nil when the annotation is missing or holds no JSON mapping.
    package static func manifest(of live: Object) -> Value? {
        guard let text = live["metadata", "annotations", annotation]?.string, let value = try? Value(json: text),
            case .object = value
        else { return nil }
        return value
    }
}
