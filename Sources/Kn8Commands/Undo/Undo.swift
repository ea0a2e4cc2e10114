// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Apply
internal import Kn8Value

struct Undo: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "undo",
        abstract: "Take back what a command wrote",
        discussion: """
            Every command that writes keeps what was there before. Undo deletes what the command created, restores what it \
            deleted, and takes its changes back field by field, so that what others wrote since stays. Says what cannot be \
            brought back: what lives outside the objects. Without an ID takes the newest command that has not been undone. \
            Exits with 1 when something stays as it is. Examples: 'kn8 undo --list', 'kn8 undo --dry-run', 'kn8 undo 7'.
            """
    )

    @Argument(help: "The number of the command, as --list has it")
    var id: Int?

    @OptionGroup var target: TargetOptions

    @Flag(help: "List what can be undone")
    var list = false

    @Flag(name: .customLong("dry-run"), help: "Only say what would be done")
    var dryRun = false

    @Flag(help: "Put back what others have changed since, too")
    var force = false

    @Flag(name: .customLong("show-diff"), help: "Print the diff of every object")
    var showsDiffs = false

    private var showsSecrets: Bool { target.secrets.showsSecrets }

    func run(in session: Session) async throws -> ExitStatus {
        let choice = try ContextChoice(target, in: session)
        guard let folder = choice.undoFolder(environment: session.environment) else {
            throw CommandError(
                choice.isLocal
                    ? "a state that is kept in memory has nothing to undo"
                    : "without a home folder nothing is noted that could be undone; set HOME or XDG_STATE_HOME"
            )
        }
        if list {
            session.console.write(UndoTable(records: folder.ids().compactMap(folder.record)).text)
            return .success
        }
        let record = try record(in: folder)
        let journal = UndoJournal(in: folder, command: "undo", time: session.time, undoes: record.id)
        let cluster = try session.cluster(at: target, journal: journal)
        let identity = await ClusterIdentity.of(cluster.client)
        guard record.cluster == identity else {
            throw CommandError("\(record.id) was written to another \(choice.formerCluster)")
        }
        let scene = dryRun ? try cluster.copy() : cluster
        var tally = UndoTally()
        var undoing = Undoing(client: scene.client, force: force)
        try await undoing.undo(record) { result in
            tally.add(result)
            tell(result, session)
        }
        session.console.print(tally.sentence(of: record, isDry: dryRun))
        guard !dryRun else { return tally.kept == 0 ? .success : .failure }
        try await cluster.settle(session)
        if tally.kept == 0 { try folder.mark(record.id, undoneBy: journal.id ?? record.id) }
        return tally.kept == 0 ? .success : .failure
    }

    private func record(in folder: UndoFolder) throws(CommandError) -> UndoRecord {
        guard let id else {
            for id in folder.ids().reversed() {
                if let record = folder.record(id), record.undoneBy == nil, record.undoes == nil { return record }
            }
            throw CommandError("there is nothing to undo")
        }
        guard let record = folder.record(id) else {
            throw CommandError("there is no record \(id); 'kn8 undo --list' has those that are kept")
        }
        if let other = record.undoneBy {
            throw CommandError("\(id) has been undone already, by \(other); 'kn8 undo \(other)' takes that back")
        }
        return record
    }

    private func tell(_ result: UndoResult, _ session: Session) {
        let suffix = dryRun ? " (dry run)" : ""
        switch result.deed {
        case .unchanged: return
        case .kept: session.console.say("error: \(result.title) stays as it is: \(result.reason)")
        default:
            session.console.print("\(result.title) \(result.deed.rawValue)\(suffix)")
            if showsDiffs {
                let diff = ObjectDiff(
                    before: result.before,
                    after: result.after,
                    detail: .init(showsSecrets: showsSecrets)
                )
                session.console.write(session.console.showsColour ? DiffColours.painted(diff.text) : diff.text)
            }
            for loss in result.losses { session.console.say("Warning: \(result.title): \(loss)") }
        }
    }
}

/// How many objects an undo dealt with, and how.
struct UndoTally {
    private var counts: [UndoResult.Deed: Int] = [:]

    /// How many stay as they are.
    var kept: Int { counts[.kept] ?? 0 }

    mutating func add(_ result: UndoResult) { counts[result.deed, default: 0] += 1 }

    func sentence(of record: UndoRecord, isDry: Bool) -> String {
        let deeds: [UndoResult.Deed] = [.deleted, .restored, .reverted, .unchanged]
        var parts = deeds.compactMap { deed in counts[deed].map { "\($0) \(deed.rawValue)" } }
        if kept > 0 { parts.append("\(kept) left as they are") }
        let what = "\(record.id) (\(record.command))"
        let all = parts.isEmpty ? "nothing to do" : parts.joined(separator: ", ")
        return (isDry ? "Would undo" : kept > 0 ? "Undid a part of" : "Undid") + " \(what): \(all)."
    }
}
