// SPDX-License-Identifier: MIT
internal import Glibc

/// The keys of mappings as strings. Manifests say the same few hundred keys over and over; a key that was met lately is not
/// made again.
final class KeyTable {
    private static let slots = 512
    private static let longest = 40

    private let strings: UnsafeMutablePointer<String>
    /// The bytes of each slot's key, with their number in front.
    private let spellings: UnsafeMutablePointer<UInt8>

    init() {
        strings = .allocate(capacity: KeyTable.slots)
        strings.initialize(repeating: "", count: KeyTable.slots)
        spellings = .allocate(capacity: KeyTable.slots * (KeyTable.longest + 1))
        spellings.initialize(repeating: 0, count: KeyTable.slots * (KeyTable.longest + 1))
    }

    deinit {
        strings.deinitialize(count: KeyTable.slots)
        strings.deallocate()
        spellings.deallocate()
    }

    /// The key that `bytes`, which are ASCII, spell.
    func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        let count = bytes.count
        guard let base = bytes.baseAddress, count > 0, count <= KeyTable.longest else {
            return String(decoding: bytes, as: UTF8.self)
        }
        let mark = Int(base[0]) &* 31 &+ Int(base[count / 2]) &* 17 &+ Int(base[count - 1]) &* 7 &+ count &* 97
        let slot = mark & (KeyTable.slots - 1)
        let spelling = spellings + slot * (KeyTable.longest + 1)
        if spelling[0] == UInt8(count), memcmp(spelling + 1, base, count) == 0 { return strings[slot] }
        let string = String(decoding: bytes, as: UTF8.self)
        strings[slot] = string
        spelling[0] = UInt8(count)
        memcpy(spelling + 1, base, count)
        return string
    }
}
