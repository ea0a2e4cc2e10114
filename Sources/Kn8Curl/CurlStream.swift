// SPDX-License-Identifier: MIT

internal import Synchronization

/// An answer whose body is read as it comes; a reader that is slow makes the server wait. One reader at a time.
package final class CurlStream: Sendable {
    /// What stands before the body.
    package let head: CurlHead
    private let transfer: CurlTransfer
    private let loop: CurlLoop

    init(head: CurlHead, transfer: CurlTransfer, loop: CurlLoop) {
        self.head = head
        self.transfer = transfer
        self.loop = loop
    }

    deinit { cancel() }

    /// The bytes that came since the last call, at least one; nil at the end of the body.
    package func next() async throws(CurlFailure) -> [UInt8]? {
        await withTaskCancellationHandler {
            await transfer.wait { $0.hasEnded || !$0.body.isEmpty }
        } onCancel: {
            loop.cancel(transfer)
        }
        let (bytes, failure, resumes) = transfer.inbox.withLock { inbox in
            defer {
                inbox.body = []
                inbox.isPaused = false
            }
            return (inbox.body, inbox.failure, inbox.isPaused)
        }
        if resumes { loop.resume(transfer) }
        if !bytes.isEmpty { return bytes }
        if let failure { throw failure }
        return nil
    }

    /// The rest of the body, at most `limit` bytes of it.
    package func rest(limit: Int = 1 << 24) async throws(CurlFailure) -> [UInt8] {
        var body: [UInt8] = []
        while body.count < limit, let bytes = try await next() { body += bytes }
        return body
    }

    /// Ends the exchange; `next` then fails as cancelled.
    package func cancel() { loop.cancel(transfer) }
}
