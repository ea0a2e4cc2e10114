// SPDX-License-Identifier: MIT

/// kubectl takes its global options also before the command's name; kn8's parser wants them behind it.
enum LeadingOptions {
    private static let withValue: Set<String> = [
        "--context", "--kubeconfig", "--cluster", "--user", "-s", "--server", "--token", "--as", "--as-group",
        "--as-uid", "--as-user-extra", "--username", "--password", "--cache-dir",
        "--certificate-authority", "--client-certificate", "--client-key", "--tls-server-name", "--request-timeout",
        "-v",
        "--v", "-n", "--namespace", "--state",
    ]
    private static let flags: Set<String> = [
        "--insecure-skip-tls-verify", "--disable-compression", "--warnings-as-errors",
    ]
    /// The options of which all count.
    private static let repeatable: Set<String> = ["--as-group", "--as-user-extra"]
    private static let longNames = ["-n": "--namespace", "-s": "--server", "-v": "--v"]
    /// The commands whose own `--user` says whom a binding is for.
    private static let ownUser: [[String]] = [
        ["create", "rolebinding"], ["create", "clusterrolebinding"], ["set", "subject"],
    ]
    /// The commands that are about kubeconfigs themselves, or know no server.
    private static let ownWords: Set<String> = ["config"]

    /// kubectl's switches that may say which way: `--embed-certs=false`.
    private static let switches = [
        "--insecure-skip-tls-verify", "--disable-compression", "--warnings-as-errors", "--embed-certs",
    ]

    /// `arguments` with what stands before the command's name moved to the end, and kubectl's `--user` under kn8's name.
    static func moved(_ arguments: [String]) -> [String] {
        let end = arguments.firstIndex(of: "--") ?? arguments.count
        let isAboutConfig = arguments.first.map(ownWords.contains) ?? false
        let plain = arguments[..<end].compactMap { word -> String? in
            guard let name = switches.first(where: { word.hasPrefix("\($0)=") }) else { return word }
            switch word.dropFirst(name.count + 1) {
            case "true": return name
            case "false": return isAboutConfig ? "--no-\(name.dropFirst(2))" : nil
            default: return word
            }
        }
        return ordered(plain + arguments[end...])
    }

    /// `arguments` of a command about kubeconfigs without the option `name`, if it is one of all commands: it says nothing there.
    /// Nil when it is another, or has no value; the state, beside which choices are remembered, is not passed over.
    static func without(_ name: String, in arguments: [String]) -> [String]? {
        let end = arguments.firstIndex(of: "--") ?? arguments.count
        guard name != "--state",
            let index = arguments[..<end].firstIndex(where: { $0 == name || $0.hasPrefix("\(name)=") }),
            let count = length(of: arguments[index..<end])
        else { return nil }
        var plain = arguments
        plain.removeSubrange(index..<(index + count))
        return plain
    }

    // How many words the option of all commands has that `words` start with; nil when it is none.
    private static func length(of words: ArraySlice<String>) -> Int? {
        guard let first = words.first, first.hasPrefix("-") else { return nil }
        let name = first.prefix { $0 != "=" }
        if flags.contains(first) || (withValue.contains(String(name)) && name.count < first.count)
            || (first.hasPrefix("-v") && first.dropFirst(2).first?.isNumber == true)
        {
            return 1
        }
        return withValue.contains(first) && words.count > 1 ? 2 : nil
    }

    /// `leading` without the options that `words` have, too: of several the last counts, and these come last.
    private static func withoutRepeated(_ leading: [String], in words: ArraySlice<String>) -> [String] {
        var kept: [String] = []
        var rest = leading[...]
        while let first = rest.first {
            let count = length(of: rest) ?? 1
            let name = String(first.prefix { $0 != "=" })
            let isLast = repeatable.contains(name) || !words.contains { isSpelling($0, of: name) }
            if isLast { kept += rest.prefix(count) }
            rest = rest.dropFirst(count)
        }
        return kept
    }

    private static func isSpelling(_ word: String, of name: String) -> Bool {
        let names = [name, longNames[name], longNames.first { $0.value == name }?.key].compactMap { $0 }
        return names.contains { other in
            word == other || word.hasPrefix("\(other)=") || (other.count == 2 && word.hasPrefix(other))
        }
    }

    private static func ordered(_ arguments: [String]) -> [String] {
        var leading: [String] = []
        var rest = arguments[...]
        func takeLeading() {
            while let count = length(of: rest) {
                leading += rest.prefix(count)
                rest = rest.dropFirst(count)
            }
        }
        takeLeading()
        guard let command = rest.first, !command.hasPrefix("-") else { return arguments }
        var words = [command]
        rest = rest.dropFirst()
        // `config --kubeconfig FILE view`.
        if ownWords.contains(command) { takeLeading() }
        words += rest
        let end = words.firstIndex(of: "--") ?? words.count
        let ordered = Array(words[..<end]) + withoutRepeated(leading, in: words[..<end]) + Array(words[end...])
        let plain = words.filter { !$0.hasPrefix("-") }.prefix(2)
        guard !ownUser.contains(Array(plain)), !ownWords.contains(command) else { return ordered }
        return ordered.enumerated().map { index, word in
            guard index < ordered.count - (words.count - end) else { return word }
            if word == "--user" { return "--kubeconfig-user" }
            return word.hasPrefix("--user=") ? "--kubeconfig-user=" + word.dropFirst("--user=".count) : word
        }
    }
}
