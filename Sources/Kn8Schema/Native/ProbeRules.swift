// SPDX-License-Identifier: MIT

internal import Kn8Value

/// The rules of a container's probes and life-cycle handlers.
enum ProbeRules {
    private static let schemes = ["HTTP", "HTTPS"]

    static func check(_ container: ValueMap, _ pod: PodRules.Context, _ rules: inout FieldRules) {
        rules.inside(container, "lifecycle") { rules, lifecycle in
            for event in ["postStart", "preStop"] {
                rules.inside(lifecycle, event) { rules, handler in checkHandler(handler, pod, &rules) }
            }
        }
        rules.inside(container, "livenessProbe") { rules, probe in
            checkProbe(probe, pod, &rules)
            checkOneSuccess(probe, &rules)
        }
        rules.inside(container, "readinessProbe") { rules, probe in
            checkProbe(probe, pod, &rules)
            if let seconds = probe.number("terminationGracePeriodSeconds") {
                rules.invalid(
                    "terminationGracePeriodSeconds",
                    .int(seconds),
                    "must not be set for readinessProbes"
                )
            }
        }
        rules.inside(container, "startupProbe") { rules, probe in
            checkProbe(probe, pod, &rules)
            checkOneSuccess(probe, &rules)
        }
    }

    private static func checkOneSuccess(_ probe: ValueMap, _ rules: inout FieldRules) {
        guard let number = probe.number("successThreshold"), number != 0, number != 1 else { return }
        rules.invalid("successThreshold", .int(number), "must be 1")
    }

    private static func checkProbe(_ probe: ValueMap, _ pod: PodRules.Context, _ rules: inout FieldRules) {
        checkHandler(probe, pod, &rules)
        rules.notNegative(probe, "initialDelaySeconds")
        rules.notNegative(probe, "timeoutSeconds")
        rules.notNegative(probe, "periodSeconds")
        rules.notNegative(probe, "successThreshold")
        rules.notNegative(probe, "failureThreshold")
        if let seconds = probe.number("terminationGracePeriodSeconds"), seconds <= 0 {
            rules.invalid("terminationGracePeriodSeconds", .int(seconds), "must be greater than 0")
        }
    }

    private static func checkHandler(_ handler: ValueMap, _ pod: PodRules.Context, _ rules: inout FieldRules) {
        var found = false
        for kind in ["exec", "httpGet", "tcpSocket", "grpc", "sleep"] where handler.has(kind) {
            guard !found else {
                rules.forbidden(FieldRules.Field(kind), "may not specify more than 1 handler type")
                continue
            }
            found = true
            rules.inside(handler, kind) { rules, action in
                switch kind {
                case "exec": rules.require(action, "command")
                case "httpGet": checkHTTP(action, &rules)
                case "sleep": break
                default: checkPort(action, &rules)
                }
            }
            if kind == "sleep", let seconds = handler.map(kind)?.number("seconds"),
                !(0...max(0, pod.gracePeriod)).contains(seconds)
            {
                rules.invalid(
                    "sleep",
                    .int(seconds),
                    "must be non-negative and less than terminationGracePeriodSeconds (\(pod.gracePeriod))"
                )
            }
        }
        if !found { rules.required(.here, "must specify a handler type") }
    }

    private static func checkHTTP(_ action: ValueMap, _ rules: inout FieldRules) {
        checkPort(action, &rules)
        rules.choice(action, "scheme", schemes)
        for case .object(let header) in action.list("httpHeaders") {
            let name = header.text("name")
            if name.isEmpty || !name.utf8.allSatisfy({ $0.isAlphanumeric || $0 == UInt8(ascii: "-") }) {
                rules.invalid(
                    "httpHeaders",
                    .string(name),
                    "a valid HTTP header must consist of alphanumeric characters or '-' (e.g. 'X-Header-Name', regex "
                        + "used for validation is '[-A-Za-z0-9]+')"
                )
            }
        }
    }

    private static func checkPort(_ action: ValueMap, _ rules: inout FieldRules) {
        if action.has("port") {
            rules.port(action, "port")
        } else {
            rules.invalid("port", 0, "must be between 1 and 65535, inclusive")
        }
    }
}
