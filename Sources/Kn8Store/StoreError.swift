// SPDX-License-Identifier: MIT

package import Kn8SQLite

/// Why the store could not do its work.
package enum StoreError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file is no store, or is damaged; or it was written by a newer kn8.
    case corrupt(path: String, reason: String)
    /// The file or its folder may not be written.
    case readOnly(path: String, reason: String)
    /// The folder of the file is missing and cannot be made; `folder` is the first that cannot.
    case noFolder(path: String, folder: String, reason: String)
    /// No space is left.
    case full(path: String)
    /// The system took no more: the disk failed, or a quota or a limit on the size of files is reached.
    case writeFailed(path: String)
    /// Another process uses the file; `holder` is its process id, nil when it could not be told.
    case locked(path: String, holder: Int32?)
    /// Any other failure of SQLite.
    case failed(path: String, SQLiteError)
    /// The changes asked for are no longer kept; `oldest` is the first revision that a reader may go on from.
    case compacted(oldest: Int64)

    init(_ error: SQLiteError, path: String) {
        switch error.cause {
        case .corrupt: self = .corrupt(path: path, reason: error.message)
        case .readOnly, .cannotOpen:
            let code = error.systemCode
            self = .readOnly(path: path, reason: code == 0 ? error.message : ErrorWords.text(of: code))
        case .full: self = .full(path: path)
        case .writeFailed: self = .writeFailed(path: path)
        case .busy: self = .locked(path: path, holder: nil)
        case .other: self = .failed(path: path, error)
        }
    }

    private static let advice = "name another file with --state or KN8_STATE"

    /// The sentence for people.
    package var description: String {
        switch self {
        case .corrupt(let path, let reason): "the cluster file \(path) is damaged: \(reason)"
        case .readOnly(let path, let reason):
            "the cluster file \(path) cannot be opened for writing: \(reason); \(StoreError.advice)"
        case .noFolder(let path, let folder, let reason):
            "the folder \(folder) for the cluster file \(path) cannot be made: \(reason); \(StoreError.advice)"
        case .full(let path):
            "no space is left for the cluster file \(path): what was reported before is stored; make room and try again, "
                + "or \(StoreError.advice)"
        case .writeFailed(let path):
            "the cluster file \(path) cannot be written: the disk failed, or a quota or a limit on the size of files is "
                + "reached: what was reported before is stored; make room and try again, or \(StoreError.advice)"
        case .locked(let path, let holder?): "the cluster file \(path) is in use by process \(holder)"
        case .locked(let path, nil): "the cluster file \(path) is in use by another process"
        case .failed(let path, let error): "the cluster file \(path): \(error)"
        case .compacted(let oldest): "changes before revision \(oldest) are no longer kept"
        }
    }
}
