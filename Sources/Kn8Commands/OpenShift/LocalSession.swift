// SPDX-License-Identifier: MIT

internal import Kn8API

/// The words that stand for a login on the local context, which asks for none.
struct LocalSession {
    /// What takes the place of a server's address.
    static let server = "local"

    /// Who works with the state at `state`: whom `login` named, else whoever runs kn8.
    static func user(in session: Session, state: String) -> String {
        if let user = RememberedName(of: .user, state: state).name { return user }
        for name in ["USER", "LOGNAME"] {
            if let user = session.environment[name], !user.isEmpty { return user }
        }
        return "kn8"
    }
}

/// The projects of a cluster, in oc's words (`oc:pkg/cli/project`, `oc:pkg/cli/login`).
struct ProjectList {
    /// All projects, ordered by name.
    let projects: [Object]
    /// The name of the one that is worked in.
    let current: String

    /// Reads the projects of `client`.
    init(client: any APIClient, current: String) async throws(APIError) {
        projects = try await client.objects(of: OpenShiftView.project, in: .all, options: ListOptions()).items
        self.current = current
    }

    /// The name, and the display name behind it.
    static func title(_ project: Object) -> String {
        let display = project.annotations[Project.displayName] ?? ""
        return display.isEmpty || display == project.name ? project.name : "\(project.name) - \(display)"
    }

    /// The lines of `projects`, without the one that says which is in use; `isLogin` leaves display names out and
    /// suppresses long lists.
    func lines(isLogin: Bool) -> [String] {
        switch projects.count {
        case 0 where isLogin:
            return [
                "You don't have any projects. You can try to create a new project, by running", "",
                "    kn8 new-project <projectname>",
            ]
        case 0:
            return [
                "You are not a member of any projects. You can request a project to be created with the 'new-project' "
                    + "command."
            ]
        case 1: return ["You have one project on this server: \"\(projects[0].name)\"."]
        case 51... where isLogin:
            return [
                "You have access to \(projects.count) projects, the list has been suppressed. You can list all projects "
                    + "with 'kn8 projects'"
            ]
        default:
            let intro = "You have access to the following projects and can switch between them with "
            let rows = projects.map { project in
                let mark = project.name == current ? "  * " : "    "
                return mark + (isLogin ? project.name : Self.title(project))
            }
            return [intro + "'kn8 project <projectname>':", ""] + rows
        }
    }
}
