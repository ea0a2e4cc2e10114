// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Crypto

struct PrivateKeyTests {
    @Test func signsWhatItCanCheck() throws {
        let key = try PrivateKey.generate()
        let other = try PrivateKey.generate()
        let again = try PrivateKey(pem: key.pem())
        for length in [0, 1, 55, 1_000] {
            let text = [UInt8](repeating: 0x61, count: length)
            let signature = try key.signature(of: text)
            #expect(signature.count == 64)
            #expect(key.isValid(signature, of: text))
            #expect(again.isValid(signature, of: text))
            #expect(!other.isValid(signature, of: text))
            #expect(!key.isValid(signature, of: text + [0]))
            #expect(!key.isValid(Array(signature.dropLast()), of: text))
            #expect(!key.isValid([UInt8](repeating: 0, count: 64), of: text))
        }
    }

    @Test func showsItsPublicHalf() throws {
        let key = try PrivateKey.generate()
        let point = try key.publicPoint()
        #expect(point.x.count == 32 && point.y.count == 32)
        #expect(try String(decoding: key.publicPEM(), as: UTF8.self).hasPrefix("-----BEGIN PUBLIC KEY-----\n"))
        #expect(try String(decoding: key.pem(), as: UTF8.self).hasPrefix("-----BEGIN PRIVATE KEY-----\n"))
    }

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var der: [UInt8]
        var isGood: Bool

        init(_ name: String, _ der: [UInt8], isGood: Bool) {
            testDescription = name
            self.der = der
            self.isGood = isGood
        }
    }

    @Test(arguments: [
        Row("small numbers", [0x30, 6, 2, 1, 1, 2, 1, 2], isGood: true),
        Row("a sign byte", [0x30, 7, 2, 2, 0, 0x80, 2, 1, 2], isGood: true),
        Row("too short", [0x30, 6, 2, 1, 1, 2, 1], isGood: false),
        Row("something after it", [0x30, 6, 2, 1, 1, 2, 1, 2, 0], isGood: false),
        Row("no sequence", [0x31, 6, 2, 1, 1, 2, 1, 2], isGood: false),
        Row("an empty number", [0x30, 5, 2, 0, 2, 1, 2], isGood: false),
        Row("a number of 33 bytes", [0x30, 38, 2, 33] + [UInt8](repeating: 1, count: 33) + [2, 1, 2], isGood: false),
        Row("nothing", [], isGood: false),
    ]) func readsTheSpellingOfOpenSSL(_ row: Row) {
        let raw = ECDSASignature.raw(der: row.der[...])
        #expect((raw != nil) == row.isGood)
        if let raw { #expect(ECDSASignature.der(raw: raw) == row.der) }
    }
}
