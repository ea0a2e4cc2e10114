// SPDX-License-Identifier: MIT

import Foundation
import Testing

@testable import Kn8Zlib

struct GzipWriterTests {
    /// What `gzip -d` makes of `bytes`; nil when there is no gzip on this machine.
    private func unpacked(_ bytes: [UInt8]) throws -> [UInt8]? {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("kn8-\(UUID().uuidString).gz")
        try Data(bytes).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", file.path]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return process.terminationStatus == 127 ? nil : Array(data)
    }

    @Test(arguments: [[0], [1], [65_536, 65_536], [200_000, 0, 3, 500_000], [10, 10, 10]])
    func givesBackWhatWasPutIn(sizes: [Int]) throws {
        guard let writer = GzipWriter() else { return }
        var generator = SystemRandomNumberGenerator()
        var plain: [UInt8] = []
        var packed: [UInt8] = []
        for (index, size) in sizes.enumerated() {
            let piece = (0..<size).map { $0 % 3 == 0 ? UInt8(truncatingIfNeeded: generator.next()) : 0x61 }
            plain += piece
            packed += try #require(writer.compressed(piece[...], isLast: index == sizes.count - 1))
        }
        if let result = try unpacked(packed) { #expect(result == plain) }
    }

    @Test func makesTextSmaller() throws {
        guard let writer = GzipWriter() else { return }
        let text = Array(String(repeating: "apiVersion: v1\n", count: 10_000).utf8)
        #expect(try #require(writer.compressed(text[...], isLast: true)).count < text.count / 20)
    }
}
