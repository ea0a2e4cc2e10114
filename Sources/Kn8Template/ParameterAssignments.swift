// SPDX-License-Identifier: MIT

internal import Kn8Value

/// `KEY=VALUE` texts from the command line and from files (`oc:pkg/helpers/newapp/app/env.go`).
package struct ParameterAssignments: Hashable, Sendable {
    /// A text that assigns nothing.
    package struct Fault: Error, Hashable, Sendable {
        /// The complaint in oc's words.
        package var message: String

        /// The complaint `message`.
        package init(message: String) { self.message = message }
    }

    /// The values by name: the first one given on the command line, else that of the first file that has one.
    package private(set) var values: [String: String] = [:]
    /// The names given more than once on the command line, in order and with repetition.
    package private(set) var repeated: [String] = []
    /// What oc warns of: names that a file gives in vain, in the order of the files.
    package private(set) var warnings: [String] = []

    /// The assignments of the command line.
    ///
    /// - Throws: The first text without `=` or with a key that is none.
    package init(_ texts: [String]) throws(Fault) {
        for text in texts {
            let mark = text.utf8.firstIndex(of: UInt8(ascii: "="))
            let key = String(mark.map { text[..<$0] } ?? text[...])
            let complaint = ParameterAssignments.complaint(about: key)
            guard let mark, complaint == nil else {
                throw Fault(
                    message: "invalid parameter assignment in \(text.goQuoted), [\(complaint ?? "")]"
                )
            }
            guard values[key] == nil else {
                repeated.append(key)
                continue
            }
            values[key] = String(text[text.utf8.index(after: mark)...])
        }
    }

    /// Adds the assignments of `file`, called `name`; what is set already stays and is warned of.
    package mutating func add(_ file: ParameterFile, named name: String) {
        for (key, value) in file.values.sorted(by: { $0.key < $1.key }) {
            if values[key] == nil {
                values[key] = value
            } else {
                warnings.append(
                    "warning: Template parameter \(key.goQuoted) already defined, ignoring value from file "
                        + name.goQuoted
                )
            }
        }
    }

    /// Whether `text` looks like several assignments with commas between them, which oc once split.
    package static func looksLikeList(_ text: String) -> Bool {
        let pieces = text.split(separator: ",", omittingEmptySubsequences: false)
        return pieces.count > 1 && pieces.allSatisfy { $0.contains("=") }
    }

    /// What is wrong with `key` as the name of a variable; nil when nothing is
    /// (`apimachinery:pkg/util/validation/validation.go`).
    static func complaint(about key: String) -> String? {
        var complaints: [String] = []
        let bytes = Array(key.utf8)
        let isNumber = bytes.first.map { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? true
        let isLegal = bytes.allSatisfy {
            ReferenceScanner.isNameByte($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
        }
        if isNumber || !isLegal {
            complaints.append(
                "a valid environment variable name must consist of alphabetic characters, digits, '_', '-', or '.', and "
                    + "must not start with a digit (e.g. 'my.env-name',  or 'MY_ENV.NAME',  or 'MyEnvName1', regex used "
                    + "for validation is '[-._a-zA-Z][-._a-zA-Z0-9]*')"
            )
        }
        if key == "." { complaints.append("must not be '.'") }
        if key == ".." {
            complaints.append("must not be '..'")
        } else if key.hasPrefix("..") {
            complaints.append("must not start with '..'")
        }
        return complaints.isEmpty ? nil : complaints.joined(separator: " ")
    }
}
