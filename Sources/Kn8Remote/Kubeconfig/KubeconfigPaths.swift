// SPDX-License-Identifier: MIT

internal import Glibc

/// Which files a kubeconfig is made of: `--kubeconfig`, else `$KUBECONFIG`, else `~/.kube/config`
/// (`client-go:tools/clientcmd/loader.go`).
package struct KubeconfigPaths: Hashable, Sendable {
    /// The files, the one that wins first.
    package let files: [String]
    /// Whether the file was named by `--kubeconfig`, and so must exist.
    package let isExplicit: Bool

    /// The files that `option` or the environment name; none when there is no home folder either.
    package init(option: String?, environment: [String: String]) {
        if let option, !option.isEmpty {
            files = [option]
            isExplicit = true
            return
        }
        isExplicit = false
        if let list = environment["KUBECONFIG"], !list.isEmpty {
            var seen: Set<String> = []
            files = list.split(separator: ":").map(String.init).filter { seen.insert($0).inserted }
        } else if let home = environment["HOME"], !home.isEmpty {
            files = ["\(home)/.kube/config"]
        } else {
            files = []
        }
    }

    /// The file that new entries go to: the first that exists, else the last; nil when no file is named.
    package var fileForNewEntries: String? { files.first { access($0, F_OK) == 0 } ?? files.last }
}
