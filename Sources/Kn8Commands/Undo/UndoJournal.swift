// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8API
internal import Kn8Apply
internal import Kn8Value
internal import Synchronization

/// Writes down what a command is about to write and what was there before. The record is begun with the first write, so
/// that a command that changes nothing leaves none.
final class UndoJournal: WriteObserver {
    private struct Progress {
        var descriptor: Int32 = -1
        var id: Int?
        // The version that each object had before.
        var versions: [String] = []
        // Whether anything was changed, or may have been.
        var hasEffect = false
        // Lines that may be written with the next ones.
        var waiting: [Value] = []
    }

    private let folder: UndoFolder
    private let command: String
    private let time: any TimeSource
    private let undoes: Int?
    private let progress = Mutex(Progress())

    /// The journal of `command` in `folder`; `undoes` is the record that it takes back, if any.
    init(in folder: UndoFolder, command: String, time: any TimeSource, undoes: Int? = nil) {
        self.folder = folder
        self.command = command
        self.time = time
        self.undoes = undoes
    }

    deinit {
        progress.withLock { progress in
            guard progress.descriptor >= 0 else { return }
            defer { close(progress.descriptor) }
            guard progress.hasEffect else {
                if let id = progress.id { folder.remove(id) }
                return
            }
            _ = UndoFolder.append(progress.waiting, to: progress.descriptor)
            fdatasync(progress.descriptor)
        }
    }

    var wantsContents: Bool { true }

    /// The record's number; nil while nothing has been written.
    var id: Int? { progress.withLock { $0.id } }

    func didRead(_ key: ObjectKey, of resource: Resource, _ object: Object?) {}

    func willWrite(
        _ write: ObjectWrite,
        before: Object?,
        contents: [(Resource, Object)],
        cluster: String
    ) throws(APIError) -> Int {
        try progress.withLock { (progress: inout Progress) throws(APIError) -> Int in
            if progress.descriptor < 0 { try begin(&progress, cluster) }
            let number = progress.versions.count
            progress.versions.append(before?.resourceVersion ?? "")
            progress.waiting += UndoRecord.lines(before: write, number: number, before, contents: contents)
            guard UndoFolder.append(progress.waiting, to: progress.descriptor) else {
                throw UndoJournal.refusal(String(cString: strerror(errno)).lowercased())
            }
            progress.waiting = []
            return number
        }
    }

    private func begin(_ progress: inout Progress, _ cluster: String) throws(APIError) {
        do throws(CommandError) {
            let (descriptor, id) = try folder.create()
            progress.descriptor = descriptor
            progress.id = id
            let record = UndoRecord(id: id, time: time.now(), command: command, cluster: cluster, undoes: undoes)
            progress.waiting = [record.heading]
        } catch {
            throw UndoJournal.refusal(error.message)
        }
    }

    private static func refusal(_ reason: String) -> APIError {
        APIError(.internalError, message: "nothing is written, since the way back cannot be noted: \(reason)")
    }

    func didWrite(_ write: Int, after: Object?) {
        progress.withLock { progress in
            let before = progress.versions.indices.contains(write) ? progress.versions[write] : ""
            let isUnchanged = !before.isEmpty && after?.resourceVersion == before
            progress.waiting.append(UndoRecord.line(after: after, number: write, isUnchanged: isUnchanged))
            progress.hasEffect = progress.hasEffect || !isUnchanged
        }
    }

    func didFail(_ write: Int, _ error: APIError) {
        progress.withLock { $0.waiting.append(UndoRecord.line(refused: error.reason, number: write)) }
    }
}
