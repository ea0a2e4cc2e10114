// SPDX-License-Identifier: MIT

/// Takes a stream of bytes apart at its line breaks.
struct LineSplitter {
    private var bytes: [UInt8] = []
    private var start = 0
    private var searched = 0

    /// How many bytes wait for their line's end.
    var pending: Int { bytes.count - start }

    mutating func add(_ more: [UInt8]) {
        if start > 0 {
            bytes.removeFirst(start)
            searched -= start
            start = 0
        }
        bytes += more
    }

    /// The next whole line that is not empty, without its break; nil when there is none yet.
    mutating func next() -> [UInt8]? {
        while let end = bytes[max(searched, start)...].firstIndex(of: 0x0A) {
            defer {
                start = end + 1
                searched = start
            }
            if end > start { return Array(bytes[start..<end]) }
        }
        searched = bytes.count
        return nil
    }
}
