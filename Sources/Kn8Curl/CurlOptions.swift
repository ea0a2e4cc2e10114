// SPDX-License-Identifier: MIT

internal import CCurl

/// What a handle of libcurl is told before its transfer begins.
struct CurlOptions {
    private let easy: UnsafeMutableRawPointer

    init(_ easy: UnsafeMutableRawPointer) { self.easy = easy }

    /// Tells it all of `transfer` to `endpoint`.
    func set(_ transfer: CurlTransfer, _ endpoint: CurlEndpoint) {
        set(transfer.request, transfer)
        set(endpoint, transfer)
        receive(into: transfer)
    }

    private func set(_ request: CurlRequest, _ transfer: CurlTransfer) {
        text(CURLOPT_URL, request.url)
        if request.method == "HEAD" {
            long(CURLOPT_NOBODY, 1)
        } else if let body = request.body {
            long(CURLOPT_POST, 1)
            _ = kn8_curl_set_size(easy, CURLOPT_POSTFIELDSIZE_LARGE, Int64(body.count))
            body.withUnsafeBytes { bytes in
                // An empty body must not be a null pointer, which would mean a body to be read from somewhere.
                let start = bytes.baseAddress.map { UnsafeMutableRawPointer(mutating: $0) }
                _ = start.map { kn8_curl_set_pointer(easy, CURLOPT_COPYPOSTFIELDS, $0) }
            }
            if body.isEmpty { text(CURLOPT_COPYPOSTFIELDS, "") }
        }
        if request.method != "HEAD" { text(CURLOPT_CUSTOMREQUEST, request.method) }
        // No waiting for `100 Continue`.
        list(CURLOPT_HTTPHEADER, request.headers + ["Expect:"], transfer)
        long(CURLOPT_TIMEOUT_MS, request.timeoutMilliseconds)
    }

    private func set(_ endpoint: CurlEndpoint, _ transfer: CurlTransfer) {
        long(CURLOPT_NOSIGNAL, 1)
        long(CURLOPT_TCP_KEEPALIVE, 1)
        long(CURLOPT_TCP_KEEPIDLE, 30)
        long(CURLOPT_TCP_KEEPINTVL, 15)
        long(CURLOPT_PIPEWAIT, 1)
        long(CURLOPT_HTTP_VERSION, 4)  // CURL_HTTP_VERSION_2TLS
        long(CURLOPT_MAXAGE_CONN, endpoint.idleSeconds)
        long(CURLOPT_CONNECTTIMEOUT_MS, endpoint.connectMilliseconds)
        long(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        text(CURLOPT_PROTOCOLS_STR, "http,https")
        text(CURLOPT_PROXY, endpoint.proxy)
        text(CURLOPT_NOPROXY, endpoint.noProxy)
        if endpoint.compresses { text(CURLOPT_ACCEPT_ENCODING, "gzip") }
        if !endpoint.unixSocket.isEmpty { text(CURLOPT_UNIX_SOCKET_PATH, endpoint.unixSocket) }
        if !endpoint.connectsTo.isEmpty { list(CURLOPT_CONNECT_TO, [endpoint.connectsTo], transfer) }
        if endpoint.skipsVerification {
            long(CURLOPT_SSL_VERIFYPEER, 0)
            long(CURLOPT_SSL_VERIFYHOST, 0)
        }
        if !endpoint.certificateAuthority.isEmpty {
            // The system's authorities are looked at besides unless they are taken away.
            for authorities in [CURLOPT_CAINFO, CURLOPT_CAPATH] { _ = kn8_curl_set_text(easy, authorities, nil) }
            bytes(CURLOPT_CAINFO_BLOB, endpoint.certificateAuthority)
        }
        bytes(CURLOPT_SSLCERT_BLOB, endpoint.clientCertificate)
        bytes(CURLOPT_SSLKEY_BLOB, endpoint.clientKey)
    }

    private func receive(into transfer: CurlTransfer) {
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        _ = kn8_curl_set_pointer(easy, CURLOPT_ERRORBUFFER, transfer.errorText)
        _ = kn8_curl_set_pointer(easy, CURLOPT_WRITEDATA, context)
        _ = kn8_curl_set_pointer(easy, CURLOPT_HEADERDATA, context)
        _ = kn8_curl_set_sink(easy, CURLOPT_HEADERFUNCTION) { bytes, size, count, context in
            guard let context else { return 0 }
            let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
            let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
            return transfer.receive(header: line) ? size * count : 0
        }
        _ = kn8_curl_set_sink(easy, CURLOPT_WRITEFUNCTION) { bytes, size, count, context in
            guard let context else { return 0 }
            let transfer = Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
            return switch transfer.receive(body: UnsafeRawBufferPointer(start: bytes, count: size * count)) {
            case .taken: size * count
            case .paused: 0x1000_0001  // CURL_WRITEFUNC_PAUSE
            case .refused: 0
            }
        }
    }

    private func text(_ option: CURLoption, _ value: String) { _ = kn8_curl_set_text(easy, option, value) }

    private func long(_ option: CURLoption, _ value: Int) { _ = kn8_curl_set_long(easy, option, value) }

    private func bytes(_ option: CURLoption, _ value: [UInt8]) {
        guard !value.isEmpty else { return }
        value.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            _ = kn8_curl_set_bytes(easy, option, start, bytes.count)
        }
    }

    private func list(_ option: CURLoption, _ lines: [String], _ transfer: CurlTransfer) {
        var list: UnsafeMutablePointer<curl_slist>?
        for line in lines { list = kn8_curl_list_append(list, line) ?? list }
        guard let list else { return }
        transfer.lists.append(list)
        _ = kn8_curl_set_pointer(easy, option, list)
    }
}
