// SPDX-License-Identifier: MIT
internal import Kn8CEL

/// Whatever text there is: it compiles or is refused, and its evaluation ends within its cost.
enum CELPromises {
    private static let environment = CELEnvironment.kubernetes.declaring("self", .dyn).declaring("n", .int)

    static func complaint(about text: String) -> String? {
        guard let program = try? environment.compile(text) else { return nil }
        let limit: UInt64 = 20_000
        let value = CELValue.list(of: [.int(1), .string("a"), .list(of: [.double(1.5), .null])])
        let (_, cost) = program.measure(["self": value, "n": .int(7)], costLimit: limit)
        // Roundings of sizes make small programs cost a little more than estimated, in Kubernetes too.
        let most = program.costEstimate(shapes: [:]).most
        return min(cost, limit) / 2 > most.addingReportingOverflow(8).partialValue && most < limit
            ? "costs \(cost), estimated to cost \(most) at most" : nil
    }
}
