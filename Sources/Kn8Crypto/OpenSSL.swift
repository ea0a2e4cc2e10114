// SPDX-License-Identifier: MIT

internal import COpenSSL

/// libcrypto, loaded when it is first asked for.
enum OpenSSL {
    /// The functions of the library.
    static func functions() throws(CryptoError) -> kn8_openssl {
        guard let table = kn8_openssl_table() else {
            throw .unavailable(String(cString: kn8_openssl_complaint()))
        }
        return table.pointee
    }

    /// The error that the library keeps for this thread, as thrown by the Swift side; its queue is empty afterwards.
    static func failure(of function: String) -> CryptoError {
        guard let table = kn8_openssl_table() else {
            return .unavailable(String(cString: kn8_openssl_complaint()))
        }
        let code = table.pointee.ERR_get_error()
        guard code != 0 else { return .failed(function: function, reason: "no reason given") }
        table.pointee.ERR_clear_error()
        let reason = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer -> String in
            guard let start = buffer.baseAddress else { return "" }
            table.pointee.ERR_error_string_n(code, start, buffer.count)
            return String(cString: start)
        }
        return .failed(function: function, reason: reason)
    }
}
