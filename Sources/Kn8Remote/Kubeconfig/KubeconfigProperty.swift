// SPDX-License-Identifier: MIT

package import Kn8Value

/// A place in a kubeconfig by the name that `config set` has for it: `clusters.NAME.server`, where names may have dots.
package struct KubeconfigProperty: Hashable, Sendable {
    /// How a property's text becomes a value.
    private enum Form: Hashable {
        case text
        case flag
        case bytes
        case list
        /// What is there can only be removed.
        case tree
    }

    /// Where the property stands in the files.
    package enum Place: Hashable, Sendable {
        case currentContext
        /// At the top of a file: preferences, extensions.
        case top
        case section(KubeconfigFile.Section)
        case entry(KubeconfigFile.Section, String)
    }

    /// Where it stands.
    package let place: Place
    /// The keys from there; empty for the whole of it.
    private let keys: [String]
    private let form: Form
    private let path: String

    /// A plugin's fields; of them kubectl reaches none.
    private static let pluginFields: [String: Form] = [
        "command": .text, "apiVersion": .text, "args": .list, "installHint": .text, "interactiveMode": .text,
        "provideClusterInfo": .flag,
    ]
    /// kubectl's names of fields that the file has others for.
    private static let otherNames = [
        "act-as": "as", "act-as-uid": "as-uid", "act-as-groups": "as-groups", "act-as-user-extra": "as-user-extra",
    ]

    /// The place that `path` names.
    package init(_ path: String) throws(KubeconfigError) {
        guard !path.isEmpty else { throw KubeconfigError("you must specify a property") }
        self.path = path
        let pieces = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard let section = KubeconfigFile.Section(rawValue: pieces[0]) else {
            (place, keys, form) = try Self.outsideSections(pieces, path)
            return
        }
        guard pieces.count > 1 else {
            (place, keys, form) = (.section(section), [], .tree)
            return
        }
        // As for kubectl, a name ends at the first word that is a field.
        let fields = KubeconfigShape.fields(of: section)
        func isField(_ word: String) -> Bool { fields[Self.otherNames[word] ?? word] != nil }
        let index = pieces.indices.dropFirst(2).first { isField(pieces[$0]) } ?? pieces.endIndex
        place = .entry(section, pieces[1..<index].joined(separator: "."))
        guard index < pieces.endIndex, let shape = fields[Self.otherNames[pieces[index]] ?? pieces[index]] else {
            (keys, form) = ([], .tree)
            return
        }
        let rest = Array(pieces[(index + 1)...])
        keys = [Self.otherNames[pieces[index]] ?? pieces[index]] + rest
        if rest.isEmpty {
            form = Self.form(of: shape)
        } else if keys.count == 2, keys[0] == "exec", let form = Self.pluginFields[keys[1]] {
            self.form = form
        } else {
            throw Self.tooDeep(path)
        }
    }

    private static func outsideSections(
        _ pieces: [String],
        _ path: String
    ) throws(KubeconfigError) -> (Place, [String], Form) {
        switch (pieces[0], pieces.count) {
        case ("current-context", 1): return (.currentContext, pieces, .text)
        case ("current-context", _): throw tooDeep(path)
        case ("preferences", 1), ("extensions", 1): return (.top, pieces, .tree)
        case ("preferences", 2) where pieces[1] == "colors": return (.top, pieces, .flag)
        case ("preferences", 2) where pieces[1] == "extensions": return (.top, pieces, .tree)
        default: throw KubeconfigError("unable to parse \(path) after [] at api.Config")
        }
    }

    private static func form(of shape: KubeconfigShape) -> Form {
        switch shape {
        case .text: .text
        case .flag: .flag
        case .bytes: .bytes
        case .list(.text): .list
        default: .tree
        }
    }

    private static func tooDeep(_ path: String) -> KubeconfigError {
        KubeconfigError("unable to parse one or more field values of \(path)")
    }

    /// The value that `text` stands for; `isRaw` says of bytes that they are not base64 yet.
    package func value(_ text: String, isRaw: Bool) throws(KubeconfigError) -> Value {
        guard !text.isEmpty else { throw KubeconfigError("you cannot use set to unset a property") }
        switch form {
        case .text: return .string(text)
        case .flag:
            switch text {
            case "1", "t", "T", "TRUE", "true", "True": return true
            case "0", "f", "F", "FALSE", "false", "False": return false
            default: throw KubeconfigError("strconv.ParseBool: parsing \(text.goQuoted): invalid syntax")
            }
        case .bytes:
            if !isRaw, let byte = Base64.illegalByte(in: text) {
                throw KubeconfigError("error decoding input value: illegal base64 data at input byte \(byte)")
            }
            return .string(isRaw ? Base64.encoded(text) : text)
        case .list: return .array(text.split(separator: ",").map { .string(String($0)) })
        case .tree: throw notOneValue
        }
    }

    private var notOneValue: KubeconfigError {
        guard case .entry(let section, _) = place else {
            return KubeconfigError("unable to parse \(path) after [] at api.Config")
        }
        let last = path.split(separator: ".", omittingEmptySubsequences: false).last ?? ""
        return KubeconfigError("unable to parse \(last) of \(path) at api.\(section.typeName)")
    }

    /// Writes `value` there.
    package func set(_ value: Value, in file: inout KubeconfigFile) {
        guard case .entry(let section, let name) = place else {
            file.value[path: keys] = value
            return
        }
        var content = file[section, name] ?? .emptyObject
        content[path: keys] = value
        file[section, name] = content
    }

    /// Removes what is there; nothing when it is not.
    package func unset(in file: inout KubeconfigFile) throws(KubeconfigError) {
        switch place {
        case .currentContext, .top: file.value[path: keys] = nil
        case .section(let section):
            // Where there is nothing, the file stays as it is.
            if file.value[section.rawValue]?.isNull == false { file.value[section.rawValue] = nil }
        case .entry(let section, let name):
            guard !keys.isEmpty else {
                file[section, name] = nil
                return
            }
            guard var content = file[section, name] else {
                throw KubeconfigError("current map key `\(name)` is invalid")
            }
            content[path: keys] = nil
            file[section, name] = content
        }
    }
}
