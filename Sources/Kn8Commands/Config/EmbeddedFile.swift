// SPDX-License-Identifier: MIT

internal import Kn8Remote
internal import Kn8Value

/// A certificate's or key's file for a kubeconfig: its path, or what is in it.
struct EmbeddedFile {
    private let field: String
    private let path: String
    private let data: String?

    /// The file at `path` for `field`; with `embeds` it is read now. No path takes away what is there.
    init(_ field: String, path: String, embeds: Bool) throws(KubeconfigError) {
        self.field = field
        self.path = path.isEmpty ? "" : LocalPath.absolute(path)
        guard embeds, !path.isEmpty else {
            data = nil
            return
        }
        guard let bytes = try PlainFile.read(path) else {
            throw KubeconfigError("could not stat \(field) file \(path): stat \(path): no such file or directory")
        }
        data = Base64.encoded(bytes)
    }

    /// Writes it as the field or its data into `content`, in the place of either.
    func put(in content: inout Value) {
        content["\(field)-data"] = data.map(Value.string)
        content[field] = data == nil && !path.isEmpty ? .string(path) : nil
    }
}
