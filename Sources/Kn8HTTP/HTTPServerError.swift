// SPDX-License-Identifier: MIT

internal import Glibc
internal import NIOCore

/// Why a server cannot listen.
package struct HTTPServerError: Error, CustomStringConvertible {
    /// What cannot be done, and the reason.
    package let message: String

    /// The message.
    package var description: String { message }

    static func reason(of error: any Error) -> String {
        guard let error = error as? IOError else { return "\(error)" }
        return String(cString: strerror(error.errnoCode))
    }
}
