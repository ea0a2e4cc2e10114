// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Reports

/// Where kn8 was started, and what stands above it.
struct ProjectFolder: Sendable {
    /// The name of the file with a project's settings.
    static let configurationName = ".kn8.yaml"

    /// The folder that kn8 was started in, absolute.
    let workingFolder: String
    /// The nearest folder with a `.git`, that of kn8's start or above it; nil when there is none.
    let repository: String?
    /// The nearest `.kn8.yaml`, looked for up to the repository's root, as a path from the working folder.
    let configuration: String?

    /// Looks at this process's folder and those above it.
    init() {
        let working = getcwd(nil, 0)
        defer { free(working) }
        workingFolder = working.map { String(cString: $0) } ?? "/"
        var folder = workingFolder
        var up = ""
        var found: String?
        var top: String?
        while true {
            let base = folder == "/" ? "/" : folder + "/"
            if found == nil, WholeFile.exists(base + ProjectFolder.configurationName) {
                found = up + ProjectFolder.configurationName
            }
            if WholeFile.exists(base + ".git") { top = folder }
            guard top == nil, folder != "/", !folder.isEmpty else { break }
            folder = folder.lastIndex(of: "/").map { $0 == folder.startIndex ? "/" : String(folder[..<$0]) } ?? "/"
            up += "../"
        }
        repository = top
        configuration = found
    }

    /// Where reports name files from: the repository, else the folder of `configuration`, else the working folder.
    func root(configuration: String?) -> ProjectRoot {
        let folder = repository ?? configuration.map { absolute(ConfigurationFile.folder(of: $0)) } ?? workingFolder
        return ProjectRoot(folder: folder, workingFolder: workingFolder)
    }

    /// `path` as an absolute one.
    func absolute(_ path: String) -> String {
        ProjectRoot.normal(path.hasPrefix("/") ? path : workingFolder + "/" + path)
    }
}
