// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// Something status points out (`oc:pkg/helpers/graph/*/analysis`).
struct StatusMarker {
    /// How bad it is.
    enum Severity {
        case error
        case warning
        case info
    }

    var severity: Severity
    var message: String
    /// What to do; empty for nothing.
    var suggestion = ""

    /// Everything that `world` gives cause for, ordered by object; `suffix` stands behind the names.
    static func all(in world: ProjectWorld, suffix: String) -> [StatusMarker] {
        StatusMarkers(world: world, suffix: suffix).all
    }
}

/// What is looked for in a project.
private struct StatusMarkers {
    let world: ProjectWorld
    let suffix: String

    var all: [StatusMarker] {
        var markers: [StatusMarker] = []
        for config in world["dc"] {
            markers += imageTriggers(of: config)
            markers += probes("dc", config)
            markers += volumes("dc", config)
        }
        for kind in ["deployment", "statefulset", "daemonset", "rc", "rs", "job", "pod"] {
            for object in world[kind] where object.controller == nil { markers += liveness(kind, object) }
        }
        for pod in world["pod"] { markers += restarts(of: pod) }
        for route in world["route"] { markers += destinations(of: route) }
        return markers
    }

    private func imageTriggers(of config: Object) -> [StatusMarker] {
        let namespace = world.namespace
        return (config["spec", "triggers"]?.array ?? []).compactMap { trigger in
            guard trigger["type"]?.string == "ImageChange",
                let name = trigger[path: ["imageChangeParams", "from", "name"]]?.string,
                let place = trigger[path: ["imageChangeParams", "from", "namespace"]]?.string ?? Optional(namespace),
                place.isEmpty || place == namespace
            else { return nil }
            let pieces = name.split(separator: ":", maxSplits: 1).map(String.init)
            guard pieces.count == 2 else { return nil }
            guard let stream = world["is"].first(where: { $0.name == pieces[0] }) else {
                return StatusMarker(
                    severity: .error,
                    message:
                        "The image trigger for dc/\(config.name)\(suffix) will have no effect because is/\(pieces[0])\(suffix) does "
                        + "not exist."
                )
            }
            let tag = stream["status", "tags"]?.array?.first { $0["tag"]?.string == pieces[1] }
            guard tag?["items"]?[0] == nil else { return nil }
            return StatusMarker(
                severity: .warning,
                message:
                    "The image trigger for dc/\(config.name)\(suffix) will have no effect until istag/\(name)\(suffix) is imported or "
                    + "created by a build."
            )
        }
    }

    private func containers(_ kind: String, _ object: Object) -> [Value] {
        WorkloadLines.podSpec(of: object, kind)?["containers"]?.array ?? []
    }

    private func probes(_ kind: String, _ object: Object) -> [StatusMarker] {
        let name = "\(kind)/\(object.name)\(suffix)"
        let containers = containers(kind, object)
        var markers = liveness(kind, object)
        if !containers.isEmpty, !containers.contains(where: { $0["readinessProbe"]?.object != nil }) {
            markers.append(
                StatusMarker(
                    severity: .info,
                    message: "\(name) has no readiness probe to verify pods are ready to accept traffic or ensure "
                        + "deployment is successful.",
                    suggestion: "add a readinessProbe to a container of \(name)"
                )
            )
        }
        return markers
    }

    private func liveness(_ kind: String, _ object: Object) -> [StatusMarker] {
        guard !containers(kind, object).contains(where: { $0["livenessProbe"]?.object != nil }) else { return [] }
        let name = "\(kind)/\(object.name)\(suffix)"
        return [
            StatusMarker(
                severity: .info,
                message: "\(name) has no liveness probe to verify pods are still running.",
                suggestion: "add a livenessProbe to a container of \(name)"
            )
        ]
    }

    private func volumes(_ kind: String, _ object: Object) -> [StatusMarker] {
        let name = "\(kind)/\(object.name)\(suffix)"
        return (WorkloadLines.podSpec(of: object, kind)?["volumes"]?.array ?? []).compactMap { volume in
            if let claim = volume[path: ["persistentVolumeClaim", "claimName"]]?.string,
                !world["pvc"].contains(where: { $0.name == claim })
            {
                return StatusMarker(
                    severity: .warning,
                    message: "\(name) points to a missing persistent volume claim (pvc/\(claim)\(suffix)).",
                    suggestion: "create the claim \(claim)"
                )
            }
            if let secret = volume[path: ["secret", "secretName"]]?.string,
                volume[path: ["secret", "optional"]]?.bool != true,
                !world["secret"].contains(where: { $0.name == secret })
            {
                return StatusMarker(
                    severity: .warning,
                    message: "\(name) is attempting to mount a missing secret secret/\(secret)\(suffix)"
                )
            }
            return nil
        }
    }

    private func restarts(of pod: Object) -> [StatusMarker] {
        (pod["status", "containerStatuses"]?.array ?? []).compactMap { status in
            if status[path: ["state", "waiting", "reason"]]?.string == "CrashLoopBackOff" {
                return StatusMarker(severity: .error, message: "pod/\(pod.name)\(suffix) is crash-looping")
            }
            let count = status["restartCount"]?.int ?? 0
            guard count > 5 else { return nil }
            return StatusMarker(severity: .warning, message: "pod/\(pod.name)\(suffix) has restarted \(count) times")
        }
    }

    private func destinations(of route: Object) -> [StatusMarker] {
        let name = "route/\(route.name)\(suffix)"
        guard let service = RouteLines.backends(of: route).first else { return [] }
        guard world["svc"].contains(where: { $0.name == service }) else {
            return [
                StatusMarker(
                    severity: .warning,
                    message:
                        "\(name) is supposed to route traffic to svc/\(service)\(suffix) but svc/\(service)\(suffix) doesn't exist."
                )
            ]
        }
        guard route["status", "ingress"]?.array?.isEmpty ?? true else { return [] }
        return [
            StatusMarker(
                severity: .warning,
                message:
                    "\(name) is routing traffic to svc/\(service)\(suffix), but either the administrator has not installed a "
                    + "router or the router is not selecting this route."
            )
        ]
    }
}
