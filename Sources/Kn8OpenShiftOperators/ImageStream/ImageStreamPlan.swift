// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Controller
internal import Kn8Value

/// What an image stream's status is after all its tags were imported or followed
/// (`openshift-apiserver:pkg/image/apiserver/registry/imagestream/strategy.go`).
struct ImageStreamPlan {
    /// The annotation that tells what becomes of imports.
    static let mode = "kn8.dev/image-import"

    /// What becomes of imports.
    enum Mode: String {
        /// They succeed, with a digest that is made up.
        case simulate
        /// They fail as if there were no such image.
        case fail
        /// They never happen.
        case none

        /// What `stream` says, else its `namespace`, else that they succeed.
        init(_ stream: Object, in namespace: Object?) {
            let texts = [stream.annotations[ImageStreamPlan.mode], namespace?.annotations[ImageStreamPlan.mode]]
            self = texts.compactMap { $0.flatMap(Mode.init(rawValue:)) }.first ?? .simulate
        }
    }

    /// The registry that pods would pull from.
    static let registry = "image-registry.openshift-image-registry.svc:5000"

    /// How many tags are followed one to another before a chain counts as a ring.
    private static let followLimit = 16

    let stream: Object
    let mode: Mode
    let now: Timestamp
    /// Another image stream; nil when there is none.
    let other: (ObjectKey) -> Object?

    private var tags: [Value] { stream["spec", "tags"]?.array ?? [] }

    /// Whether any tag names an image of a registry.
    var importsAnything: Bool {
        stream["spec", "dockerImageRepository"]?.string?.isEmpty == false
            || tags.contains { $0[path: ["from", "kind"]]?.string == "DockerImage" }
    }

    var status: Value {
        var status: Value = [
            "dockerImageRepository": .string("\(Self.registry)/\(stream.namespace)/\(stream.name)")
        ]
        var entries: [Value] = []
        var names = Set<String>()
        for tag in tags {
            guard let name = tag["name"]?.string, names.insert(name).inserted else { continue }
            if let entry = entry(of: tag, name) { entries.append(entry) }
        }
        if let repository = stream["spec", "dockerImageRepository"]?.string, !repository.isEmpty,
            names.insert("latest").inserted, mode == .simulate
        {
            entries.append(entry("latest", Self.imported("\(repository):latest"), generation: 1))
        }
        // A tag that left the spec keeps its history.
        entries += present.filter { !names.contains($0["tag"]?.string ?? "") }
        if !entries.isEmpty { status["tags"] = .array(entries) }
        return status
    }

    private var present: [Value] { stream["status", "tags"]?.array ?? [] }

    private func entry(of tag: Value, _ name: String) -> Value? {
        let generation = tag["generation"]?.int ?? max(1, stream.generation)
        if let item = item(of: tag, depth: 0) { return entry(name, item, generation: generation) }
        let before = present.first { $0["tag"]?.string == name }
        guard mode == .fail, tag[path: ["from", "kind"]]?.string == "DockerImage" else { return before }
        let image = tag[path: ["from", "name"]]?.string ?? ""
        let old = before?["conditions"]?[0]
        let condition: Value = [
            "type": "ImportSuccess", "status": "False", "reason": "NotFound", "generation": .int(generation),
            "message": .string("dockerimage.image.openshift.io \"\(image)\" not found"),
            "lastTransitionTime": old?["lastTransitionTime"] ?? .string(now.description),
        ]
        return ["tag": .string(name), "items": before?["items"] ?? .null, "conditions": [condition]]
    }

    /// The tag's entry with `item` as its newest; an item that is there already only gets the generation.
    private func entry(_ name: String, _ item: Value, generation: Int64) -> Value {
        let before = present.first { $0["tag"]?.string == name }
        var items = before?["items"]?.array ?? []
        var item = item
        item["generation"] = .int(generation)
        if let newest = items.first, newest["dockerImageReference"] == item["dockerImageReference"],
            newest["image"] == item["image"]
        {
            item["created"] = newest["created"]
            items[0] = item
        } else {
            item["created"] = .string(now.description)
            items.insert(item, at: 0)
        }
        return ["tag": .string(name), "items": .array(items)]
    }

