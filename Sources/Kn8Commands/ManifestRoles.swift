// SPDX-License-Identifier: MIT

internal import Kn8Value
internal import Kn8YAML

/// What the documents among the manifests are that are no Kubernetes objects: the files of kustomize, Helm, Skaffold and
/// their like. They are named, and not judged as objects.
struct ManifestRoles: Sendable {
    /// The files that kustomizations name as patches, and the kustomization that does.
    private var patches: [String: String] = [:]
    /// The folders with a `Chart.yaml`, with a slash at the end.
    private var charts: Set<String> = []

    /// No file has a role.
    init() {}

    /// Reads the kustomizations among `texts`.
    init(_ texts: [ManifestText]) {
        for text in texts {
            let (folder, name) = ManifestRoles.split(text.name)
            if name == "Chart.yaml" { charts.insert(ManifestRoles.normal(folder)) }
            guard ManifestRoles.isKustomization(name), let bytes = try? text.bytes(0..<text.count) else { continue }
            for case .document(let document) in YAMLStream.documents(in: Array(bytes), file: text.name) {
                for path in ManifestRoles.patchPaths(of: document.value) {
                    patches[ManifestRoles.normal(folder + path)] = text.name
                }
            }
        }
    }

    /// Whether the whole file called `name` is a text from which something else makes YAML, so that it cannot be read.
    func isTemplate(_ name: String) -> Bool {
        guard !charts.isEmpty else { return false }
        let path = ManifestRoles.normal(name)
        return charts.contains { path.hasPrefix($0 + "templates/") }
    }

    /// What `document` is when it is no Kubernetes object: a few words; nil when it is to be judged as one.
    func role(of document: YAMLDocument) -> String? {
        if !patches.isEmpty, let kustomization = patches[ManifestRoles.normal(document.file)] {
            return "kustomize patch of \(kustomization)"
        }
        if let apiVersion = document.value["apiVersion"]?.string {
            if let tool = ManifestRoles.tools.first(where: { apiVersion.hasPrefix($0.prefix) }) { return tool.words }
            if apiVersion == "v1", document.value["kind"] == "Config", document.value["clusters"] != nil {
                return "kubeconfig"
            }
        }
        guard !charts.isEmpty || document.value["kind"] == nil else { return nil }
        let (folder, name) = ManifestRoles.split(document.file)
        if ManifestRoles.isKustomization(name), document.value["kind"] == nil { return ManifestRoles.kustomization }
        if charts.contains(ManifestRoles.normal(folder)) {
            if name == "Chart.yaml" { return "Helm chart" }
            if name.hasPrefix("values") || name == "Chart.lock" || name == "requirements.yaml" { return "Helm values" }
        }
        if document.value["kind"] == nil, document.value["apiVersion"] == nil {
            if name.hasPrefix("docker-compose") || name.hasPrefix("compose."), document.value["services"] != nil {
                return "Compose file"
            }
        }
        return nil
    }

    /// The words of a kustomization, whose fields are known.
    static let kustomization = "kustomization"

    /// What is said of a document or a text of that role.
    static func note(_ role: String, _ span: SourceSpan?) -> Finding {
        Finding(
            rule: "manifest/not-an-object",
            severity: .note,
            message: "not a Kubernetes object: \(role)",
            span: span
        )
    }

    /// What is said of a text of a Helm chart from which Helm makes manifests.
    static func template(in file: String) -> Finding {
        let start = SourcePosition(line: 1, column: 1)
        return note("Helm template", SourceSpan(file: file, start: start, end: start))
    }

    private static let tools = [
        (prefix: "kustomize.config.k8s.io/", words: kustomization),
        (prefix: "skaffold/", words: "Skaffold configuration"),
        (prefix: "kind.x-k8s.io/", words: "kind configuration"),
        (prefix: "k3d.io/", words: "k3d configuration"),
        (prefix: "kubeadm.k8s.io/", words: "kubeadm configuration"),
        (prefix: "kubelet.config.k8s.io/", words: "kubelet configuration"),
        (prefix: "kubeproxy.config.k8s.io/", words: "kube-proxy configuration"),
        (prefix: "kubescheduler.config.k8s.io/", words: "scheduler configuration"),
        (prefix: "kubecontrollermanager.config.k8s.io/", words: "controller manager configuration"),
        (prefix: "apiserver.config.k8s.io/", words: "API server configuration"),
        (prefix: "apiserver.k8s.io/", words: "API server configuration"),
        (prefix: "audit.k8s.io/", words: "audit policy"),
        (prefix: "client.authentication.k8s.io/", words: "kubectl credential"),
    ]

    private static func isKustomization(_ name: String) -> Bool {
        ["kustomization.yaml", "kustomization.yml", "Kustomization"].contains(name)
    }

    private static func patchPaths(of kustomization: Value) -> [String] {
        let named = ["patches", "patchesJson6902"].flatMap { kustomization[$0]?.array ?? [] }
            .compactMap { $0["path"]?.string }
        // An inline patch is several lines, or an object in braces.
        let merged = (kustomization["patchesStrategicMerge"]?.array ?? []).compactMap(\.string)
        return named + merged.filter { !$0.contains("\n") && !$0.contains("{") }
    }

    /// The folder with its slash, and the name.
    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return ("", path) }
        let name = path.index(after: slash)
        return (String(path[..<name]), String(path[name...]))
    }

    /// `path` without `.` and without `..` after a folder; a slash at its end stays.
    private static func normal(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        let inner = parts.joined(separator: "/")
        return (path.hasPrefix("/") ? "/" : "") + inner + (path.hasSuffix("/") && !inner.isEmpty ? "/" : "")
    }
}
