// SPDX-License-Identifier: MIT

import Kn8API
import Kn8Gateway
import Kn8Value
import Synchronization
import Testing

/// What becomes of a server whose machine's clock is set.
@Suite struct ClockJumpTests {
    private final class Clock: TimeSource {
        private let seconds = Mutex<Int64>(1_700_000_000)
        func now() -> Timestamp { Timestamp(seconds: seconds.withLock { $0 }) }
        func set(by change: Int64) { seconds.withLock { $0 += change } }
    }

    private static let path = WatchTests.path

    @Test(arguments: [-86_400, -31_536_000, 86_400, 31_536_000] as [Int64])
    func watchesWritesAndPagesGoOn(_ jump: Int64) async throws {
        let clock = Clock()
        let gateway = try TestGateway.make(time: clock)
        func create(_ name: String) async -> Value {
            let body = #"{"metadata":{"name":"\#(name)"}}"#
            let made = await TestGateway.ask(gateway, "POST", Self.path, body: body)
            #expect(made.status == 201)
            return made.value
        }
        func text(_ object: Value, _ field: String) -> String { object[path: ["metadata", field]]?.string ?? "" }
        let first = await create("a")
        _ = await create("b")
        let page = await TestGateway.ask(gateway, "GET", "\(Self.path)?limit=1")
        let request = GatewayRequest(
            method: "GET",
            target: "\(Self.path)?watch=true&timeoutSeconds=60&resourceVersion=\(text(first, "resourceVersion"))",
            user: .owner
        )
        guard case .live(let body) = await gateway.respond(to: request).body else {
            throw APIError(.internalError, message: "no watch")
        }
        let watch = LiveReader(body)
        #expect(await watch.next().map { String(decoding: $0, as: UTF8.self).contains(#""name":"b""#) } == true)

        clock.set(by: jump)
        let later = await create("c")
        #expect(Int(text(later, "resourceVersion")) ?? 0 > Int(text(first, "resourceVersion")) ?? 0)
        #expect(text(later, "creationTimestamp") == clock.now().description)
        // Neither ended nor prolonged: the watch tells, and its time is counted by another clock.
        let told = await watch.next().map { String(decoding: $0, as: UTF8.self) }
        #expect(told?.contains(#""name":"c""#) == true)
        let token = text(page.value, "continue")
        let rest = await TestGateway.ask(gateway, "GET", "\(Self.path)?limit=5&continue=\(token)")
        #expect(rest.status == 200)
        #expect(rest.value["items"]?.array?.count == 1)  // the past that the first page was of
        let gone = await TestGateway.ask(gateway, "DELETE", "\(Self.path)/a")
        #expect(gone.status == 200)
        #expect(await TestGateway.ask(gateway, "GET", Self.path).value["items"]?.array?.count == 2)
    }
}
