// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// The image triggers of a DeploymentConfig
/// (`openshift-controller-manager:pkg/image/trigger/deploymentconfigs/deploymentconfigs.go`).
struct ImageTriggers {
    let config: Object

    private var triggers: [Value] { config["spec", "triggers"]?.array ?? [] }

    /// The parameters of the triggers of type ImageChange.
    var all: [Value] {
        triggers.filter { $0["type"]?.string == "ImageChange" }.map { $0["imageChangeParams"] ?? .emptyObject }
    }

    /// The stream and the tag that `parameters` name; nil when they name none.
    static func source(_ parameters: Value, in namespace: String) -> (stream: ObjectKey, tag: String)? {
        guard let name = parameters[path: ["from", "name"]]?.string else { return nil }
        let pieces = name.split(separator: ":", maxSplits: 1).map(String.init)
        guard pieces.count == 2 else { return nil }
        let place = parameters[path: ["from", "namespace"]]?.string ?? ""
        return (ObjectKey(namespace: place.isEmpty ? namespace : place, name: pieces[0]), pieces[1])
    }

    /// Whether a change of the stream at `key` matters to `config`.
    static func follows(_ config: Object, _ key: ObjectKey) -> Bool {
        ImageTriggers(config: config).all.contains { source($0, in: config.namespace)?.stream == key }
    }

    /// `config` with the images that the streams have now, written into containers and triggers: for all automatic
    /// triggers at once, or for none while one of them cannot be resolved. Nil when nothing changes.
    func resolved(_ stream: (ObjectKey) -> Object?) -> Object? {
        var changed = config
        var list = triggers
        for (index, trigger) in triggers.enumerated() {
            guard trigger["type"]?.string == "ImageChange", let parameters = trigger["imageChangeParams"],
                parameters["automatic"]?.bool == true
            else { continue }
            guard let (key, tag) = Self.source(parameters, in: config.namespace), let source = stream(key),
                let image = ImageStreamPlan.pullSpec(tag, in: source), !image.isEmpty
            else { return nil }
            guard parameters["lastTriggeredImage"]?.string != image else { continue }
            list[index][path: ["imageChangeParams", "lastTriggeredImage"]] = .string(image)
            let names = Set((parameters["containerNames"]?.array ?? []).compactMap(\.string))
            for field in ["containers", "initContainers"] {
                guard let containers = config["spec", "template", "spec", field]?.array else { continue }
                let before = changed["spec", "template", "spec", field]?.array ?? containers
                changed["spec", "template", "spec", field] = .array(
                    before.map { container in
                        guard names.contains(container["name"]?.string ?? "") else { return container }
                        var container = container
                        container["image"] = .string(image)
                        return container
                    }
                )
            }
        }
        guard list != triggers else { return nil }
        changed["spec", "triggers"] = .array(list)
        return changed
    }
}
