// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Template

/// Where the values of a template's parameters come from.
struct TemplateParameterOptions: ParsableArguments {
    @Option(
        name: [.customShort("p"), .customLong("param")],
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Set a parameter, as NAME=VALUE; may be repeated", valueName: "name=value")
    )
    var parameters: [String] = []

    @Option(
        name: .customLong("param-file"),
        help: ArgumentHelp(
            "Read values from this file of NAME=VALUE lines, or from standard input with '-'; may be repeated",
            valueName: "path"
        ),
        completion: .file()
    )
    var files: [String] = []

    @Flag(name: .customLong("ignore-unknown-parameters"), help: "Leave out values that the template has no use for")
    var ignoresUnknown = false

    @Option(
        help: ArgumentHelp("Generate the same values in every run with this word; for tests, never for secrets")
    )
    var seed: String?

    /// The randomness for generated values.
    var random: ParameterRandom { seed.map(ParameterRandom.seeded) ?? .secure }

    /// The values of `texts` (the options' own and those of the command line), then of the files.
    ///
    /// - Throws: oc's complaint about the first text or file that cannot be used.
    func assignments(_ texts: [String]) throws(CommandError) -> ParameterAssignments {
        do throws(ParameterAssignments.Fault) {
            var assignments = try ParameterAssignments(texts)
            for path in files { assignments.add(try read(path), named: path) }
            return assignments
        } catch {
            throw CommandError(error.message)
        }
    }

    private func read(_ path: String) throws(ParameterAssignments.Fault) -> ParameterFile {
        let text: String
        do throws(CommandError) {
            switch FileKind.of(path) {
            case .folder:
                throw CommandError("Cannot read variables from \"\(path)\": is a directory")
            case .missing where path != "-":
                throw CommandError("Cannot stat \"\(path)\": stat \(path): no such file or directory")
            default:
                let files = try ManifestFiles.read(ManifestFiles.list([path], recursive: false))
                text = String(decoding: files.first?.bytes ?? [], as: UTF8.self)
            }
        } catch {
            throw ParameterAssignments.Fault(message: error.message)
        }
        return try ParameterFile(text, named: path == "-" ? "stdin" : path)
    }

    /// Warns of values that look like lists, as oc does.
    func warnings(about texts: [String]) -> [String] {
        guard !parameters.isEmpty else { return [] }
        return texts.filter(ParameterAssignments.looksLikeList).map { text in
            "warning: --param no longer accepts comma-separated lists of values. \"\(text)\" will be treated as a "
                + "single key-value pair."
        }
    }
}
