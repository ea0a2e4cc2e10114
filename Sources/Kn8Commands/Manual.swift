// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Glibc
internal import Kn8Value

struct Manual: Kn8Command {
    static let configuration = CommandConfiguration(
        abstract: "Write the manual pages",
        shouldDisplay: false
    )

    @Option(help: "The folder to write to; made when it is missing", completion: .directory)
    var directory: String

    func run(in session: Session) async throws -> ExitStatus {
        guard mkdir(directory, 0o755) == 0 || errno == EEXIST else {
            throw CommandError("make folder \(directory): \(String(cString: strerror(errno)))", status: .unusable)
        }
        for page in ManualPage.pages(of: try Value(json: Kn8._dumpHelp())) {
            let path = "\(directory)/\(page.name).1"
            guard let file = fopen(path, "w") else {
                throw CommandError("write \(path): \(String(cString: strerror(errno)))", status: .unusable)
            }
            fputs(page.text, file)
            guard fclose(file) == 0 else {
                throw CommandError("write \(path): \(String(cString: strerror(errno)))", status: .unusable)
            }
        }
        return .success
    }
}
