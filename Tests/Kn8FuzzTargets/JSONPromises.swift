// SPDX-License-Identifier: MIT
internal import Kn8Value

/// What is read can be written in every layout, and what that reads as is written the same again (`2e2` is a double,
/// which is written `200`, which is an integer: as in Go; a double that is minus zero is written `-0`, which is the integer 0).
enum JSONPromises {
    static func complaint(about bytes: [UInt8]) -> String? {
        guard let value = try? Value(json: bytes) else { return nil }
        for layout in [JSONLayout.compact, .indented(2)] {
            for escaping in [false, true] {
                let written = value.json(layout, escapingHTML: escaping)
                let again = try? Value(json: Array(written.utf8))
                let settled = again?.json(layout, escapingHTML: escaping)
                if settled == written { continue }
                let once = settled.flatMap { try? Value(json: Array($0.utf8)) }?.json(layout, escapingHTML: escaping)
                guard written.contains("-0"), once != nil, once == settled else {
                    return "reads back otherwise: \(written)"
                }
            }
        }
        return nil
    }
}
