// SPDX-License-Identifier: MIT

extension Substring {
    /// The pieces between `separator`s, empty ones left out, as `split` has them: by bytes, which is many times faster than by
    /// characters. The rest behind `most` cuts stays in one piece.
    func pieces(at separator: UInt8, most: Int = .max) -> [Substring] {
        utf8.split(separator: separator, maxSplits: most).map(Substring.init)
    }
}
