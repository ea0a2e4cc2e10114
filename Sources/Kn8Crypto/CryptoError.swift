// SPDX-License-Identifier: MIT

/// Why something that needs cryptography could not be done.
package enum CryptoError: Error, Equatable {
    /// libcrypto.so.3 is not there or not whole; the loader's words.
    case unavailable(String)
    /// A function of libcrypto failed: its name and what the library said.
    case failed(function: String, reason: String)
}

extension CryptoError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unavailable(let reason):
            "OpenSSL cannot be loaded: \(reason); install the package libssl3 (libcrypto.so.3)"
        case .failed(let function, let reason): "OpenSSL: \(function): \(reason)"
        }
    }
}
