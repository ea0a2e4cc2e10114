// SPDX-License-Identifier: MIT

import Foundation
import Kn8Value
import Testing

@testable import Kn8Remote

/// How files are changed: what stays, what goes where, and what is left alone.
@Suite struct KubeconfigEditorTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func editor(_ names: String...) -> KubeconfigEditor {
        let list = names.map { "\(folder.path)/\($0)" }.joined(separator: ":")
        return KubeconfigEditor(KubeconfigPaths(option: nil, environment: ["KUBECONFIG": list]))
    }

    private func text(_ name: String) throws -> String {
        try String(contentsOfFile: "\(folder.path)/\(name)", encoding: .utf8)
    }

    @Test func whatChangesNothingWritesNothing() throws {
        let path = try folder.file("config", "# mine\ncurrent-context: a\n")
        try editor("config").edit(path) { file in file.currentContext = "a" }
        try editor("config").edit("\(folder.path)/none") { file in file[.contexts, "gone"] = nil }
        #expect(try text("config") == "# mine\ncurrent-context: a\n")
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/none"))
    }

    @Test func aLinkToNowhereIsFollowed() throws {
        try folder.file("real/other", "")
        let path = "\(folder.path)/config"
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "real/config")
        try editor("config").edit(path) { file in file.currentContext = "a" }
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == "real/config")
        #expect(try text("real/config").contains("current-context: a\n"))
    }

    @Test(.enabled(if: getuid() == 0, "only root gives files away")) func theOwnerStays() throws {
        let path = try folder.file("config", "current-context: a\n")
        try FileManager.default.setAttributes(
            [.ownerAccountID: 65_534, .groupOwnerAccountID: 65_533],
            ofItemAtPath: path
        )
        try editor("config").edit(path) { file in file.currentContext = "b" }
        let found = try FileManager.default.attributesOfItem(atPath: path)
        #expect(found[.ownerAccountID] as? Int == 65_534)
        #expect(found[.groupOwnerAccountID] as? Int == 65_533)
    }

    @Test func aCurrentContextGoesToTheFirstFileThatExists() throws {
        try folder.file("one", "")
        try folder.file("two", "current-context: two\n")
        let editor = editor("none", "one", "two")
        try editor.setCurrentContext("two")
        #expect(try text("one").isEmpty)
        try editor.setCurrentContext("one")
        #expect(try text("one").contains("current-context: one\n"))
        #expect(try text("two") == "current-context: two\n")
        try editor.setCurrentContext("")
        #expect(try text("one").contains("current-context: \"\"\n"))
        #expect(try text("two") == "current-context: two\n")
    }

    @Test func pathsAreWrittenFromTheFilesFolder() throws {
        var file = KubeconfigFile(path: "/h/.kube/config")
        file[.users, "u"] = ["client-certificate": "/h/.kube/a/../c.crt", "client-key": "../k.key", "tokenFile": "t"]
        file.shortenPaths(of: .users, "u")
        #expect(
            file[.users, "u"] == ["client-certificate": "c.crt", "client-key": "/h/k.key", "tokenFile": "t"]
        )
    }

    @Test(arguments: [
        ("/a", "b", "/a/b"), ("/a", "../../b", "/b"), ("/a", "/c/./d//e", "/c/d/e"), (".", "a", "a"),
        (".", "../a", "../a"),
        (".", ".", "."), ("a/b", "../../..", ".."),
    ])
    func joining(_ folder: String, _ path: String, _ joined: String) {
        #expect(LocalPath.joined(folder, path) == joined)
    }
}
