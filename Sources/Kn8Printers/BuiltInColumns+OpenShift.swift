// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Value

/// OpenShift's kinds (`openshift-apiserver:pkg/*/printers/internalversion/printer.go`).
extension BuiltInColumns {
    /// The columns of an OpenShift kind; nil for another.
    static func openShift(_ kind: GroupVersionKind) -> [Column]? {
        switch (kind.group, kind.kind) {
        case ("apps.openshift.io", "DeploymentConfig"): deploymentConfig
        case ("image.openshift.io", "ImageStream"): imageStream
        case ("image.openshift.io", "ImageStreamTag"): imageStreamTag
        case ("route.openshift.io", "Route"): route
        case ("build.openshift.io", "BuildConfig"): buildConfig
        case ("template.openshift.io", "Template"): template
        case ("project.openshift.io", "Project"): project
        default: nil
        }
    }

    private static var deploymentConfig: [Column] {
        [
            .objectName, Column("Revision") { object, _ in "\(number(object, "status", "latestVersion"))" },
            Column("Desired") { object, _ in
                let desired = "\(number(object, "spec", "replicas"))"
                return object["spec", "test"]?.bool == true ? "\(desired) (during test)" : desired
            },
            Column("Current") { object, _ in "\(number(object, "status", "updatedReplicas"))" },
            Column("Triggered By") { object, _ in
                var causes = Set<String>()
                for trigger in object["spec", "triggers"]?.array ?? [] {
                    let parameters = trigger["imageChangeParams"]
                    if trigger["type"]?.string == "ConfigChange" {
                        causes.insert("config")
                    } else if parameters?["automatic"]?.bool == true {
                        causes.insert("image(\(parameters?[path: ["from", "name"]]?.string ?? ""))")
                    }
                }
                return causes.sorted().joined(separator: ",")
            },
        ]
    }

    private static var imageStream: [Column] {
        [
            .objectName, Column("Image Repository") { object, _ in text(object, "status", "dockerImageRepository") },
            Column("Tags") { object, _ in
                let names = (object["status", "tags"]?.array ?? []).compactMap { $0["tag"]?.string }
                let sorted = names.sorted { left, right in
                    if (left == "latest") != (right == "latest") { return left == "latest" }
                    return left > right
                }
                let shown = sorted.prefix(3).joined(separator: ",")
                return sorted.count > 3 ? "\(shown) + \(sorted.count - 3) more..." : shown
            },
            Column("Updated") { object, now in
                let times = (object["status", "tags"]?.array ?? [])
                    .compactMap { $0["items"]?[0]?["created"]?.string }.compactMap { Timestamp($0) }
                return times.max().map { ago($0, now) } ?? ""
            },
        ]
    }

    private static var imageStreamTag: [Column] {
        [
            .objectName,
            Column("Image Reference") { object, _ in text(object, "image", "dockerImageReference") },
            Column("Updated") { object, now in
                Timestamp(text(object, "metadata", "creationTimestamp")).map { ago($0, now) } ?? ""
            }, Column("Image Name", wide: true) { object, _ in text(object, "image", "metadata", "name") },
        ]
    }

    private static func ago(_ time: Timestamp, _ now: Timestamp) -> String {
        let words = SpokenDuration.text(seconds: now.seconds - time.seconds)
        return words.prefix(1).uppercased() + words.dropFirst() + " ago"
    }

    private static var route: [Column] {
        [
            .objectName, Column("Host/Port") { object, _ in host(of: object) },
            Column("Path") { object, _ in text(object, "spec", "path") },
            Column("Services") { object, _ in services(of: object) },
            Column("Port") { object, _ in
                switch object["spec", "port", "targetPort"] {
                case .string(let name)?: name
                case .int(let number)?: "\(number)"
                default: "<all>"
                }
            }, Column("Termination") { object, _ in termination(of: object) },
            Column("Wildcard") { object, _ in text(object, "spec", "wildcardPolicy") },
        ]
    }

    private static func host(of route: Object) -> String {
        guard let entries = route["status", "ingress"]?.array, !entries.isEmpty else {
            return text(route, "spec", "host")
        }
        var refusal = ""
        for entry in entries {
            guard let condition = entry["conditions"]?.array?.first(where: { $0["type"]?.string == "Admitted" }) else {
                continue
            }
            if condition["status"]?.string == "True" { return entry["host"]?.string ?? "" }
            if condition["status"]?.string == "False" { refusal = condition["reason"]?.string ?? "Rejected" }
        }
        return refusal.isEmpty ? "Pending" : refusal
    }

    private static func services(of route: Object) -> String {
        let others = route["spec", "alternateBackends"]?.array ?? []
        guard !others.isEmpty else { return text(route, "spec", "to", "name") }
        let backends = [route["spec", "to"] ?? .emptyObject] + others
        let total = backends.reduce(Int64(0)) { $0 + min(256, max(0, $1["weight"]?.int ?? 100)) }
        return backends.map { backend in
            let weight = min(256, max(0, backend["weight"]?.int ?? 100))
            return "\(backend["name"]?.string ?? "")(\(total == 0 ? 0 : weight * 100 / total)%)"
        }.joined(separator: ",")
    }

    private static func termination(of route: Object) -> String {
        guard route["spec", "tls"]?.object != nil else { return "" }
        let insecure = text(route, "spec", "tls", "insecureEdgeTerminationPolicy")
        let type = text(route, "spec", "tls", "termination")
        guard !insecure.isEmpty else { return type }
        return "\(type.isEmpty ? "default" : type)/\(insecure)"
    }

    private static var buildConfig: [Column] {
        [
            .objectName, Column("Type") { object, _ in text(object, "spec", "strategy", "type") },
            Column("From") { object, _ in
                if object["spec", "source", "git"]?.object != nil {
                    let reference = text(object, "spec", "source", "git", "ref")
                    return reference.isEmpty ? "Git" : "Git@\(reference)"
                }
                return object["spec", "source", "binary"] != nil ? "Binary" : text(object, "spec", "source", "type")
            }, Column("Latest") { object, _ in "\(number(object, "status", "lastVersion"))" },
        ]
    }

    private static var template: [Column] {
        [
            .objectName,
            Column("Description") { object, _ in
                let lines = text(object, "metadata", "annotations", "description")
                    .split(separator: "\n", omittingEmptySubsequences: false)
                let first = String(lines.first ?? "")
                if lines.count > 1 { return "\(first)..." }
                guard first.utf8.count > 80 else { return first }
                return "\(first.prefix(77).trimmed)..."
            },
            Column("Parameters") { object, _ in
                let parameters = object["parameters"]?.array ?? []
                func isEmpty(_ value: Value, _ field: String) -> Bool { value[field]?.string?.isEmpty ?? true }
                let open = parameters.filter { isEmpty($0, "value") }
                let blank = open.count { isEmpty($0, "generate") }
                if blank > 0 { return "\(parameters.count) (\(blank) blank)" }
                return open.isEmpty ? "\(parameters.count) (all set)" : "\(parameters.count) (\(open.count) generated)"
            }, Column("Objects") { object, _ in "\(object["objects"]?.array?.count ?? 0)" },
        ]
    }

    private static var project: [Column] {
        [
            .objectName,
            Column("Display Name") { object, _ in text(object, "metadata", "annotations", "openshift.io/display-name")
            },
            Column("Status") { object, _ in text(object, "status", "phase") },
        ]
    }
}

extension Substring {
    /// The text without the blanks at its end.
    fileprivate var trimmed: Substring {
        var rest = self
        while rest.last == " " { rest = rest.dropLast() }
        return rest
    }
}
