// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Value

/// The text of one input, to be read a stretch at a time and as often as it takes.
///
/// Small texts are kept; of a large one only its file is, so that memory does not grow with the input. Standard input that
/// grows large goes to a nameless file in the folder for temporary files.
final class ManifestText: Sendable {
    /// Texts of more bytes than this are not kept.
    static let largest = 8 << 20

    private enum Backing {
        case bytes([UInt8])
        case file(path: String, size: Int)
        case spool(SpoolFile)
    }

    /// The file as findings show it; standard input is called `STDIN`, as kubectl calls it.
    let name: String
    private let backing: Backing

    /// Opens the text of `file`, and reads it unless it is large; `keeping` says how many bytes may be kept.
    init(_ file: ManifestFiles.Name, keeping limit: Int = ManifestText.largest) throws(CommandError) {
        name = file.path == "-" ? "STDIN" : file.path
        if let size = file.size, size > limit {
            backing = .file(path: file.path, size: size)
            return
        }
        let descriptor = try FileBytes.open(file.path)
        defer { FileBytes.close(descriptor) }
        var bytes = try FileBytes.read(descriptor, name: file.path, expecting: file.size ?? 0, atMost: limit)
        guard bytes.count > limit else {
            backing = .bytes(bytes)
            return
        }
        let spool = try SpoolFile()
        while !bytes.isEmpty {
            try spool.append(bytes)
            bytes = try FileBytes.read(descriptor, name: file.path, expecting: 1 << 20, atMost: 1 << 20)
        }
        backing = .spool(spool)
    }

    /// The text `bytes` under `name`.
    init(name: String, bytes: [UInt8]) {
        self.name = name
        backing = .bytes(bytes)
    }

    /// How many bytes it has.
    var count: Int {
        switch backing {
        case .bytes(let bytes): bytes.count
        case .file(_, let size): size
        case .spool(let spool): spool.count
        }
    }

    /// Whether reading a stretch costs no input or output.
    var isKept: Bool { if case .bytes = backing { true } else { false } }

    /// The bytes of `range`, as many of them as there are; their indices are those of the text only when it `isKept`.
    func bytes(_ range: Range<Int>) throws(CommandError) -> ArraySlice<UInt8> {
        switch backing {
        case .bytes(let bytes): return bytes[range.clamped(to: 0..<bytes.count)]
        case .file(let path, _):
            let descriptor = try FileBytes.open(path)
            defer { FileBytes.close(descriptor) }
            return try FileBytes.read(descriptor, name: path, range: range)[...]
        case .spool(let spool): return try spool.bytes(range)[...]
        }
    }
}
