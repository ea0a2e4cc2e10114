// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// A project in words: services with what serves them, then what no service leads to
/// (`oc:pkg/helpers/describe/projectstatus.go`).
struct ProjectStatus {
    /// The workloads in the order in which a service's are told.
    private static let servedKinds = ["dc", "statefulset", "deployment", "daemonset", "rs", "rc", "pod"]
    /// The workloads in the order in which those without a service are told.
    private static let looseKinds = ["dc", "deployment", "statefulset", "bc", "rc", "rs", "daemonset", "job", "pod"]

    /// The first line.
    let header: String
    /// What is told of, one project or all.
    let worlds: [ProjectWorld]
    /// Whether names say which project they are of.
    let showsNamespaces: Bool
    let suggests: Bool
    let now: Timestamp

    /// The header of one project.
    static func header(of project: Object) -> String {
        let display = project.annotations[Project.displayName] ?? ""
        let name = display.isEmpty ? project.name : "\(display) (\(project.name))"
        return "In project \(name) on server \(LocalSession.server)"
    }

    /// The whole text.
    var text: String {
        var lines = [header]
        var covered: [Set<String>] = []
        for world in worlds {
            covered.append([])
            let routes = RouteLines(world: world)
            let workloads = WorkloadLines(world: world, now: now)
            for group in Self.serviceGroups(world) {
                lines.append("")
                // The first of the group stands next to what they share.
                for service in group.dropFirst() + group.prefix(1) {
                    lines += routes.lines(of: service, suffix: suffix(world))
                }
                for kind in Self.servedKinds {
                    for object in world[kind] where !isManaged(object, kind) {
                        guard group.contains(where: { ProjectWorld.selects($0, kind, object) }) else { continue }
                        covered[covered.count - 1].insert("\(kind)/\(object.name)")
                        lines += Self.indented(workloads.lines(kind, object), by: 1)
                    }
                }
            }
        }
        for kind in Self.looseKinds {
            for (world, covered) in zip(worlds, covered) {
                let built = kind == "bc" ? BuildLines(world: world, now: now).covered : []
                let workloads = WorkloadLines(world: world, now: now)
                for object in world[kind] where !isManaged(object, kind) {
                    guard !covered.contains("\(kind)/\(object.name)"), !built.contains(object.name) else { continue }
                    lines.append("")
                    lines += Self.indented(workloads.lines(kind, object, suffix: suffix(world)), by: 0)
                }
            }
        }
        return (lines + footer).map { $0 + "\n" }.joined()
    }

    private func suffix(_ world: ProjectWorld) -> String { showsNamespaces ? "[\(world.namespace)]" : "" }

    /// The services, those with equal selectors together, at the place of the first.
    private static func serviceGroups(_ world: ProjectWorld) -> [[Object]] {
        var groups: [[Object]] = []
        for service in world["svc"] {
            let selector = service["spec", "selector"] ?? .emptyObject
            if let index = groups.firstIndex(where: { $0[0]["spec", "selector"] ?? .emptyObject == selector }) {
                groups[index].append(service)
            } else {
                groups.append([service])
            }
        }
        return groups
    }

    /// Whether something else tells of the object: its controller, or nothing, since it is over.
    private func isManaged(_ object: Object, _ kind: String) -> Bool {
        if object.controller != nil { return true }
        return kind == "pod" && ["Succeeded", "Failed"].contains(object["status", "phase"]?.string ?? "")
    }

    private static func indented(_ lines: [String], by depth: Int) -> [String] {
        lines.enumerated().map { index, line in
            String(repeating: "  ", count: depth + (index == 0 ? 0 : 1)) + line
        }
    }

    private var footer: [String] {
        let markers = worlds.flatMap { StatusMarker.all(in: $0, suffix: suffix($0)) }
        let errors = markers.filter { $0.severity == .error }
        let warnings = markers.filter { $0.severity == .warning }
        let infos = markers.filter { $0.severity == .info }
        var lines = [""]
        if !errors.isEmpty { lines += ["Errors:"] + errors.flatMap(list) }
        if suggests {
            for (title, list) in [("Warnings:", warnings), ("Info:", infos)] where !list.isEmpty {
                if lines.count > 1 { lines.append("") }
                lines += [title] + list.flatMap(self.list)
            }
        }
        if !errors.isEmpty || !infos.isEmpty || (suggests && !warnings.isEmpty) { lines.append("") }
        let counts = [(errors.count, "error"), (warnings.count, "warning"), (infos.count, "info")]
            .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
        if !suggests, !counts.isEmpty {
            let found = counts.joined(separator: ", ")
            return lines + ["\(found) identified, use 'kn8 status --suggest' to see details."]
        }
        if worlds.allSatisfy({ $0["svc"].isEmpty && $0["dc"].isEmpty && $0["bc"].isEmpty }) {
            return lines + [
                "You have no services, deployment configs, or build configs.",
                "Run 'kn8 new-app' to create an application.",
            ]
        }
        return lines + [
            "View details with 'kn8 describe <resource>/<name>' or list resources with 'kn8 get all'."
        ]
    }

    private func list(_ marker: StatusMarker) -> [String] {
        let line = "  * \(marker.message)"
        return suggests && !marker.suggestion.isEmpty ? [line, "    try: \(marker.suggestion)"] : [line]
    }
}
