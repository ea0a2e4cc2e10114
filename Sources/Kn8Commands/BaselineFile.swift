// SPDX-License-Identifier: MIT

internal import Kn8Reports

/// A baseline on disk.
enum BaselineFile {
    /// Reads the baseline at `path`.
    static func read(_ path: String) throws(CommandError) -> Baseline {
        let bytes = try WholeFile.read(path)
        do throws(Baseline.Failure) {
            return try Baseline(json: bytes)
        } catch {
            throw CommandError("the baseline \(path) cannot be used: \(error.message)", status: .unusable)
        }
    }
}
