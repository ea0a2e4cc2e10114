// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// What is said after an application was created (`oc:pkg/cli/newapp/newapp.go`).
struct ApplicationHints {
    let client: any APIClient
    /// The created objects in order.
    let objects: [Object]

    /// The lines; none when nothing was created.
    func lines() async throws -> [String] {
        guard !objects.isEmpty else { return [] }
        let indent = "    "
        var lines: [String] = []
        var warnsOfRegistry = false
        var hasRoute = false
        for object in objects {
            switch (object.gvk.group, object.kind) {
            case ("route.openshift.io", "Route"):
                hasRoute = true
                let route = try await current(object) ?? object
                guard let host = route["spec", "host"]?.string, !host.isEmpty else { continue }
                lines.append("\(indent)Access your application via route '\(host)'")
            case ("build.openshift.io", "BuildConfig"):
                lines.append("\(indent)Builds are not modelled: nothing is built for buildconfig/\(object.name).")
            case ("image.openshift.io", "ImageStream") where !warnsOfRegistry:
                let stream = try await current(object) ?? object
                guard stream["status", "dockerImageRepository"]?.string?.isEmpty ?? true else { continue }
                warnsOfRegistry = true
                lines.append(
                    "\(indent)WARNING: No container image registry has been configured with the server. Automatic "
                        + "builds and deployments may not function."
                )
            default: continue
            }
        }
        let services = objects.filter { $0.kind == "Service" && $0.apiVersion == "v1" }
        if !hasRoute, !services.isEmpty {
            lines.append(
                "\(indent)Application is not exposed. You can expose services to the outside world by executing one or "
                    + "more of the commands below:"
            )
            for service in services { lines.append("\(indent) 'kn8 expose service/\(service.name)' ") }
        }
        return lines + ["\(indent)Run 'kn8 status' to view your app."]
    }

    private func current(_ object: Object) async throws -> Object? {
        guard let resource = try await client.resource(for: object.gvk) else { return nil }
        return try await client.object(object.key, of: resource)
    }
}
