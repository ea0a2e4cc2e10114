// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Printers
internal import Kn8Value

/// What status says of BuildConfigs and what they push to (`oc:pkg/helpers/describe/projectstatus.go`).
struct BuildLines {
    let world: ProjectWorld
    let now: Timestamp

    /// The lines of a BuildConfig that no DeploymentConfig's image comes from.
    func standalone(_ config: Object) -> [String] {
        let output = Self.output(of: config).map { ["-> \($0)"] } ?? []
        return [text(config)] + output + details(config)
    }

    /// How the build that pushes to `image` (`istag/…`) reads behind it; empty when none does.
    func source(of image: String) -> String { config(pushingTo: image).map { " <- \(text($0))" } ?? "" }

    /// What became of the builds that push to `image`, indented once.
    func details(of image: String) -> [String] {
        config(pushingTo: image).map(details)?.map { "  \($0)" } ?? []
    }

    /// The BuildConfigs whose output is the image of a DeploymentConfig.
    var covered: Set<String> {
        let images = world["dc"].flatMap(WorkloadLines.pipelineImages)
        return Set(images.compactMap { config(pushingTo: $0)?.name })
    }

    private func config(pushingTo image: String) -> Object? {
        world["bc"].first { Self.output(of: $0) == image }
    }

    private static func output(of config: Object) -> String? {
        config["spec", "output", "to"].flatMap { image($0, config) }
    }

    /// An image reference as status writes it.
    private static func image(_ reference: Value, _ config: Object) -> String? {
        guard let name = reference["name"]?.string, !name.isEmpty else { return nil }
        let namespace = reference["namespace"]?.string ?? ""
        switch reference["kind"]?.string {
        case "DockerImage": return WorkloadLines.normalized(name)
        case "ImageStreamTag", "ImageStreamImage":
            guard namespace.isEmpty || namespace == config.namespace else { return "\(namespace)/\(name)" }
            return reference["kind"] == "ImageStreamTag" ? "istag/\(name)" : "isi/\(name)"
        default: return nil
        }
    }

    private func text(_ config: Object) -> String {
        let name = "bc/\(config.name)"
        let strategies = [("dockerStrategy", "docker"), ("sourceStrategy", "source"), ("customStrategy", "custom")]
        guard let (field, type) = strategies.first(where: { config["spec", "strategy", $0.0]?.object != nil }) else {
            return config["spec", "strategy", "jenkinsPipelineStrategy"]?.object != nil
                ? "\(name) is a Jenkins Pipeline" : "\(name) unrecognized build"
        }
        guard let source = Self.source(config["spec", "source"] ?? .emptyObject) else {
            return "\(name) unconfigured \(type) build"
        }
        let base = config["spec", "strategy", field, "from"].flatMap { Self.image($0, config) }
        return "\(name) \(type) builds \(source)" + (base.map { " on \($0)" } ?? "")
    }

    private static func source(_ source: Value) -> String? {
        if let git = source["git"], git.object != nil {
            let ref = git["ref"]?.string ?? ""
            return (git["uri"]?.string ?? "") + (ref.isEmpty ? "" : "#\(ref)")
        }
        if source["dockerfile"]?.string != nil { return "Dockerfile" }
        if source["binary"]?.object != nil { return "uploaded code" }
        return source["images"]?.array?.isEmpty == false ? "contents in other images" : nil
    }

    /// The newest builds, which nothing here makes but somebody may have applied.
    private func details(_ config: Object) -> [String] {
        let builds = world["build"].filter {
            $0.labels["buildconfig"] == config.name || $0["status", "config", "name"]?.string == config.name
        }
        guard !builds.isEmpty else { return ["not built yet"] }
        return builds.suffix(2).reversed().map { build in
            let number =
                build.name.hasPrefix("\(config.name)-") ? Int(build.name.dropFirst(config.name.count + 1)) : nil
            let name = number.map { "build #\($0)" } ?? "build/\(build.name)"
            let seconds = now.seconds - (build.creationTimestamp?.seconds ?? now.seconds)
            let age = SpokenDuration.text(seconds: seconds)
            switch build["status", "phase"]?.string ?? "New" {
            case "Complete": return "\(name) succeeded \(age) ago"
            case "Error": return "\(name) stopped with an error \(age) ago"
            case "Failed": return "\(name) failed \(age) ago"
            case let phase: return "\(name) \(phase.lowercased()) for \(age)"
            }
        }
    }
}