    /// What the tag points at, without generation and time; nil when that is not known yet.
    private func item(of tag: Value, depth: Int) -> Value? {
        guard depth < Self.followLimit, let name = tag[path: ["from", "name"]]?.string, !name.isEmpty else {
            return nil
        }
        let namespace = tag[path: ["from", "namespace"]]?.string ?? stream.namespace
        switch tag[path: ["from", "kind"]]?.string {
        case "DockerImage":
            if tag["reference"]?.bool == true { return ["dockerImageReference": .string(name), "image": ""] }
            return mode == .simulate ? Self.imported(name) : nil
        case "ImageStreamTag":
            let pieces = name.split(separator: ":", maxSplits: 1).map(String.init)
            guard let last = pieces.last else { return nil }
            if pieces.count == 1 || (pieces[0] == stream.name && namespace == stream.namespace) {
                guard let target = tags.first(where: { $0["name"]?.string == last }) else {
                    return present.first { $0["tag"]?.string == last }?["items"]?[0].map(Self.bare)
                }
                return item(of: target, depth: depth + 1)
            }
            return other(ObjectKey(namespace: namespace, name: pieces[0]))
                .flatMap { Self.newest(last, in: $0) }.map(Self.bare)
        case "ImageStreamImage":
            let pieces = name.split(separator: "@", maxSplits: 1).map(String.init)
            guard pieces.count == 2, let source = other(ObjectKey(namespace: namespace, name: pieces[0])) else {
                return nil
            }
            let items = (source["status", "tags"]?.array ?? []).flatMap { $0["items"]?.array ?? [] }
            return items.first { $0["image"]?.string == pieces[1] }.map(Self.bare)
        default: return nil
        }
    }

    private static func bare(_ item: Value) -> Value {
        ["dockerImageReference": item["dockerImageReference"] ?? "", "image": item["image"] ?? ""]
    }

    /// The newest item of `tag` in `stream`; nil when it has none.
    static func newest(_ tag: String, in stream: Object) -> Value? {
        stream["status", "tags"]?.array?.first { $0["tag"]?.string == tag }?["items"]?[0]
    }

    /// What `stream:tag` is pulled as; nil when it is not imported.
    static func pullSpec(_ tag: String, in stream: Object) -> String? {
        guard let item = newest(tag, in: stream) else { return nil }
        let policy = stream["spec", "tags"]?.array?.first { $0["name"]?.string == tag }
        if policy?[path: ["referencePolicy", "type"]]?.string == "Local", let image = item["image"]?.string,
            !image.isEmpty, let repository = stream["status", "dockerImageRepository"]?.string, !repository.isEmpty
        {
            return "\(repository)@\(image)"
        }
        return item["dockerImageReference"]?.string
    }

    /// Whether a tag of `stream` follows a stream called `key`.
    static func tracks(_ stream: Object, _ key: ObjectKey) -> Bool {
        (stream["spec", "tags"]?.array ?? []).contains { tag in
            let name = tag[path: ["from", "name"]]?.string ?? ""
            let namespace = tag[path: ["from", "namespace"]]?.string ?? stream.namespace
            return namespace == key.namespace && (name.hasPrefix("\(key.name):") || name.hasPrefix("\(key.name)@"))
        }
    }

    /// An image as if it had been imported: the digest follows from its name.
    static func imported(_ image: String) -> Value {
        let digest: String
        let repository: String
        if let mark = image.utf8.firstIndex(of: UInt8(ascii: "@")) {
            repository = String(image[..<mark])
            digest = String(image[image.utf8.index(after: mark)...])
        } else {
            repository = withoutTag(image)
            digest = "sha256:" + (0..<4).map { StableHash.hex(of: "\($0)/\(image)") }.joined()
        }
        return ["dockerImageReference": .string("\(repository)@\(digest)"), "image": .string(digest)]
    }

    private static func withoutTag(_ image: String) -> String {
        let slash = image.utf8.lastIndex(of: UInt8(ascii: "/")) ?? image.startIndex
        guard let colon = image.utf8.lastIndex(of: UInt8(ascii: ":")), colon > slash else { return image }
        return String(image[..<colon])
    }
}
