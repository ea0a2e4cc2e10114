// SPDX-License-Identifier: MIT

internal import Kn8Value

/// A place in a kubeconfig by the name that `config set` has for it: `clusters.NAME.server`, where names may have dots.
package struct KubeconfigProperty: Hashable, Sendable {
    /// How a property's text becomes a value.
    enum Form: Hashable, Sendable {
        case text
        case flag
        case bytes
        case list
    }

    /// The section; nil for what belongs to none.
    package let section: KubeconfigFile.Section?
    /// The entry's name; empty for what belongs to no section.
    package let name: String
    /// The keys from there; empty for the whole entry.
    let keys: [String]
    private let form: Form

    private static let fields: [KubeconfigFile.Section: [(keys: [String], form: Form)]] = [
        .clusters: [
            (["server"], .text), (["tls-server-name"], .text), (["insecure-skip-tls-verify"], .flag),
            (["certificate-authority"], .text), (["certificate-authority-data"], .bytes), (["proxy-url"], .text),
            (["disable-compression"], .flag),
        ],
        .contexts: [(["cluster"], .text), (["user"], .text), (["namespace"], .text)],
        .users: [
            (["token"], .text), (["tokenFile"], .text), (["username"], .text), (["password"], .text),
            (["client-certificate"], .text), (["client-certificate-data"], .bytes), (["client-key"], .text),
            (["client-key-data"], .bytes), (["as"], .text), (["as-uid"], .text), (["as-groups"], .list),
            (["exec", "command"], .text), (["exec", "apiVersion"], .text), (["exec", "args"], .list),
            (["exec", "installHint"], .text), (["exec", "interactiveMode"], .text),
            (["exec", "provideClusterInfo"], .flag),
        ],
    ]

    /// The place that `path` names; a whole entry only when `mayBeEntry`.
    package init(_ path: String, mayBeEntry: Bool) throws(KubeconfigError) {
        let pieces = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if path == "current-context" || path == "preferences.colors" {
            section = nil
            name = ""
            keys = pieces
            form = path == "current-context" ? .text : .flag
            return
        }
        guard let section = KubeconfigFile.Section(rawValue: pieces[0]), pieces.count > 1 else {
            throw KubeconfigError("unable to parse \(path) after [] at api.Config")
        }
        self.section = section
        for (keys, form) in Self.fields[section] ?? []
        where pieces.count >= keys.count + 2 && Array(pieces.suffix(keys.count)) == keys {
            name = pieces[1..<(pieces.count - keys.count)].joined(separator: ".")
            self.keys = keys
            self.form = form
            return
        }
        guard mayBeEntry else {
            throw KubeconfigError("unable to parse \(pieces[pieces.count - 1]) of \(path) at api.\(section.typeName)")
        }
        name = pieces.dropFirst().joined(separator: ".")
        keys = []
        form = .text
    }

    /// Writes `text` there; `isRaw` says of bytes that they are not base64 yet.
    package func set(_ text: String, isRaw: Bool, in file: inout KubeconfigFile) throws(KubeconfigError) {
        let value: Value
        switch form {
        case .text: value = .string(text)
        case .flag:
            switch text {
            case "1", "t", "T", "TRUE", "true", "True": value = true
            case "0", "f", "F", "FALSE", "false", "False": value = false
            default: throw KubeconfigError("strconv.ParseBool: parsing \(text.goQuoted): invalid syntax")
            }
        case .bytes:
            if !isRaw, let byte = Base64.illegalByte(in: text) {
                throw KubeconfigError(
                    "error decoding base64 bytes: illegal base64 data at input byte \(byte); give --set-raw-bytes for "
                        + "plain text"
                )
            }
            value = .string(isRaw ? Base64.encoded(text) : text)
        case .list: value = .array(text.split(separator: ",").map { .string(String($0)) })
        }
        guard let section else {
            file.value[path: keys] = value
            return
        }
        var content = file[section, name] ?? (section == .contexts ? ["cluster": "", "user": ""] : .emptyObject)
        content[path: keys] = value
        file[section, name] = content
    }

    /// Removes what is there.
    package func unset(in file: inout KubeconfigFile) {
        guard let section else {
            file.value[path: keys] = nil
            return
        }
        guard !keys.isEmpty else {
            file[section, name] = nil
            return
        }
        guard var content = file[section, name] else { return }
        content[path: keys] = nil
        file[section, name] = content
    }
}
