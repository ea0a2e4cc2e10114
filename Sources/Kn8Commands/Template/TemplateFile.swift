// SPDX-License-Identifier: MIT

internal import Kn8Template
internal import Kn8Value
internal import Kn8YAML

/// A template as read from a file or from standard input, with the way back to its text.
struct TemplateFile {
    /// Why a file gives no template.
    enum Fault: Error {
        /// There is no such file, it cannot be read, or it holds nothing.
        case unreadable(String)
        /// The text is no YAML; `set` shows where.
        case malformed(String, ManifestSet)
        /// A field has the wrong type.
        case undecodable(TemplateDecodingError, SourceSpan?)
        /// The file holds something else.
        case other(GroupVersionKindName)
    }

    /// How Go names the type of an object: `*v1.ConfigMap`.
    struct GroupVersionKindName {
        let text: String

        init(_ value: Value) {
            let version = value["apiVersion"]?.string ?? ""
            text = "*\(version.split(separator: "/").last ?? "unknown").\(value["kind"]?.string ?? "unknown")"
        }
    }

    /// The template.
    let template: Template
    /// The document it stands in.
    let document: YAMLDocument
    /// How many documents the file has.
    let documentCount: Int

    /// Reads the file at `path`, or standard input for `-`.
    init(at path: String) throws(Fault) {
        if path.hasPrefix("http://") || path.hasPrefix("https://") {
            throw .unreadable("kn8 contacts no network: fetch \"\(path)\" first, and name the file")
        }
        if FileKind.of(path) == .folder { throw .unreadable("\"\(path)\" is a folder, not a template") }
        let files: [ManifestFiles.File]
        do throws(CommandError) {
            files = try ManifestFiles.read(ManifestFiles.list([path], recursive: false))
        } catch {
            throw .unreadable(error.message)
        }
        guard let file = files.first else { throw .unreadable("the path \"\(path)\" does not exist") }
        let items = YAMLStream.documents(in: file.bytes, file: file.name)
        guard let first = items.first else { throw .unreadable("no objects passed to process") }
        switch first {
        case .findings(let findings):
            throw .malformed(findings.first?.message ?? "not YAML", ManifestSet(files))
        case .document(let document):
            SecretLedger.current.note(document.value)
            guard Template.isTemplate(document.value) else { throw .other(GroupVersionKindName(document.value)) }
            do throws(TemplateDecodingError) {
                template = try Template(document.value)
            } catch {
                throw .undecodable(error, document.span(of: error.path))
            }
            self.document = document
            documentCount = items.count
        }
    }
}

extension SourceSpan {
    /// `t.yml:12:3`, as editors open it.
    var place: String { "\(file):\(start.line):\(start.column)" }
}
