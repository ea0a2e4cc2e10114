// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8API
internal import Kn8Value

struct SetImage: Kn8Command {
    static let configuration = CommandConfiguration(
        commandName: "image",
        abstract: "Change the images of containers",
        discussion: "Examples: 'kn8 set image deploy/web nginx=nginx:1.27', 'kn8 set image sts --all \"*\"=app:2'."
    )

    @Argument(help: ArgumentHelp("TYPE NAME or TYPE/NAME ..., then CONTAINER=IMAGE ...", valueName: "words"))
    var words: [String] = []

    @OptionGroup var options: SetOptions

    func run(in session: Session) async throws -> ExitStatus {
        let first = words.firstIndex { $0.contains("=") } ?? words.endIndex
        let images = words[first...].map { word in
            let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            return (name: parts.first ?? "", image: parts.count > 1 ? parts[1] : "", word: word)
        }
        for image in images where !image.word.contains("=") {
            throw CommandError("all resources must be specified before image changes: \(image.word)")
        }
        guard first > 0 || !options.manifests.filename.isEmpty else {
            return try await options.run([], "", in: session) { _, _ in }
        }
        guard !images.isEmpty else { throw CommandError("at least one image update is required") }
        return try await options.run(Array(words[..<first]), "image updated", in: session) { object, _ in
            for (name, image, _) in images {
                let count = try PodTemplate.change(&object, where: { name == "*" || $0 == name }) { container in
                    container["image"] = .string(image)
                }
                guard count > 0 || name == "*" else {
                    throw CommandError("unable to find container named \"\(name)\"")
                }
            }
        }
    }
}
