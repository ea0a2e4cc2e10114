// SPDX-License-Identifier: MIT

internal import Kn8Value

/// What Knative's webhook fills in before anything is stored; here it is done to the plan's own copy
/// (`knative/serving:pkg/apis/serving/v1/revision_defaults.go`, `route_defaults.go`).
enum KnativeDefaults {
    /// `template` with the defaults of a Revision.
    static func template(_ template: Value) -> Value {
        var template = template
        template["spec"] = revision(template["spec"] ?? .emptyObject)
        return template
    }

    /// `traffic` with the defaults of each target; nil or nothing is all traffic to the latest Revision.
    static func traffic(_ traffic: Value?) -> [Value] {
        guard let targets = traffic?.array, !targets.isEmpty else { return [["latestRevision": true, "percent": 100]] }
        return targets.map(target)
    }

    /// One target of traffic with its defaults.
    static func target(_ target: Value) -> Value {
        var target = target
        if target["latestRevision"] == nil {
            target["latestRevision"] = .bool(target["revisionName"]?.string?.isEmpty ?? true)
        }
        if target["percent"]?.int == nil { target["percent"] = 0 }
        return target
    }

    private static func revision(_ spec: Value) -> Value {
        var spec = spec
        if spec["containerConcurrency"]?.int == nil { spec["containerConcurrency"] = 0 }
        var timeout = spec["timeoutSeconds"]?.int ?? 0
        if timeout == 0 { timeout = 300 }
        spec["timeoutSeconds"] = .int(timeout)
        if timeout > 300, spec["responseStartTimeoutSeconds"]?.int == nil { spec["responseStartTimeoutSeconds"] = 300 }
        if spec["enableServiceLinks"]?.bool == nil { spec["enableServiceLinks"] = false }
        spec["containers"] = .array(containers(spec["containers"]?.array ?? []))
        return spec
    }

    private static func containers(_ containers: [Value]) -> [Value] {
        let taken = Set(containers.compactMap { $0["name"]?.string })
        var next = 0
        return containers.map { container in
            var container = container
            if container["name"]?.string?.isEmpty ?? true {
                var name = "user-container"
                if containers.count > 1 || taken.contains(name) {
                    repeat {
                        name = "user-container-\(next)"
                        next += 1
                    } while taken.contains(name)
                }
                container["name"] = .string(name)
            }
            if container["resources"]?.object == nil { container["resources"] = .emptyObject }
            if isServing(container, among: containers) {
                container["readinessProbe"] = probe(container["readinessProbe"])
            }
            return container
        }
    }

    /// Whether `container` gets the requests: it is the only one, or the one with a port.
    static func isServing(_ container: Value, among containers: [Value]) -> Bool {
        containers.count == 1 || container["ports"]?.array?.isEmpty == false
    }

    private static func probe(_ probe: Value?) -> Value {
        var probe = probe ?? .emptyObject
        if ["tcpSocket", "httpGet", "exec", "grpc"].allSatisfy({ probe[$0] == nil }) {
            probe["tcpSocket"] = ["port": 0]
        }
        if probe["successThreshold"]?.int == nil { probe["successThreshold"] = 1 }
        if let period = probe["periodSeconds"]?.int, period != 0 {
            if probe["failureThreshold"]?.int == nil { probe["failureThreshold"] = 3 }
            if probe["timeoutSeconds"]?.int == nil { probe["timeoutSeconds"] = 1 }
        }
        return probe
    }
}
