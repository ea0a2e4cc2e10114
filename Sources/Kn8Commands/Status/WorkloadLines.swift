// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Printers
internal import Kn8Value

/// What status says of one workload: a line, and lines under it (`oc:pkg/helpers/describe/projectstatus.go`).
struct WorkloadLines {
    /// How many rollouts are told of.
    private static let rolloutLimit = 3

    let world: ProjectWorld
    let now: Timestamp

    /// The lines of `object`, whose kind is called `kind`, its name with `suffix`.
    func lines(_ kind: String, _ object: Object, suffix: String = "") -> [String] {
        let name = "\(kind)/\(object.name)\(suffix)"
        let images = Self.images(of: object, kind)
        switch kind {
        case "dc": return deploymentConfig(object, name)
        case "bc": return BuildLines(world: world, now: now).standalone(object)
        case "deployment":
            return ["\(name) deploys \(images.map(Self.normalized).joined(separator: ","))"] + deployment(object)
        case "statefulset":
            return [
                "\(name) manages \(images.joined(separator: ","))",
                "created \(age(object)) ago" + pods(object, wanted: object["spec", "replicas"]?.int ?? 1),
            ]
        case "daemonset":
            let wanted = object["status", "desiredNumberScheduled"]?.int ?? 0
            let ready = object["status", "numberReady"]?.int ?? 0
            return [
                "\(name) manages \(images.joined(separator: ","))",
                "generation #\(object.generation) running for \(age(object))"
                    + summary(ready: ready, actual: wanted, wanted: wanted, isShownEmpty: false, object),
            ]
        case "job":
            let done = object["status", "succeeded"]?.int ?? 0
            let wanted = object["spec", "completions"]?.int ?? 1
            return [
                "\(name) manages \(images.joined(separator: ","))",
                "created \(age(object)) ago \(done)/\(wanted) completed \(object["status", "active"]?.int ?? 0) running",
            ]
        case "pod": return ["\(name) runs \(images.joined(separator: ", "))"]
        default:
            return [
                "\(name) runs \(images.joined(separator: ", "))",
                "\(name) created \(age(object)) ago" + pods(object, wanted: object["spec", "replicas"]?.int ?? 1),
            ]
        }
    }

    private func deploymentConfig(_ config: Object, _ title: String) -> [String] {
        let builds = BuildLines(world: world, now: now)
        let images = Self.pipelineImages(of: config)
        let verb = config["spec", "test"]?.bool == true ? "test deploys" : "deploys"
        let manual = config["spec", "triggers"]?.array?.isEmpty == true ? "(manual)" : ""
        let name = "\(title) \(verb)"
        guard images.count == 1 else {
            let lines = images.flatMap { [$0 + builds.source(of: $0)] + builds.details(of: $0) }
            return ["\(name) \(manual)"] + lines + rollouts(of: config)
        }
        // oc breaks long lines in two.
        let source = builds.source(of: images[0])
        var head = ["\(name) \(images[0])\(source) \(manual)"]
        if head[0].utf8.count > 120, !source.isEmpty {
            head = ["\(name) \(images[0]) <-", "\(source.dropFirst(4)) \(manual)"]
        }
        return head + builds.details(of: images[0]) + rollouts(of: config)
    }

    private func rollouts(of config: Object) -> [String] {
        let all = world.children("rc", of: config).sorted { Self.version(of: $0) > Self.version(of: $1) }
        let latest = config["status", "latestVersion"]?.int ?? 0
        var lines: [String] = []
        if all.first.map(Self.version) != latest || all.isEmpty {
            let (on, isAutomatic) = Self.triggers(of: config)
            if latest == 0 {
                lines.append("deployment #1 waiting \(on)")
            } else if isAutomatic {
                lines.append("deployment #\(latest) pending \(on)")
            }
        }
        let isTest = config["spec", "test"]?.bool == true
        for (index, rollout) in all.prefix(Self.rolloutLimit).enumerated() {
            lines.append(line(of: rollout, isFirst: index == 0, isTest: isTest))
        }
        return lines
    }

    private static func version(of controller: Object) -> Int64 {
        controller.annotations["openshift.io/deployment-config.latest-version"].flatMap { Int64($0) } ?? 0
    }

    private func line(of rollout: Object, isFirst: Bool, isTest: Bool) -> String {
        let phase = rollout.annotations["openshift.io/deployment.phase"] ?? "New"
        let version = Self.version(of: rollout)
        let age = age(rollout)
        let isOver = phase == "Complete" || phase == "Failed"
        let isCancelled = rollout.annotations["openshift.io/deployment.cancelled"] == "true"
        let cancelling = isCancelled && !isOver ? " (cancelling)" : ""
        let name = isTest ? "test deployment" : "deployment"
        let pods = pods(
            rollout,
            wanted: rollout["spec", "replicas"]?.int ?? 0,
            isShownEmpty: isFirst && phase == "Complete"
        )
        switch phase {
        case "Failed":
            let reason = rollout.annotations["openshift.io/deployment.status-reason"] ?? ""
            return "deployment #\(version) failed \(age) ago\(reason.isEmpty ? "" : ": \(reason)")\(pods)"
        case "Complete": return "\(name) #\(version) deployed \(age) ago\(isTest ? "" : pods)"
        case "Running": return "\(name) #\(version) running\(cancelling) for \(age)\(pods)"
        default: return "deployment #\(version) \(phase.lowercased())\(cancelling) \(age) ago\(pods)"
        }
    }

