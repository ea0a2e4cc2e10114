// SPDX-License-Identifier: MIT

package import Kn8Value

/// What several kubeconfig files say together: of entries with the same name the first file's counts, whole
/// (`client-go:tools/clientcmd/loader.go`).
package struct Kubeconfig: Hashable, Sendable {
    /// One named entry and where it stands.
    package struct Entry: Hashable, Sendable {
        /// Its name.
        package let name: String
        /// What it says; relative paths are taken from the folder of its file.
        package let value: Value
        /// What it says as it is written.
        package let written: Value
        /// The file that it is from.
        package let file: String
    }

    /// Clusters, contexts and users, in the order of the files.
    package private(set) var sections: [KubeconfigFile.Section: [Entry]] = [:]
    /// The context that is used when none is named; empty for none.
    package private(set) var currentContext = ""
    /// The file that names the current context; nil when none does.
    package private(set) var currentContextFile: String?
    /// `preferences` of the first file that has some.
    package private(set) var preferences: Value = .emptyObject
    /// `extensions` of all files, by name.
    package private(set) var extensions: [Value] = []

    /// What the files of `paths` say; those that do not exist say nothing, but one that was asked for must exist.
    package init(_ paths: KubeconfigPaths) throws(KubeconfigError) {
        var files: [KubeconfigFile] = []
        for path in paths.files {
            if let file = try KubeconfigFile(reading: path) {
                files.append(file)
            } else if paths.isExplicit {
                throw KubeconfigError("stat \(path): no such file or directory")
            }
        }
        self.init(files)
    }

    /// What `files` say together.
    package init(_ files: [KubeconfigFile]) {
        for section in KubeconfigFile.Section.allCases {
            var names: Set<String> = []
            for file in files {
                for entry in file.entries(section) where names.insert(entry.name).inserted {
                    let value = Kubeconfig.withAbsolutePaths(entry.content, section, in: file.folder)
                    sections[section, default: []].append(
                        Entry(name: entry.name, value: value, written: entry.content, file: file.path)
                    )
                }
            }
        }
        for file in files.reversed() where !file.currentContext.isEmpty {
            currentContext = file.currentContext
            currentContextFile = file.path
        }
        for file in files.reversed() {
            if let found = file.value["preferences"]?.object, !found.isEmpty { preferences = .object(found) }
        }
        var names: Set<String> = []
        for item in files.flatMap({ $0.value["extensions"]?.array ?? [] })
        where names.insert(item["name"]?.string ?? "").inserted {
            extensions.append(item)
        }
        extensions.sort { ($0["name"]?.string ?? "") < ($1["name"]?.string ?? "") }
    }

    /// The entry `name` of `section`; nil when there is none.
    package func entry(_ section: KubeconfigFile.Section, _ name: String) -> Entry? {
        sections[section]?.first { $0.name == name }
    }

    /// The entries of `section` in the order of their names.
    package func entries(_ section: KubeconfigFile.Section) -> [Entry] {
        (sections[section] ?? []).sorted { $0.name < $1.name }
    }

    private static func withAbsolutePaths(
        _ value: Value,
        _ section: KubeconfigFile.Section,
        in folder: String
    ) -> Value {
        var value = value
        for field in section.paths {
            guard let path = value[field]?.string, !path.isEmpty, !path.hasPrefix("/") else { continue }
            value[field] = .string(LocalPath.joined(folder, path))
        }
        // A command with a slash is a path; one without is looked for on PATH.
        if section == .users, let command = value["exec"]?["command"]?.string, command.contains("/"),
            !command.hasPrefix("/")
        {
            value[path: ["exec", "command"]] = .string(LocalPath.joined(folder, command))
        }
        return value
    }
}
