// SPDX-License-Identifier: MIT

internal import Glibc
internal import Kn8Value

/// The file that `edit` opens an editor with. It is the user's alone to read, and stays until it is removed.
struct EditedFile {
    let path: String
    private let editor: String

    /// What stands above an object, word for word kubectl's.
    static let header = """
        # Please edit the object below. Lines beginning with a '#' will be ignored,
        # and an empty file will abort the edit. If an error occurs while saving this file will be
        # reopened with the relevant failures.
        #

        """

    init(isJSON: Bool, environment: [String: String]) {
        let number = UInt32.random(in: 1...UInt32.max)
        path = "\(PrivateFile.temporary(environment))/kn8-edit-\(number).\(isJSON ? "json" : "yaml")"
        let named = [environment["KUBE_EDITOR"], environment["EDITOR"]].compactMap { $0 }.first { !$0.isEmpty }
        editor = named ?? "vi"
    }

    /// What stands above the object, with `refusal` as comment lines.
    static func comment(_ refusal: String?) -> String {
        guard let refusal else { return header }
        let lines = SecretLedger.current.scrubbed(refusal).split(separator: "\n", omittingEmptySubsequences: false).map
        { "# \($0)\n" }
        return header + lines.joined() + "#\n"
    }

    /// `text` without the lines that begin with `#`.
    static func withoutComments(_ text: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let kept = lines.drop { $0.hasPrefix("#") || $0.isEmpty }
        return kept.joined(separator: "\n")
    }

    /// Writes `text`, readable by the user alone.
    func write(_ text: String) throws(CommandError) { try PrivateFile.write(text, to: path) }

    /// What stands in the file now.
    func read() throws(CommandError) -> String { String(decoding: try WholeFile.read(path), as: UTF8.self) }

    /// Removes the file.
    func remove() { unlink(path) }

    /// Runs the editor, which may be a command with arguments, and waits for it.
    func edit() throws(CommandError) {
        let status: Int32
        do {
            status = try ChildProcess.run(["/bin/sh", "-c", "\(editor) \"$1\"", "kn8", path])
        } catch {
            throw CommandError("unable to launch the editor \"\(editor)\"")
        }
        guard status == 0 else {
            throw CommandError(
                "there was a problem with the editor \"\(editor)\"; what it saved is in \"\(path)\""
            )
        }
    }
}
