// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Crypto

/// The published vectors: FIPS 180-4's examples and RFC 4231.
struct SHA256Tests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var key: [UInt8]?
        var bytes: [UInt8]
        var digest: String
    }

    static let rows = [
        Row(
            testDescription: "nothing",
            key: nil,
            bytes: [],
            digest: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        ),
        Row(
            testDescription: "abc",
            key: nil,
            bytes: Array("abc".utf8),
            digest: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        ),
        Row(
            testDescription: "a million of a",
            key: nil,
            bytes: Array(repeating: UInt8(ascii: "a"), count: 1_000_000),
            digest: "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
        Row(
            testDescription: "RFC 4231 case 1",
            key: Array(repeating: 0x0b, count: 20),
            bytes: Array("Hi There".utf8),
            digest: "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        Row(
            testDescription: "RFC 4231 case 2",
            key: Array("Jefe".utf8),
            bytes: Array("what do ya want for nothing?".utf8),
            digest: "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        Row(
            testDescription: "RFC 4231 case 6, a key longer than a block",
            key: Array(repeating: 0xaa, count: 131),
            bytes: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            digest: "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        Row(
            testDescription: "an empty key",
            key: [],
            bytes: [],
            digest: "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"
        ),
    ]

    @Test(arguments: rows)
    func digestIsTheOneOfTheStandard(row: Row) throws {
        let digest =
            if let key = row.key { try SHA256.authenticationCode(of: row.bytes, key: key) } else {
                try SHA256.digest(row.bytes)
            }
        #expect(digest.count == SHA256.byteCount)
        #expect(Hexadecimal.encoded(digest) == row.digest)
    }

    @Test
    func equalityLooksAtEveryByte() throws {
        #expect(try ConstantTime.equal([], []))
        #expect(try ConstantTime.equal([1, 2, 3], [1, 2, 3]))
        #expect(try !ConstantTime.equal([1, 2, 3], [1, 2, 4]))
        #expect(try !ConstantTime.equal([1, 2, 3], [1, 2]))
    }

    @Test
    func randomBytesAreAsManyAsAskedAndDiffer() throws {
        #expect(RandomBytes.make(0).isEmpty)
        let one = RandomBytes.make(33)
        #expect(one.count == 33)
        #expect(RandomBytes.make(33) != one)
    }

    @Test
    func missingLibraryIsSaidWithItsRemedy() {
        let error = CryptoError.unavailable("libcrypto.so.3: cannot open shared object file")
        #expect(
            "\(error)" == """
                OpenSSL cannot be loaded: libcrypto.so.3: cannot open shared object file; \
                install the package libssl3 (libcrypto.so.3)
                """
        )
    }
}
