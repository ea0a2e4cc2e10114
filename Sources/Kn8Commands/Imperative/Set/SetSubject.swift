// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct SetSubject: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "subject",
        abstract: "Add users, groups and accounts to bindings",
        discussion: "Example: 'kn8 set subject rolebinding/readers --user=ann --serviceaccount=shop:robot'."
    )

    @Argument(help: ArgumentHelp("TYPE NAME or TYPE/NAME ...", valueName: "resource"))
    var words: [String] = []

    @OptionGroup var subjects: RoleSubjects
    @OptionGroup var options: SetOptions

    func run(in session: Session) async throws -> ExitStatus {
        guard !words.isEmpty || !options.manifests.filename.isEmpty else {
            return try await options.run([], "", in: session) { _, _ in }
        }
        let added = try subjects.subjects()
        guard !added.isEmpty else {
            throw CommandError("you must specify at least one value of user, group or serviceaccount")
        }
        return try await options.run(words, "subjects updated", in: session) { object, _ in
            guard ["RoleBinding", "ClusterRoleBinding"].contains(object.kind) else {
                throw CommandError(
                    "\(ResultPrinter.name(of: object)) setting subjects is only supported for "
                        + "RoleBinding/ClusterRoleBinding"
                )
            }
            var present = object["subjects"]?.array ?? []
            present += added.filter { !present.contains($0) }
            object["subjects"] = .array(present)
        }
    }
}
