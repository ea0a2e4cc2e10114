// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// A part of a pod with a URL of its own: a request there changes this part and nothing else
/// (`kubernetes:pkg/registry/core/pod/strategy.go`, `…/pkg/apis/core/validation`).
enum PodPart: Sendable {
    /// Containers are added to look into the pod; those that are there stay as they are.
    case ephemeralContainers
    /// Containers get more or less of the node.
    case resize

    /// The part that `subresource` names; nil when it is no such part.
    init?(_ subresource: Subresource?, of kind: ServedKind) throws(APIError) {
        switch subresource {
        case .ephemeralcontainers: self = .ephemeralContainers
        case .resize: self = .resize
        case nil, .status, .scale, .approval: return nil
        }
        guard kind.isPod else {
            throw APIError(.notFound, message: "the server could not find the requested resource")
        }
    }

    /// `old` with the part as `asked` has it.
    func merged(_ asked: Object, into old: Object) -> Object {
        var result = old
        switch self {
        case .ephemeralContainers: result["spec", "ephemeralContainers"] = asked["spec", "ephemeralContainers"]
        case .resize:
            for list in ["containers", "initContainers"] {
                guard var containers = old["spec", list]?.array else { continue }
                let wanted = asked["spec", list]?.array ?? []
                for (index, container) in containers.enumerated()
                where list == "containers" || container["restartPolicy"] == "Always" {
                    guard let wanted = wanted.first(where: { $0["name"] == container["name"] }) else { continue }
                    for field in ["resources", "resizePolicy"] { containers[index][field] = wanted[field] }
                }
                result["spec", list] = .array(containers)
            }
        }
        return result
    }

    /// Why `new` may not follow `old`, from which it differs in this part alone.
    func causes(from old: Object, to new: Object) -> [APIError.Cause] {
        let isStatic = old.annotations["kubernetes.io/config.mirror"] != nil
        switch self {
        case .ephemeralContainers:
            if isStatic { return [.forbidden("", "static pods do not support ephemeral containers")] }
            let containers = new["spec", "ephemeralContainers"]?.array ?? []
            return (old["spec", "ephemeralContainers"]?.array ?? []).compactMap { before in
                let name = (before["name"]?.string ?? "").goQuoted
                let after = containers.first { $0["name"] == before["name"] }
                if after == before { return nil }
                let words = after == nil ? "removed\n" : "changed"
                return .forbidden(
                    "spec.ephemeralContainers",
                    "existing ephemeral containers \(name) may not be \(words)"
                )
            }
        case .resize:
            if isStatic { return [.forbidden("", "static pods do not support resize")] }
            let quality = PodQuality(of: old)
            var causes: [APIError.Cause] = []
            if PodQuality(of: new) != quality {
                let words = "Pod QOS Class may not change as a result of resizing"
                causes.append(.invalid("spec", .string(quality.rawValue), words))
            }
            for list in ["containers", "initContainers"] {
                let pairs = zip(old["spec", list]?.array ?? [], new["spec", list]?.array ?? [])
                for (index, pair) in pairs.enumerated() {
                    let place = "spec.\(list)[\(index)].resources"
                    causes += PodPart.causes(from: pair.0["resources"], to: pair.1["resources"], place)
                }
            }
            return causes
        }
    }

    private static func causes(from old: Value?, to new: Value?, _ place: String) -> [APIError.Cause] {
        let mutable = ["cpu", "memory"]
        var causes: [APIError.Cause] = []
        var rests = [old ?? .emptyObject, new ?? .emptyObject]
        for field in ["requests", "limits"] {
            let (before, after) = (old?[field] ?? .emptyObject, new?[field] ?? .emptyObject)
            if mutable.contains(where: { before[$0] != nil && after[$0] == nil }) {
                causes.append(.forbidden("\(place).\(field)", "resource \(field) cannot be removed"))
            }
            for index in rests.indices {
                var rest = rests[index][field] ?? .emptyObject
                for name in mutable { rest[name] = nil }
                rests[index][field] = rest == .emptyObject ? nil : rest
            }
        }
        if rests[0] != rests[1] { causes.append(.forbidden("spec", "only cpu and memory resources are mutable")) }
        return causes
    }
}
