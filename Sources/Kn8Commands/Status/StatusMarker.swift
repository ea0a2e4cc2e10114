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

    /// Everything that `world`, the project `namespace`, gives cause for, ordered by object.
    static func all(in world: ProjectWorld, namespace: String) -> [StatusMarker] {
        var markers: [StatusMarker] = []
        for config in world["dc"] {
            markers += imageTriggers(of: config, world, namespace)
            markers += probes("dc", config)
            markers += volumes("dc", config, world)
        }
        for kind in ["deployment", "statefulset", "daemonset", "rc", "rs", "job", "pod"] {
            for object in world[kind] where object.controller == nil { markers += liveness(kind, object) }
        }
        for pod in world["pod"] { markers += restarts(of: pod) }
        for route in world["route"] { markers += destinations(of: route, world) }
        return markers
    }

    private static func imageTriggers(
        of config: Object,
        _ world: ProjectWorld,
        _ namespace: String
    ) -> [StatusMarker] {
        (config["spec", "triggers"]?.array ?? []).compactMap { trigger in
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
                    message: "The image trigger for dc/\(config.name) will have no effect because is/\(pieces[0]) does "
                        + "not exist."
                )
            }
            let tag = stream["status", "tags"]?.array?.first { $0["tag"]?.string == pieces[1] }
            guard tag?["items"]?[0] == nil else { return nil }
            return StatusMarker(
                severity: .warning,
                message:
                    "The image trigger for dc/\(config.name) will have no effect until istag/\(name) is imported or "
                    + "created by a build."
            )
        }
    }

    private static func containers(_ kind: String, _ object: Object) -> [Value] {
        WorkloadLines.podSpec(of: object, kind)?["containers"]?.array ?? []
    }

    private static func probes(_ kind: String, _ object: Object) -> [StatusMarker] {
        let name = "\(kind)/\(object.name)"
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

    private static func liveness(_ kind: String, _ object: Object) -> [StatusMarker] {
        guard !containers(kind, object).contains(where: { $0["livenessProbe"]?.object != nil }) else { return [] }
        let name = "\(kind)/\(object.name)"
        return [
            StatusMarker(
                severity: .info,
                message: "\(name) has no liveness probe to verify pods are still running.",
                suggestion: "add a livenessProbe to a container of \(name)"
            )
        ]
    }

    private static func volumes(_ kind: String, _ object: Object, _ world: ProjectWorld) -> [StatusMarker] {
        let name = "\(kind)/\(object.name)"
        return (WorkloadLines.podSpec(of: object, kind)?["volumes"]?.array ?? []).compactMap { volume in
            if let claim = volume[path: ["persistentVolumeClaim", "claimName"]]?.string,
                !world["pvc"].contains(where: { $0.name == claim })
            {
                return StatusMarker(
                    severity: .warning,
                    message: "\(name) points to a missing persistent volume claim (pvc/\(claim)).",
                    suggestion: "create the claim \(claim)"
                )
            }
            if let secret = volume[path: ["secret", "secretName"]]?.string,
                volume[path: ["secret", "optional"]]?.bool != true,
                !world["secret"].contains(where: { $0.name == secret })
            {
                return StatusMarker(
                    severity: .warning,
                    message: "\(name) is attempting to mount a missing secret secret/\(secret)"
                )
            }
            return nil
        }
    }

    private static func restarts(of pod: Object) -> [StatusMarker] {
        (pod["status", "containerStatuses"]?.array ?? []).compactMap { status in
            if status[path: ["state", "waiting", "reason"]]?.string == "CrashLoopBackOff" {
                return StatusMarker(severity: .error, message: "pod/\(pod.name) is crash-looping")
            }
            let count = status["restartCount"]?.int ?? 0
            guard count > 5 else { return nil }
            return StatusMarker(severity: .warning, message: "pod/\(pod.name) has restarted \(count) times")
        }
    }

    private static func destinations(of route: Object, _ world: ProjectWorld) -> [StatusMarker] {
        let name = "route/\(route.name)"
        guard let service = RouteLines.backends(of: route).first else { return [] }
        guard world["svc"].contains(where: { $0.name == service }) else {
            return [
                StatusMarker(
                    severity: .warning,
                    message: "\(name) is supposed to route traffic to svc/\(service) but svc/\(service) doesn't exist."
                )
            ]
        }
        guard route["status", "ingress"]?.array?.isEmpty ?? true else { return [] }
        return [
            StatusMarker(
                severity: .warning,
                message:
                    "\(name) is routing traffic to svc/\(service), but either the administrator has not installed a "
                    + "router or the router is not selecting this route."
            )
        ]
    }
}