    /// What a rollout waits for, and whether it can come by itself.
    private static func triggers(of config: Object) -> (String, Bool) {
        guard let triggers = config["spec", "triggers"]?.array, !triggers.isEmpty else { return ("for manual", false) }
        let hasImage = triggers.contains { $0["type"]?.string == "ImageChange" }
        let hasConfig = triggers.contains { $0["type"]?.string == "ConfigChange" }
        switch (hasConfig, hasImage) {
        case (true, true): return ("on image or update", true)
        case (true, false): return ("on update", true)
        case (false, true): return ("on image", true)
        default: return ("unrecognized", false)
        }
    }

    private func deployment(_ deployment: Object) -> [String] {
        func revision(_ set: Object) -> Int64 {
            set.annotations["deployment.kubernetes.io/revision"].flatMap { Int64($0) } ?? 0
        }
        let sets = world.children("rs", of: deployment).sorted { revision($0) > revision($1) }
        return sets.prefix(Self.rolloutLimit).enumerated().map { index, set in
            let number = revision(set)
            let pods = pods(set, wanted: set["spec", "replicas"]?.int ?? 1)
            return index == 0
                ? "deployment #\(number) running for \(age(set))\(pods)"
                : "deployment #\(number) deployed \(age(set)) ago\(pods)"
        }
    }

    private func age(_ object: Object) -> String {
        SpokenDuration.text(seconds: now.seconds - (object.creationTimestamp?.seconds ?? now.seconds))
    }

    private func pods(_ object: Object, wanted: Int64, isShownEmpty: Bool = false) -> String {
        summary(
            ready: object["status", "readyReplicas"]?.int ?? 0,
            actual: object["status", "replicas"]?.int ?? 0,
            wanted: wanted,
            isShownEmpty: isShownEmpty,
            object
        )
    }

    private func summary(
        ready: Int64,
        actual: Int64,
        wanted: Int64,
        isShownEmpty: Bool,
        _ owner: Object
    ) -> String {
        let restarts = world.restarts(of: owner)
        let warning = restarts > 0 ? " (warning: \(restarts) restarts)" : ""
        let change = wanted < actual ? " reducing to \(wanted)" : wanted > actual ? " growing to \(wanted)" : ""
        guard ready == wanted else { return " - \(ready)/\(wanted) pods\(warning)\(change)" }
        if ready == 0, !isShownEmpty { return "" }
        return " - \(ready) \(ready == 1 ? "pod" : "pods")\(warning)\(change)"
    }

    // MARK: Images

    static func podSpec(of object: Object, _ kind: String) -> Value? {
        kind == "pod" ? object["spec"] : object["spec", "template", "spec"]
    }

    private static func images(of object: Object, _ kind: String) -> [String] {
        (podSpec(of: object, kind)?["containers"]?.array ?? []).compactMap { $0["image"]?.string }
    }

    /// The images of a DeploymentConfig: a stream's tag where a trigger names one, each once.
    static func pipelineImages(of config: Object) -> [String] {
        var streams: [String: String] = [:]
        for trigger in config["spec", "triggers"]?.array ?? [] {
            guard let parameters = trigger["imageChangeParams"], let name = parameters[path: ["from", "name"]]?.string
            else { continue }
            let namespace = parameters[path: ["from", "namespace"]]?.string ?? config.namespace
            let isOwn = namespace.isEmpty || namespace == config.namespace
            for container in parameters["containerNames"]?.array ?? [] {
                streams[container.string ?? ""] = isOwn ? "istag/\(name)" : "\(namespace)/\(name)"
            }
        }
        var images: [String] = []
        for container in podSpec(of: config, "dc")?["containers"]?.array ?? [] {
            let image = container["image"]?.string ?? ""
            let shown = streams[container["name"]?.string ?? ""] ?? normalized(image)
            if !shown.isEmpty, !images.contains(shown) { images.append(shown) }
        }
        return images
    }

    /// An image as Docker reads it: `nginx:1` is `docker.io/library/nginx:1`, and without a tag it is the latest.
    static func normalized(_ image: String) -> String {
        guard !image.utf8.allSatisfy({ $0 <= 0x20 }) else { return "" }
        var image = image
        let first = image.split(separator: "/", omittingEmptySubsequences: false).first ?? ""
        let hasSlash = image.contains("/")
        if !hasSlash {
            image = "docker.io/library/\(image)"
        } else if !first.contains("."), !first.contains(":"), first != "localhost" {
            image = "docker.io/\(image)"
        }
        let name = image.split(separator: "/").last ?? ""
        return name.contains(":") || image.contains("@") ? image : "\(image):latest"
    }
}
