// SPDX-License-Identifier: MIT

/// The folder that reports name files from, so that they mean the same wherever kn8 was started.
package struct ProjectRoot: Hashable, Sendable {
    /// The root, absolute; empty when files are to be named as the user named them.
    package let folder: String
    /// The folder that the user's names start from, absolute.
    package let workingFolder: String

    /// The root `folder` as seen from `workingFolder`, both absolute.
    package init(folder: String = "", workingFolder: String = "") {
        self.folder = ProjectRoot.normal(folder)
        self.workingFolder = workingFolder
    }

    /// `file` from the root; nil when it is not below the root, as standard input is not.
    package func relative(_ file: String) -> String? {
        guard file != "STDIN" else { return nil }
        if folder.isEmpty {
            let normal = ProjectRoot.normal(file)
            return normal.hasPrefix("/") || normal.hasPrefix("..") ? nil : normal
        }
        let whole = ProjectRoot.normal(file.hasPrefix("/") ? file : workingFolder + "/" + file)
        let base = folder == "/" ? "/" : folder + "/"
        return whole.hasPrefix(base) ? String(whole.dropFirst(base.count)) : nil
    }

    /// `file` from the root, or as the user named it.
    package func name(_ file: String) -> String { relative(file) ?? file }

    /// `path` without `.`, `..` and doubled strokes; goes by the text alone.
    package static func normal(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !path.hasPrefix("/") {
                parts.append(part)
            }
        }
        return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
    }

    /// `path` as part of a URI reference (`RFC 3986`, section 3.3): a file's name with a colon first is told from a scheme.
    static func uri(_ path: String) -> String {
        var text = ""
        for byte in path.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"), UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "@"), UInt8(ascii: "="),
                UInt8(ascii: ","):
                text.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                text += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
            }
        }
        return text
    }
}
