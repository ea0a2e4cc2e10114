// SPDX-License-Identifier: MIT

internal import Glibc
package import Kn8Value
internal import Kn8YAML

/// One kubeconfig file as it is written; fields that kn8 does not know stay in it.
package struct KubeconfigFile: Hashable, Sendable {
    /// What a file has named entries of.
    package enum Section: String, CaseIterable, Sendable {
        case clusters
        case contexts
        case users

        /// The key that an entry's content stands under.
        package var content: String {
            switch self {
            case .clusters: "cluster"
            case .contexts: "context"
            case .users: "user"
            }
        }

        /// The fields that name files.
        var paths: [String] {
            switch self {
            case .clusters: ["certificate-authority"]
            case .contexts: []
            case .users: ["client-certificate", "client-key", "tokenFile"]
            }
        }

        /// Go's name of an entry's type, for complaints.
        var typeName: String {
            switch self {
            case .clusters: "Cluster"
            case .contexts: "Context"
            case .users: "AuthInfo"
            }
        }
    }

    /// Where it is.
    package let path: String
    /// The whole tree; a mapping.
    package var value: Value

    /// A file that says nothing yet.
    package init(path: String) {
        self.path = path
        value = ["apiVersion": "v1", "kind": "Config"]
    }

    /// The file at `path`; nil when there is none.
    package init?(reading path: String) throws(KubeconfigError) {
        let bytes: [UInt8]
        do {
            guard let found = try PlainFile.read(path) else { return nil }
            bytes = found
        } catch {
            throw KubeconfigError("error loading config file \"\(path)\": \(error.faults[0])")
        }
        self.path = path
        value = .emptyObject
        for item in YAMLStream.documents(in: bytes, file: path, duplicates: .kept) {
            switch item {
            case .document(let document): value = document.value
            case .findings(let findings):
                throw KubeconfigError(
                    "error loading config file \"\(path)\": yaml: \(findings.first?.message ?? "it cannot be read")"
                )
            }
            break
        }
        if let complaint = complaint { throw KubeconfigError("error loading config file \"\(path)\": \(complaint)") }
    }

    /// The entries of `section`, in order; what has no name is called "".
    package func entries(_ section: Section) -> [(name: String, content: Value)] {
        (value[section.rawValue]?.array ?? []).map { entry in
            (entry["name"]?.string ?? "", entry[section.content] ?? .emptyObject)
        }
    }

    /// The content of the entry `name`, nil when there is none; setting nil removes it, and a new one comes last.
    package subscript(section: Section, name: String) -> Value? {
        get { entries(section).first { $0.name == name }?.content }
        set {
            var list = value[section.rawValue]?.array ?? []
            let index = list.firstIndex { ($0["name"]?.string ?? "") == name }
            switch (index, newValue) {
            case (let index?, let content?): list[index][section.content] = content
            case (let index?, nil): list.remove(at: index)
            case (nil, let content?): list.append([section.content: content, "name": .string(name)])
            case (nil, nil): return
            }
            value[section.rawValue] = .array(list)
        }
    }

    /// `current-context`; empty when it names none.
    package var currentContext: String {
        get { value["current-context"]?.string ?? "" }
        set { value["current-context"] = .string(newValue) }
    }

    /// The folder that relative paths start from.
    var folder: String { LocalPath.folder(of: path) }

    /// Writes the paths of the entry `name` of `section` as kubectl does: from the file's folder when they lead into it, else
    /// from the root.
    package mutating func shortenPaths(of section: Section, _ name: String) {
        guard var content = self[section, name] else { return }
        let folder = LocalPath.absolute(folder)
        for field in section.paths {
            guard let path = content[field]?.string, !path.isEmpty else { continue }
            let whole = LocalPath.joined(folder, path)
            content[field] = .string(LocalPath.relative(whole, to: folder) ?? whole)
        }
        self[section, name] = content
    }

    // What kubectl would refuse; a file of another kind above all, which a change would damage.
    private var complaint: String? {
        guard value.object != nil else { return "it is no mapping" }
        for field in ["apiVersion", "kind"] {
            if let found = value[field],
                let fault = KubeconfigShape.text.complaint(about: found, owner: "", path: field)
            {
                return "couldn't get version/kind; json parse error: \(fault)"
            }
        }
        let version = value["apiVersion"]?.string ?? ""
        let kind = value["kind"]?.string ?? ""
        guard ["", "v1"].contains(version), ["", "Config"].contains(kind) else {
            return "no kind \"\(kind.isEmpty ? "Config" : kind)\" is registered for version "
                + "\"\(version.isEmpty ? "v1" : version)\""
        }
        return KubeconfigShape.config.complaint(about: value, owner: "Config", path: "") ?? duplicate
    }

    private var duplicate: String? {
        for section in Section.allCases {
            var names: Set<String> = []
            for entry in entries(section) where !names.insert(entry.name).inserted {
                return "duplicate name \"\(entry.name)\" in list of \(section.rawValue)"
            }
        }
        return nil
    }
}
