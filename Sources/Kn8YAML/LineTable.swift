// SPDX-License-Identifier: MIT
internal import Kn8Value

/// Where the lines of a document begin, to look at the text at a place.
struct LineTable {
    // Longer lines are no hand's work.
    private static let longest = 4_096

    private let bytes: ArraySlice<UInt8>
    private let starts: [Int]

    /// The lines of `bytes`, parted by line feeds.
    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        var starts = [bytes.startIndex]
        for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") { starts.append(index + 1) }
        self.starts = starts
    }

    /// The bytes of `line`, from 0, without its break; empty for a line that is not there.
    private func line(_ line: Int) -> ArraySlice<UInt8> {
        guard starts.indices.contains(line) else { return [] }
        let end = line + 1 < starts.count ? starts[line + 1] - 1 : bytes.endIndex
        let text = bytes[starts[line]..<max(starts[line], end)]
        return text.last == UInt8(ascii: "\r") ? text.dropLast() : text
    }

    /// The place behind the last text above `line`, line and column from 0; nil when all above it is blank.
    func endOfText(above line: Int) -> (line: Int, column: Int)? {
        var current = min(line, starts.count) - 1
        while current >= 0 {
            let text = self.line(current)
            if text.contains(where: { $0 > 0x20 }) { return (current, text.count { $0 & 0xC0 != 0x80 }) }
            current -= 1
        }
        return nil
    }

    /// How many columns of anchor, tag and blanks stand at `column` of `line`; nil when nothing else follows on the line.
    func properties(line: Int, column: Int) -> Int? {
        // A long line with many anchors would cost the square of its length.
        guard self.line(line).count <= LineTable.longest else { return nil }
        let text = self.line(line).filter { $0 & 0xC0 != 0x80 }
        var index = column
        while index < text.count {
            switch text[index] {
            case UInt8(ascii: "&"), UInt8(ascii: "!"):
                while index < text.count, text[index] > 0x20 { index += 1 }
            case UInt8(ascii: " "), UInt8(ascii: "\t"): index += 1
            case UInt8(ascii: "#"): return nil
            default: return index - column
            }
        }
        return nil
    }
}
