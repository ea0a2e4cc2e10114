// SPDX-License-Identifier: MIT

internal import COpenSSL

/// A file of OpenSSL's that lives in memory.
struct MemoryBIO: ~Copyable {
    let pointer: OpaquePointer
    private let openssl: kn8_openssl

    /// An empty one, to be written.
    init(_ openssl: kn8_openssl) throws(CryptoError) {
        guard let pointer = openssl.BIO_new(openssl.BIO_s_mem()) else { throw OpenSSL.failure(of: "BIO_new") }
        self.pointer = pointer
        self.openssl = openssl
    }

    deinit { _ = openssl.BIO_free(pointer) }

    /// One with a copy of `bytes`, to be read.
    static func holding(_ bytes: [UInt8], _ openssl: kn8_openssl) throws(CryptoError) -> MemoryBIO {
        let file = try MemoryBIO(openssl)
        guard let count = Int32(exactly: bytes.count), openssl.BIO_write(file.pointer, bytes, count) == count else {
            throw OpenSSL.failure(of: "BIO_write")
        }
        return file
    }

    /// What was written and not read yet.
    func contents() -> [UInt8] {
        let count = openssl.BIO_ctrl(pointer, BIO_CTRL_PENDING, 0, nil)
        guard count > 0, let length = Int32(exactly: count) else { return [] }
        var bytes = [UInt8](repeating: 0, count: count)
        let read = openssl.BIO_read(pointer, &bytes, length)
        return Array(bytes.prefix(max(0, Int(read))))
    }
}
