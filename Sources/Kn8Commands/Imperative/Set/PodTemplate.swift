// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Where an object keeps the spec of its Pods.
enum PodTemplate {
    /// The way to the Pod spec in `object`; kubectl's complaint when it has none.
    static func path(in object: Object) throws(CommandError) -> [String] {
        switch object.kind {
        case "Pod": return ["spec"]
        case "CronJob": return ["spec", "jobTemplate", "spec", "template", "spec"]
        case "Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "DeploymentConfig":
            return ["spec", "template", "spec"]
        default:
            throw CommandError(
                "\(ResultPrinter.name(of: object)) the object is not a pod or does not have a pod template: "
                    + "*v1.\(object.kind)"
            )
        }
    }

    /// Changes the containers of `object`, init containers last, that `isMeant`; how many there are of them.
    static func change(
        _ object: inout Object,
        where isMeant: (String) -> Bool,
        _ work: (inout Value) throws -> Void
    ) throws -> Int {
        let path = try path(in: object)
        var count = 0
        for list in ["containers", "initContainers"] {
            guard var containers = object.value[path: path + [list]]?.array else { continue }
            for index in containers.indices where isMeant(containers[index]["name"]?.string ?? "") {
                try work(&containers[index])
                count += 1
            }
            object.value[path: path + [list]] = .array(containers)
        }
        return count
    }

    /// Whether `name` is what `pattern` asks for, in which `*` stands for anything.
    static func matches(_ name: String, _ pattern: String) -> Bool {
        let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard pieces.count > 1, let first = pieces.first, let last = pieces.last else { return name == pattern }
        guard name.hasPrefix(first), name.utf8.count >= first.utf8.count + last.utf8.count, name.hasSuffix(last) else {
            return false
        }
        var rest = name.dropFirst(first.count).dropLast(last.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return true
    }
}
