// SPDX-License-Identifier: MIT

internal import Kn8API

/// A wait under way: which objects are still to reach their state, told of as they do.
struct Vigil {
    /// An object that is waited for.
    struct Watched {
        let resource: Resource
        let key: ObjectKey
        /// As it was seen last; nil before it is there.
        var last: Object?
    }

    let states: [AwaitedState]
    /// Whether one of the states is enough.
    let anyWillDo: Bool
    /// What has not reached its state.
    var objects: [Watched] = []
    /// Whether it is known what to wait for.
    var isFound = false
    /// Whether something that was to come will not.
    var hasFailed = false
    private var printer: ResultPrinter
    private let session: Session

    init(states: [AwaitedState], anyWillDo: Bool, printer: ResultPrinter, session: Session) {
        self.states = states
        self.anyWillDo = anyWillDo
        self.printer = printer
        self.session = session
    }

    var isOver: Bool { isFound && objects.isEmpty }

    var waitsForDeletion: Bool {
        states.contains { if case .deleted = $0 { true } else { false } }
    }

    var waitsForCreation: Bool {
        states.contains { if case .created = $0 { true } else { false } }
    }

    /// Looks at every object once, prints those that are there, and drops those that never will be.
    mutating func look(_ client: any APIClient) async throws {
        var rest: [Watched] = []
        for var watched in objects {
            let object = try await client.object(watched.key, of: watched.resource)
            if let object { watched.last = object }
            do throws(CommandError) {
                switch try progress(of: object) {
                case .reached:
                    if let last = watched.last { try printer.print(last, "condition met") }
                case .underWay: rest.append(watched)
                case .failed(""):
                    session.console.say(
                        ErrorText.text(of: .notFound(watched.resource, name: watched.key.name))
                    )
                    hasFailed = true
                case .failed(let why):
                    session.console.say("error: \(watched.resource.plural)/\(watched.key.name): \(why)")
                    hasFailed = true
                }
            } catch {
                session.console.say("error: \(error.message)")
                hasFailed = true
            }
        }
        objects = rest
    }

    private func progress(of object: Object?) throws(CommandError) -> AwaitedState.Progress {
        // Before it is created nothing else can be said of it.
        if object == nil, waitsForCreation { return .underWay }
        if anyWillDo { return try anyProgress(of: object) }
        for state in states {
            let progress = try state.progress(of: object)
            guard case .reached = progress else { return progress }
        }
        return .reached
    }

    // One that has failed leaves the others to hope for.
    private func anyProgress(of object: Object?) throws(CommandError) -> AwaitedState.Progress {
        var failure: AwaitedState.Progress?
        var isUnderWay = false
        for state in states {
            let progress = try state.progress(of: object)
            switch progress {
            case .reached: return .reached
            case .underWay: isUnderWay = true
            case .failed: failure = failure ?? progress
            }
        }
        return isUnderWay ? .underWay : failure ?? .underWay
    }

    /// Says what was waited for in vain.
    func giveUp() {
        guard !objects.isEmpty, !waitsForCreation else {
            session.console.say("error: timed out waiting for the condition")
            return
        }
        for watched in objects {
            session.console.say(
                "error: timed out waiting for the condition on \(watched.resource.plural)/\(watched.key.name)"
            )
        }
    }
}
