// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Access
internal import Kn8Gateway
internal import Kn8Remote
internal import Kn8Value
internal import Kn8YAML

/// `create token` (`kubernetes:kubectl/pkg/cmd/create/create_token.go`).
struct CreateToken: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Print a new token of a ServiceAccount",
        discussion: """
            The chosen server signs it; of the local state it is good for the API of 'kn8 serve' on that state. Examples: 'kn8 \
            create token robot -n dev', 'kn8 create token robot --duration=10m', 'kn8 create token robot \
            --bound-object-kind=Pod --bound-object-name=web'.
            """
    )

    @Argument(help: ArgumentHelp("The ServiceAccount's name", valueName: "name"))
    var names: [String] = []

    @Option(help: "Whom the token is for; the API server unless said; may be repeated")
    var audience: [String] = []

    @Option(name: .customLong("bound-object-kind"), help: "End with an object of this kind: Node, Pod or Secret")
    var boundKind = ""

    @Option(name: .customLong("bound-object-name"), help: "The name of that object")
    var boundName = ""

    @Option(name: .customLong("bound-object-uid"), help: "The uid of that object")
    var boundUID = ""

    @Option(help: "How long the token is good, 10 minutes at least; an hour unless said")
    var duration = WaitTime(seconds: 0)

    @Option(
        name: [.customShort("o"), .long],
        help: "How to print: name, yaml or json; the token alone unless said",
        completion: .list(["name", "yaml", "json"])
    )
    var output: String?

    @OptionGroup var target: TargetOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard let format = ResultPrinter.Format(rawValue: output ?? "") else {
            throw CommandError(
                "unable to match a printer suitable for the output format \"\(output ?? "")\", allowed formats are: "
                    + "json,name,yaml"
            )
        }
        let request = try request()
        let cluster = try session.cluster(at: target)
        let key = ObjectKey(namespace: target.namespace(in: session), name: names[0])
        let ask: () async throws(APIError) -> Value
        if let remote = cluster.remote {
            ask = { () async throws(APIError) in try await remote.token(request, for: key).value }
        } else {
            let requests = try localRequests(cluster, session)
            ask = { () async throws(APIError) in try await requests.answer(to: request.value, account: key) }
        }
        let answer: Value
        do throws(APIError) {
            answer = try await ask()
        } catch {
            throw CommandError("failed to create token: \(error.message)")
        }
        switch format {
        case .words: session.console.print(answer[path: ["status", "token"]]?.string ?? "")
        case .name: session.console.print("tokenrequest.authentication.k8s.io/\(names[0])")
        case .json: session.console.print(answer.json(.indented(4)))
        case .yaml: session.console.write(answer.yaml())
        }
        return .success
    }

    /// What answers as a server of the local state would.
    private func localRequests(_ cluster: Cluster, _ session: Session) throws -> TokenRequests {
        let path = try StatePath.resolved(option: target.state, environment: session.environment)
        let tokens = ServiceAccountTokens(
            signers: [try TokenKey(try ServeMaterial.tokenKey(ofState: path))],
            reader: cluster.client,
            time: session.time
        )
        return TokenRequests(tokens: tokens, reader: cluster.client, time: session.time)
    }

    /// The TokenRequest that the options ask for.
    private func request() throws(CommandError) -> Object {
        guard names.count == 1 else {
            throw CommandError(
                "exactly one NAME is required, got \(names.count)\nSee 'kn8 create token -h' for help and examples"
            )
        }
        guard duration.seconds >= 0 else { throw CommandError("--duration must be greater than or equal to 0") }
        guard duration.seconds == duration.seconds.rounded(.down) else {
            throw CommandError("--duration cannot be expressed in units less than seconds")
        }
        guard !audience.contains("") else { throw CommandError("--audience must not be an empty string") }
        var spec: Value = .emptyObject
        if !audience.isEmpty { spec["audiences"] = .array(audience.atCommas.map(Value.string)) }
        if duration.seconds > 0 { spec["expirationSeconds"] = .int(Int64(min(duration.seconds, 1e15))) }
        if boundKind.isEmpty {
            guard boundName.isEmpty else {
                throw CommandError("--bound-object-name can only be set if --bound-object-kind is provided")
            }
            guard boundUID.isEmpty else {
                throw CommandError("--bound-object-uid can only be set if --bound-object-kind is provided")
            }
        } else {
            guard ["Node", "Pod", "Secret"].contains(boundKind) else {
                throw CommandError("supported --bound-object-kind values are Node, Pod, Secret")
            }
            guard !boundName.isEmpty else {
                throw CommandError("--bound-object-name is required if --bound-object-kind is provided")
            }
            var reference: Value = ["kind": .string(boundKind), "apiVersion": "v1", "name": .string(boundName)]
            if !boundUID.isEmpty { reference["uid"] = .string(boundUID) }
            spec["boundObjectRef"] = reference
        }
        let kind = TokenRequests.kind
        return Object(["apiVersion": .string(kind.apiVersion), "kind": .string(kind.kind), "spec": spec])
    }
}
