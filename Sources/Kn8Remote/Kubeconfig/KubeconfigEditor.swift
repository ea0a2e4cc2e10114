// SPDX-License-Identifier: MIT

internal import Glibc
package import Kn8Value
internal import Kn8YAML

/// Changes kubeconfig files: one writer at a time, kubectl counted, and each file wholly or not at all
/// (`client-go:tools/clientcmd/config.go`). Comments are lost, as kubectl loses them.
package struct KubeconfigEditor {
    private let paths: KubeconfigPaths
    /// How long to wait for another writer.
    private let patienceMilliseconds: Int

    /// An editor of the files of `paths`.
    package init(_ paths: KubeconfigPaths, patienceMilliseconds: Int = 5_000) {
        self.paths = paths
        self.patienceMilliseconds = patienceMilliseconds
    }

    /// The file that new entries and a new current context go to.
    package func fileForNewEntries() throws(KubeconfigError) -> String {
        guard let path = paths.fileForNewEntries else {
            throw KubeconfigError("no kubeconfig to write to: set HOME or KUBECONFIG, or give --kubeconfig")
        }
        return path
    }

    /// The file that the entry `name` of `section` stands in, or will.
    package func file(of section: KubeconfigFile.Section, _ name: String) throws(KubeconfigError) -> String {
        if let entry = try Kubeconfig(tolerant).entry(section, name) { return entry.file }
        return try fileForNewEntries()
    }

    /// The file that names the current context, or will.
    package func fileOfCurrentContext() throws(KubeconfigError) -> String {
        if let path = try Kubeconfig(tolerant).currentContextFile { return path }
        return try fileForNewEntries()
    }

    // A file that was named need not exist before it is written.
    private var tolerant: KubeconfigPaths {
        KubeconfigPaths(option: nil, environment: ["KUBECONFIG": paths.files.joined(separator: ":")])
    }

    /// Changes the file at `path` by `change`, under its lock; one that does not exist is made, for its owner alone.
    package func edit<Result>(
        _ path: String,
        _ change: (inout KubeconfigFile) throws(KubeconfigError) -> Result
    ) throws(KubeconfigError) -> Result {
        try PlainFile.makeFolder(of: path)
        let lock = "\(path).lock"
        try take(lock)
        defer { unlink(lock) }
        let present = try KubeconfigFile(reading: path)
        var file = present ?? KubeconfigFile(path: path)
        let result = try change(&file)
        try PlainFile.write(Array(file.normalized.yaml().utf8), to: path)
        return result
    }

    private func take(_ lock: String) throws(KubeconfigError) {
        var waited = 0
        while true {
            let descriptor = open(lock, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0)
            if descriptor >= 0 {
                close(descriptor)
                return
            }
            guard errno == EEXIST, waited < patienceMilliseconds else {
                let failure = PlainFile.failure("open", lock)
                throw errno == EEXIST
                    ? KubeconfigError("\(failure.faults[0]); another program changes the kubeconfig, or died doing so")
                    : failure
            }
            usleep(20_000)
            waited += 20
        }
    }
}

extension KubeconfigFile {
    /// The tree as kubectl writes it: every section there, entries by name.
    package var normalized: Value {
        var value = value
        value["apiVersion"] = "v1"
        value["kind"] = "Config"
        if value["current-context"]?.string == nil { value["current-context"] = "" }
        if value["preferences"]?.object == nil { value["preferences"] = .emptyObject }
        for section in Section.allCases {
            let entries = value[section.rawValue]?.array ?? []
            value[section.rawValue] =
                entries.isEmpty
                ? .null : .array(entries.sorted { ($0["name"]?.string ?? "") < ($1["name"]?.string ?? "") })
        }
        return value
    }
}
