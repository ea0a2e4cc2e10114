// SPDX-License-Identifier: MIT

internal import CCurl
internal import Synchronization

/// One exchange under way: what the loop's thread receives, and who waits for it.
///
/// Unchecked because the handle and what hangs on it belong to the loop's thread alone; all that is shared is in `inbox`.
final class CurlTransfer: @unchecked Sendable {
    /// What has come and not been taken.
    struct Inbox {
        var head: CurlHead?
        var body: [UInt8] = []
        var isPaused = false
        var hasEnded = false
        var failure: CurlFailure?
        var connections = 0
        var waiter: CheckedContinuation<Void, Never>?
    }

    /// How much a stream holds before the server must wait.
    static let highWater = 1 << 20

    let request: CurlRequest
    let isStream: Bool
    let inbox = Mutex(Inbox())

    // Of the loop's thread alone.
    var easy: UnsafeMutableRawPointer?
    var lists: [UnsafeMutablePointer<curl_slist>] = []
    let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))
    private var arriving: CurlHead?

    init(_ request: CurlRequest, isStream: Bool) {
        self.request = request
        self.isStream = isStream
        errorText.pointee = 0
    }

    deinit {
        lists.forEach { kn8_curl_list_free($0) }
        errorText.deallocate()
    }

    /// Takes a line of the head; false ends the transfer.
    func receive(header bytes: UnsafeRawBufferPointer) -> Bool {
        var line = Substring(decoding: bytes, as: UTF8.self)
        while let last = line.unicodeScalars.last, last == "\r" || last == "\n" { line.unicodeScalars.removeLast() }
        if let status = CurlHead.status(in: line) {
            arriving = CurlHead(status: status)
        } else if !line.isEmpty {
            arriving?.add(line)
        } else if let head = arriving, head.status >= 200 {
            arriving = nil
            change { $0.head = head }
        }
        return true
    }

    /// What became of bytes that libcurl offered.
    enum Reception { case taken, paused, refused }

    /// Takes bytes of the body, unless the reader is too far behind.
    func receive(body bytes: UnsafeRawBufferPointer) -> Reception {
        let (reception, waiter) = inbox.withLock { inbox -> (Reception, CheckedContinuation<Void, Never>?) in
            if isStream {
                guard inbox.body.count < CurlTransfer.highWater else {
                    inbox.isPaused = true
                    return (.paused, nil)
                }
            } else if inbox.body.count + bytes.count > request.largestAnswer {
                return (.refused, nil)
            }
            inbox.body.append(contentsOf: bytes)
            guard isStream else { return (.taken, nil) }
            defer { inbox.waiter = nil }
            return (.taken, inbox.waiter)
        }
        waiter?.resume()
        return reception
    }

    /// Ends the exchange; nil when it went well. Only the first end counts.
    func end(_ failure: CurlFailure?, connections: Int = 0) {
        change { inbox in
            guard !inbox.hasEnded else { return }
            inbox.hasEnded = true
            inbox.failure = failure
            inbox.connections = connections
        }
    }

    /// Waits until `isReady` says so; it is asked anew after every change.
    func wait(until isReady: @Sendable (borrowing Inbox) -> Bool) async {
        while true {
            let isThere = inbox.withLock { isReady($0) }
            if isThere { return }
            await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
                let waits = inbox.withLock { inbox in
                    guard !isReady(inbox) else { return false }
                    inbox.waiter = continuation
                    return true
                }
                if !waits { continuation.resume() }
            }
        }
    }

    private func change(_ body: (inout Inbox) -> Void) {
        let waiter = inbox.withLock { inbox in
            body(&inbox)
            // A whole answer is waited for to its end; its head wakes nobody.
            guard isStream || inbox.hasEnded else { return nil as CheckedContinuation<Void, Never>? }
            defer { inbox.waiter = nil }
            return inbox.waiter
        }
        waiter?.resume()
    }
}
