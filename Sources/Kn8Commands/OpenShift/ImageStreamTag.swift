// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The tags of an ImageStream as objects of their own.
enum ImageStreamTag {
    /// The tag called `tag`; nil when no image was ever imported for it.
    static func view(_ tag: String, of stream: Object) -> Object? {
        guard let item = stream["status", "tags"]?.array?.first(where: { $0["tag"]?.string == tag })?["items"]?[0]
        else { return nil }
        let name = "\(stream.name):\(tag)"
        var view = Object(OpenShiftView.imageStreamTag.gvk, namespace: stream.namespace, name: name)
        view["metadata", "creationTimestamp"] = item["created"]
        view["metadata", "resourceVersion"] = stream["metadata", "resourceVersion"]
        view["metadata", "labels"] = stream["metadata", "labels"]
        view["tag"] = stream["spec", "tags"]?.array?.first { $0["name"]?.string == tag } ?? .null
        view["generation"] = item["generation"]
        view["lookupPolicy"] = ["local": stream["spec", "lookupPolicy", "local"] ?? false]
        view["image"] = [
            "metadata": ["name": item["image"] ?? ""], "dockerImageReference": item["dockerImageReference"] ?? "",
        ]
        return view
    }

    /// All tags that have an image.
    static func views(of stream: Object) -> [Object] {
        (stream["status", "tags"]?.array ?? []).compactMap { $0["tag"]?.string }.sorted()
            .compactMap { view($0, of: stream) }
    }
}
