// SPDX-License-Identifier: MIT

import Foundation
import Kn8FuzzTargets
import Testing

/// The inputs that `make fuzz` starts from, and those that it found, each against the promise of its target.
@Suite struct SeedTests {
    @Test(arguments: FuzzTarget.allCases) func `every promise holds for its seeds`(target: FuzzTarget) throws {
        let seeds = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Seeds/\(target)")
        let files = try FileManager.default.contentsOfDirectory(at: seeds, includingPropertiesForKeys: nil)
        #expect(!files.isEmpty)
        for file in files {
            let bytes = try [UInt8](Data(contentsOf: file))
            #expect(target.complaint(about: bytes) == nil, "\(file.lastPathComponent)")
            // What is cut off anywhere is bad input of the likeliest kind.
            for length in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 64)) {
                #expect(
                    target.complaint(about: Array(bytes.prefix(length))) == nil,
                    "\(file.lastPathComponent), \(length)"
                )
            }
        }
    }
}
