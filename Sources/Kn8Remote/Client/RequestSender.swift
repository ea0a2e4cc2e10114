// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Curl
internal import Kn8Value
internal import Synchronization

/// Makes requests of one server: with credentials, again when that is harmless and promises something, and not too many
/// at once.
final class RequestSender: Sendable {
    /// What is asked of the server.
    struct Request: Sendable {
        var method = "GET"
        /// The path with its query.
        var target: String
        var accept = "application/json"
        var contentType = ""
        var body: [UInt8]?
        var headers: [String] = []
        var repeatability = RetryPolicy.Repeatability.harmless
        /// What the request is about, for refusals without words, for example `get pods web`.
        var subject = ""
        /// Which statuses of 300 and more are answers and no refusals.
        var accepted: Set<Int> = []
    }

    private struct Opened: Sendable {
        var endpoint: CurlEndpoint
        var client: CurlClient
    }

    /// How long a server may say nothing. API servers give requests up after a minute by themselves.
    private static let quietSeconds = 120

    let connection: ServerConnection
    let settings: RemoteSettings
    let outage: Outage
    private let credentials: CredentialSource
    private let flow = FlowLimit()
    private let log: RequestLog
    private let warnings: WarningList
    private let opened = Mutex<Opened?>(nil)
    private let count = Mutex(0)

    init(_ connection: ServerConnection, _ settings: RemoteSettings) {
        self.connection = connection
        self.settings = settings
        credentials = CredentialSource(connection, environment: settings.environment, time: settings.time)
        outage = Outage(patience: settings.patience)
        log = RequestLog(verbosity: settings.verbosity, write: settings.log)
        warnings = WarningList(settings.warn)
    }

    /// How many requests have been made.
    var requests: Int { count.withLock { $0 } }

    /// The whole answer to `request`; a refusal is thrown.
    func answer(to request: Request) async throws(APIError) -> CurlAnswer {
        try await attempts(request) { client, prepared throws(CurlFailure) in
            let answer = try await client.answer(to: prepared)
            return (answer, answer.head, answer.body)
        }
    }

    /// The answer to `request`, whose body is read as it comes; a refusal is thrown.
    func stream(of request: Request) async throws(APIError) -> CurlStream {
        try await attempts(request, isEndless: true) { client, prepared throws(CurlFailure) in
            let stream = try await client.stream(of: prepared)
            guard stream.head.status >= 300 else { return (stream, stream.head, nil) }
            return (stream, stream.head, try await stream.rest())
        }
    }

    private typealias Exchange<Answer> = (CurlClient, CurlRequest) async throws(CurlFailure) -> (
        answer: Answer, head: CurlHead, body: [UInt8]?
    )

    private func attempts<Answer: Sendable>(
        _ request: Request,
        isEndless: Bool = false,
        _ exchange: Exchange<Answer>
    ) async throws(APIError) -> Answer {
        var attempt = 0
        var hasRenewed = false
        while true {
            attempt += 1
            let credential = try await credential()
            let client = try client(for: credential)
            let prepared = prepared(request, credential, isEndless: isEndless)
            await flow.enter()
            count.withLock { $0 += 1 }
            log.sends(prepared)
            let clock = ContinuousClock()
            let start = clock.now
            var outcome: Result<(answer: Answer, head: CurlHead, body: [UInt8]?), CurlFailure>
            do throws(CurlFailure) {
                outcome = .success(try await exchange(client, prepared))
            } catch {
                outcome = .failure(error)
            }
            let spent = start.duration(to: clock.now).components
            let milliseconds = Int(spent.seconds) * 1_000 + Int(spent.attoseconds / 1_000_000_000_000_000)
            let pause: Int?
            let failure: APIError
            switch outcome {
            case .success(let (answer, head, body)):
                flow.leave(wasTooMuch: head.status == 429)
                outage.ends()
                log.receives(head, body: body, of: prepared, milliseconds: milliseconds)
                warnings.take(head)
                if head.status < 300 || request.accepted.contains(head.status) { return answer }
                if head.status == 401, !hasRenewed, await credentials.reject(credential) {
                    hasRenewed = true
                    continue
                }
                let retryAfter = head["retry-after"].flatMap { Int64($0) }
                pause = RetryPolicy.pause(
                    afterStatus: head.status,
                    retryAfter: retryAfter,
                    attempt: attempt,
                    request.repeatability,
                    random: .random(in: 0...1)
                )
                failure =
                    ConnectionFault.redirection(head, connection)
                    ?? StatusReader.error(
                        code: head.status,
                        body: body ?? [],
                        retryAfter: retryAfter ?? 0,
                        subject: request.subject
                    )
            case .failure(let broken):
                flow.leave(wasTooMuch: false)
                log.fails(broken, of: prepared, milliseconds: milliseconds)
                pause = self.pause(after: broken, attempt: attempt, request.repeatability)
                failure = ConnectionFault.error(broken, connection)
            }
            guard let pause, !Task.isCancelled else { throw failure }
            log.waits(pause, attempt: attempt + 1, prepared)
            try? await Task.sleep(for: .milliseconds(pause))
        }
    }

