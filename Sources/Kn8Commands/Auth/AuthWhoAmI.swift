// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Printers
internal import Kn8Value
internal import Kn8YAML

/// `auth whoami` (`kubernetes:kubectl/pkg/cmd/auth/whoami.go`).
struct AuthWhoAmI: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "whoami",
        abstract: "Print who you are to the cluster: name, groups and what else it knows",
        discussion: "Examples: 'kn8 auth whoami', 'kn8 auth whoami -o yaml', 'kn8 auth whoami --as=jane'."
    )

    @Option(
        name: [.customShort("o"), .long],
        help: "How to print: name, yaml or json",
        completion: .list(["name", "yaml", "json"])
    )
    var output: String?

    @OptionGroup var target: TargetOptions

    private var identity: ImpersonationOptions { ImpersonationOptions(target.connection) }

    func run(in session: Session) async throws -> ExitStatus {
        let format = try ResultPrinter.Format(output)
        let cluster = try session.cluster(at: target)
        let reviewer = try await AccessReviewer(target, identity, session, cluster)
        let review = try await reviewer.answer("authentication", "SelfSubjectReview")
        switch format {
        case .words: session.console.write(Self.table(review).text)
        case .name: session.console.print("selfsubjectreview.authentication.k8s.io/")
        case .fields(let form): session.console.write(try form.text(of: review.value))
        }
        return .success
    }

    private static func table(_ review: Object) -> TextTable {
        let user = review["status", "userInfo"] ?? .emptyObject
        func list(_ value: Value?) -> String {
            "[\((value?.array ?? []).compactMap(\.string).joined(separator: " "))]"
        }
        var rows: [[String]] = []
        if let name = user["username"]?.string { rows.append(["Username", name]) }
        if let uid = user["uid"]?.string { rows.append(["UID", uid]) }
        if user["groups"] != nil { rows.append(["Groups", list(user["groups"])]) }
        for entry in user["extra"]?.object ?? [:] { rows.append(["Extra: \(entry.key)", list(entry.value)]) }
        return TextTable(header: ["ATTRIBUTE", "VALUE"], rows: rows)
    }
}
