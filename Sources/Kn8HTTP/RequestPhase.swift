// SPDX-License-Identifier: MIT

internal import NIOHTTP1

/// Where a connection, or a stream of one, is with its requests.
enum RequestPhase {
    case idle
    case reading(HTTPRequestHead)
    /// Answered before the request's end, of which some more bytes are read and thrown away.
    case refused(bytesLeft: Int)
    case answering
    /// Nothing more is taken in, though some may have been read.
    case closed

    /// How many bytes a refused request may go on sending before the connection is closed under it.
    static let refusedBytes = 16 * 1_024 * 1_024
}
