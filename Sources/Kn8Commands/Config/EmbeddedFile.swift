// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Value

/// A certificate's or key's file for a kubeconfig: its path, or what is in it.
struct EmbeddedFile {
    private let path: String
    private let data: String?

    /// The file at `path`; with `embeds` it is read now.
    init(path: String, embeds: Bool) throws(CommandError) {
        self.path = EmbeddedFile.absolute(path)
        data = embeds ? Base64.encoded(try WholeFile.read(path)) : nil
    }

    /// Writes it as `field` or `field-data` of `content`, in the place of either.
    func put(_ field: String, in content: inout Value) {
        content["\(field)-data"] = data.map(Value.string)
        content[field] = data == nil ? .string(path) : nil
    }

    private static func absolute(_ path: String) -> String {
        guard !path.isEmpty, !path.hasPrefix("/"), let folder = getcwd(nil, 0) else { return path }
        defer { free(folder) }
        return String(cString: folder) + "/" + path
    }
}
