// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Kn8YAML

/// Manifests of the tests.
enum Manifest {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The documents of a text.
    static func documents(_ text: String) -> [Value] {
        YAMLStream.documents(in: Array(text.utf8), file: "test.yaml").compactMap { item in
            if case .document(let document) = item { document.value } else { nil }
        }
    }

    /// The first document of a text; null when there is none.
    static func one(_ text: String) -> Value { documents(text).first ?? .null }

    /// The documents of the YAML files below a folder of the repository, with the file each is from.
    static func folder(_ path: String) throws -> [(file: String, value: Value)] {
        let folder = root.appendingPathComponent(path)
        let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
        return try files.flatMap { file in
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            return documents(text).map { (file, $0) }
        }
    }
}
