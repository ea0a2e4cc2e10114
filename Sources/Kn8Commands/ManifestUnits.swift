// SPDX-License-Identifier: MIT

internal import Kn8YAML

/// A piece of the input that is judged at one go: whole documents of one text, or several small texts.
struct ManifestUnit: Sendable {
    /// Whole documents of one text.
    struct Stretch: Sendable {
        /// The text's place among the inputs.
        let text: Int
        let bytes: ArraySlice<UInt8>
        /// Where in the text the first byte is.
        let offset: Int
        /// Which line of the text begins there, from 1.
        let firstLine: Int
    }

    var stretches: [Stretch] = []
}

/// Parts texts into units of about equal size, one after the other.
struct ManifestUnits {
    /// How many bytes a unit has, about.
    static let size = 128 << 10

    private let texts: [ManifestText]
    private let size: Int
    private let windowSize: Int
    private var text = 0
    private var offset = 0
    private var line = 1
    /// What was read of a text that is not kept, and is in no unit yet.
    private var window: ArraySlice<UInt8> = []

    /// The units of `texts`, of about `size` bytes; of a text that is not kept about `windowSize` bytes are read at once.
    init(_ texts: [ManifestText], size: Int = ManifestUnits.size, windowSize: Int = 2 << 20) {
        self.texts = texts
        self.size = size
        self.windowSize = windowSize
    }

    /// The next unit; nil after the last.
    mutating func next() throws(CommandError) -> ManifestUnit? {
        var unit = ManifestUnit()
        var filled = 0
        while filled < size, text < texts.count {
            guard let stretch = try stretch(atMost: size - filled) else { continue }
            filled += stretch.bytes.count
            unit.stretches.append(stretch)
        }
        return unit.stretches.isEmpty ? nil : unit
    }

    /// The next stretch; nil at the end of a text.
    private mutating func stretch(atMost wanted: Int) throws(CommandError) -> ManifestUnit.Stretch? {
        let source = texts[text]
        guard offset < source.count else {
            (text, offset, line, window) = (text + 1, 0, 1, [])
            return nil
        }
        if source.isKept {
            window = try source.bytes(offset..<source.count)
        } else if window.count < windowSize {
            _ = try fill(from: source, upTo: windowSize * 2)
        }
        var cut = end(after: wanted)
        // A document that is larger than the window: more of it, until its end or the text's shows.
        while cut == nil, offset + window.count < source.count {
            guard try fill(from: source, upTo: window.count * 2) else { break }
            cut = end(after: wanted)
        }
        let rest = cut.map { window[..<$0] } ?? window
        guard !rest.isEmpty else {
            offset = source.count  // the file has become shorter
            return nil
        }
        let stretch = ManifestUnit.Stretch(text: text, bytes: rest, offset: offset, firstLine: line)
        offset += rest.count
        line += offset < source.count ? StreamCut.lineCount(in: rest) : 0
        window = source.isKept ? [] : window[rest.endIndex...]
        return stretch
    }

    /// Where in the window a stretch of about `wanted` bytes can end.
    private func end(after wanted: Int) -> Int? {
        let target = min(window.endIndex, window.startIndex + max(wanted - 1, 0))
        return StreamCut.first(in: window, after: target)
            ?? (offset + window.count < texts[text].count ? StreamCut.last(in: window, after: window.startIndex) : nil)
    }

    /// Reads on; false when the text has ended, though it was longer once.
    private mutating func fill(from source: ManifestText, upTo count: Int) throws(CommandError) -> Bool {
        let known = window.count
        let more = try source.bytes(offset + known..<min(source.count, offset + max(count, known + 1)))
        window = ArraySlice(Array(window) + more)
        return !more.isEmpty
    }
}
