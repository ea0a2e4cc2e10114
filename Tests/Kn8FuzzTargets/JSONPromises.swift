// SPDX-License-Identifier: MIT
internal import Kn8Value

/// What is read can be written in every layout, and what that reads as is written the same again (`2e2` is a double,
/// which is written `200`, which is an integer: as in Go).
enum JSONPromises {
    static func complaint(about bytes: [UInt8]) -> String? {
        guard let value = try? Value(json: bytes) else { return nil }
        for layout in [JSONLayout.compact, .indented(2)] {
            for escaping in [false, true] {
                let written = value.json(layout, escapingHTML: escaping)
                let again = try? Value(json: Array(written.utf8))
                if again?.json(layout, escapingHTML: escaping) != written { return "reads back otherwise: \(written)" }
            }
        }
        return nil
    }
}
