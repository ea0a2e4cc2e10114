// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Value
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
        if let entry = Kubeconfig(try existingFiles()).entry(section, name) { return entry.file }
        return try fileForNewEntries()
    }

    /// The file that has preferences, or will.
    package func fileOfPreferences() throws(KubeconfigError) -> String {
        let files = try existingFiles()
        if let file = files.first(where: { $0.value["preferences"]?.object?.isEmpty == false }) { return file.path }
        return try fileForNewEntries()
    }

    /// The files that exist, in order.
    package func existingFiles() throws(KubeconfigError) -> [KubeconfigFile] {
        var files: [KubeconfigFile] = []
        for path in paths.files {
            if let file = try KubeconfigFile(reading: path) { files.append(file) }
        }
        return files
    }

    /// Makes `name` the current context of all files together; empty takes away the one that counts.
    ///
    /// kubectl writes a name into the first file that exists, and goes to the file that has one only to clear it.
    package func setCurrentContext(_ name: String) throws(KubeconfigError) {
        let config = Kubeconfig(try existingFiles())
        guard config.currentContext != name else { return }
        var path = try fileForNewEntries()
        if name.isEmpty, let naming = config.currentContextFile { path = naming }
        try edit(path) { file throws(KubeconfigError) in file.currentContext = name }
    }

    /// Changes the file at `path` by `change`, under its lock; one that does not exist is made, for its owner alone. What
    /// changes nothing writes nothing, so that comments stay.
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
        let old = file.value
        let result = try change(&file)
        guard file.value != old else { return result }
        // The file is replaced, for which rights to its folder are enough; whoever made it read only means it.
        if present != nil, faccessat(AT_FDCWD, path, W_OK, AT_EACCESS) != 0 { throw PlainFile.failure("open", path) }
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
