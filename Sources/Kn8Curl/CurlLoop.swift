// SPDX-License-Identifier: MIT

internal import CCurl
internal import Glibc
internal import Synchronization

/// The thread on which libcurl works: one set of connections, any number of transfers.
///
/// Unchecked because the multi handle is used by its own thread alone, but for waking it, which libcurl allows from any.
final class CurlLoop: @unchecked Sendable {
    private enum Order {
        case start(CurlTransfer)
        case resume(CurlTransfer)
        case cancel(CurlTransfer)
    }

    private struct Mailbox {
        var orders: [Order] = []
        var isStopped = false
    }

    private let endpoint: CurlEndpoint
    private let multi: UnsafeMutableRawPointer
    private let mailbox = Mutex(Mailbox())
    private var active: [UnsafeMutableRawPointer: CurlTransfer] = [:]
    private var idle: [UnsafeMutableRawPointer] = []

    /// Starts the thread.
    init(_ endpoint: CurlEndpoint) throws(CurlFailure) {
        if let why = kn8_curl_load() {
            throw CurlFailure(.noLibrary, "libcurl cannot be loaded: \(String(cString: why))")
        }
        guard let multi = kn8_curl_multi_init() else { throw CurlFailure(.noLibrary, "libcurl cannot be set up") }
        self.endpoint = endpoint
        self.multi = multi
        _ = kn8_curl_multi_set_long(multi, CURLMOPT_PIPELINING, 2)  // multiplexing
        _ = kn8_curl_multi_set_long(multi, CURLMOPT_MAX_CONCURRENT_STREAMS, 1_000)
        var thread = pthread_t()
        let code = pthread_create(
            &thread,
            nil,
            { context in
                if let context { Unmanaged<CurlLoop>.fromOpaque(context).takeRetainedValue().run() }
                return nil
            },
            Unmanaged.passRetained(self).toOpaque()
        )
        guard code == 0 else {
            Unmanaged.passUnretained(self).release()
            throw CurlFailure(.other, "no thread for libcurl: \(String(cString: strerror(code)))")
        }
        pthread_detach(thread)
    }

    deinit {
        idle.forEach { kn8_curl_easy_cleanup($0) }
        kn8_curl_multi_cleanup(multi)
    }

    func start(_ transfer: CurlTransfer) { give(.start(transfer)) }

    func resume(_ transfer: CurlTransfer) { give(.resume(transfer)) }

    func cancel(_ transfer: CurlTransfer) { give(.cancel(transfer)) }

    /// Ends every transfer and the thread.
    func stop() {
        mailbox.withLock { $0.isStopped = true }
        _ = kn8_curl_multi_wakeup(multi)
    }

    private func give(_ order: Order) {
        let wakes = mailbox.withLock { mailbox in
            guard !mailbox.isStopped else { return false }
            mailbox.orders.append(order)
            return mailbox.orders.count == 1
        }
        if wakes { _ = kn8_curl_multi_wakeup(multi) }
    }

    private func run() {
        while true {
            let (orders, isStopped) = mailbox.withLock { mailbox in
                defer { mailbox.orders.removeAll() }
                return (mailbox.orders, mailbox.isStopped)
            }
            orders.forEach(carryOut)
            if isStopped { break }
            _ = kn8_curl_multi_perform(multi)
            var code = CURLE_OK
            while let easy = kn8_curl_multi_ended(multi, &code) { finish(easy, code) }
            _ = kn8_curl_multi_poll(multi, 60_000)
        }
        for (easy, transfer) in active {
            _ = kn8_curl_multi_remove(multi, easy)
            kn8_curl_easy_cleanup(easy)
            transfer.end(.cancelled)
        }
        active = [:]
    }

    private func carryOut(_ order: Order) {
        switch order {
        case .start(let transfer):
            guard !transfer.inbox.withLock({ $0.hasEnded }) else { return }
            guard let easy = idle.popLast() ?? kn8_curl_easy_init() else {
                return transfer.end(CurlFailure(.other, "out of memory"))
            }
            transfer.easy = easy
            CurlOptions(easy).set(transfer, endpoint)
            guard kn8_curl_multi_add(multi, easy) == CURLM_OK else {
                release(easy)
                return transfer.end(CurlFailure(.other, "libcurl takes no more transfers"))
            }
            active[easy] = transfer
        case .resume(let transfer):
            guard let easy = transfer.easy, active[easy] === transfer else { return }
            _ = kn8_curl_easy_pause(easy, 0)
        case .cancel(let transfer):
            if let easy = transfer.easy, active[easy] === transfer {
                active[easy] = nil
                _ = kn8_curl_multi_remove(multi, easy)
                release(easy)
            }
            transfer.end(.cancelled)
        }
    }

    private func finish(_ easy: UnsafeMutableRawPointer, _ code: CURLcode) {
        guard let transfer = active.removeValue(forKey: easy) else { return }
        let failure = CurlFailure(
            code,
            detail: String(cString: transfer.errorText),
            mayHaveArrived: kn8_curl_get_long(easy, CURLINFO_REQUEST_SIZE) > 0
        )
        let connections = kn8_curl_get_long(easy, CURLINFO_NUM_CONNECTS)
        _ = kn8_curl_multi_remove(multi, easy)
        release(easy)
        transfer.end(failure, connections: connections)
    }

    private func release(_ easy: UnsafeMutableRawPointer) {
        kn8_curl_easy_reset(easy)
        guard idle.count < 64 else { return kn8_curl_easy_cleanup(easy) }
        idle.append(easy)
    }
}