    private func pause(
        after failure: CurlFailure,
        attempt: Int,
        _ repeatability: RetryPolicy.Repeatability
    ) -> Int? {
        let random = Double.random(in: 0...1)
        if failure.cause == .refused { return outage.pause(after: attempt, random: random) }
        return RetryPolicy.pause(after: failure, attempt: attempt, repeatability, random: random)
    }

    private func prepared(_ request: Request, _ credential: Credential, isEndless: Bool) -> CurlRequest {
        var headers = ["Accept: \(request.accept)", "User-Agent: \(settings.userAgent)"]
        if !request.contentType.isEmpty { headers.append("Content-Type: \(request.contentType)") }
        if !credential.authorization.isEmpty { headers.append("Authorization: \(credential.authorization)") }
        if !connection.serverName.isEmpty { headers.append("Host: \(connection.address)") }
        headers += connection.impersonation.headers + request.headers
        var prepared = CurlRequest(
            request.method,
            base + request.target,
            headers: headers,
            body: request.body,
            timeoutMilliseconds: isEndless ? 0 : connection.timeoutMilliseconds
        )
        prepared.quietSeconds = isEndless ? 0 : RequestSender.quietSeconds
        return prepared
    }

    // With another name for the certificate, URLs carry that name and connections go where the server is.
    private var base: String {
        guard !connection.serverName.isEmpty, connection.isEncrypted else { return connection.server }
        let path = connection.server.dropFirst("https://".count).drop { $0 != "/" }
        return "https://\(connection.serverName):\(connection.hostAndPort.port)\(path)"
    }

    private func credential() async throws(APIError) -> Credential {
        do throws(KubeconfigError) {
            return try await credentials.credential()
        } catch {
            throw ConnectionFault.error("getting credentials: " + error.faults.joined(separator: "; "))
        }
    }

    private func client(for credential: Credential) throws(APIError) -> CurlClient {
        var endpoint = CurlEndpoint()
        endpoint.unixSocket = connection.unixSocket
        endpoint.skipsVerification = connection.skipsVerification
        endpoint.proxy = connection.proxy
        endpoint.compresses = connection.compresses
        do throws(KubeconfigError) {
            // Nothing else than the plugin's certificate changes while a client lives.
            if let opened = opened.withLock({ $0 }),
                opened.endpoint.clientCertificate == credential.certificate
                    || credential.certificate.isEmpty
            {
                return opened.client
            }
            endpoint.certificateAuthority = try connection.certificateAuthority.bytes()
            endpoint.clientCertificate = try connection.clientCertificate.bytes()
            endpoint.clientKey = try connection.clientKey.bytes()
        } catch {
            throw ConnectionFault.error(error.faults.joined(separator: "; "))
        }
        if !credential.certificate.isEmpty {
            endpoint.clientCertificate = credential.certificate
            endpoint.clientKey = credential.key
        }
        if !connection.serverName.isEmpty {
            let (host, port) = connection.hostAndPort
            endpoint.connectsTo = "\(connection.serverName):\(port):\(host):\(port)"
        }
        return opened.withLock { opened in
            if let opened, opened.endpoint == endpoint { return opened.client }
            let client = CurlClient(endpoint)
            opened = Opened(endpoint: endpoint, client: client)
            return client
        }
    }
}
