// SPDX-License-Identifier: MIT

internal import Synchronization

/// A client of one server: requests of any number of tasks share its connections, over HTTP/2 a single one.
package final class CurlClient: Sendable {
    private let endpoint: CurlEndpoint
    private let running = Mutex<CurlLoop?>(nil)

    /// A client; libcurl is loaded and a thread started with the first request.
    package init(_ endpoint: CurlEndpoint) { self.endpoint = endpoint }

    deinit { running.withLock { $0?.stop() } }

    /// Sends `request` and waits for the whole answer; cancelling the task ends the exchange.
    package func answer(to request: CurlRequest) async throws(CurlFailure) -> CurlAnswer {
        let loop = try loop(for: request)
        let transfer = CurlTransfer(request, isStream: false)
        await withTaskCancellationHandler {
            loop.start(transfer)
            await transfer.wait { $0.hasEnded }
        } onCancel: {
            loop.cancel(transfer)
        }
        let (head, body, failure, connections) = transfer.inbox.withLock { inbox in
            (inbox.head, inbox.body, inbox.failure, inbox.connections)
        }
        if let failure { throw failure }
        guard let head else { throw CurlFailure(.broken, "the server's answer has no head", mayHaveArrived: true) }
        return CurlAnswer(head: head, body: body, connections: connections)
    }

    /// Sends `request` and waits for the head of the answer; the body is read from the stream as it comes.
    package func stream(of request: CurlRequest) async throws(CurlFailure) -> CurlStream {
        let loop = try loop(for: request)
        let transfer = CurlTransfer(request, isStream: true)
        await withTaskCancellationHandler {
            loop.start(transfer)
            await transfer.wait { $0.hasEnded || $0.head != nil }
        } onCancel: {
            loop.cancel(transfer)
        }
        let (head, failure) = transfer.inbox.withLock { ($0.head, $0.failure) }
        guard let head else {
            throw failure ?? CurlFailure(.broken, "the server's answer has no head", mayHaveArrived: true)
        }
        return CurlStream(head: head, transfer: transfer, loop: loop)
    }

    private func loop(for request: CurlRequest) throws(CurlFailure) -> CurlLoop {
        if let name = request.unsoundField {
            throw CurlFailure(.other, "net/http: invalid header field value for \"\(name)\"")
        }
        return try running.withLock { running throws(CurlFailure) in
            if let running { return running }
            let loop = try CurlLoop(endpoint)
            running = loop
            return loop
        }
    }
}
