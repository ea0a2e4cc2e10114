// SPDX-License-Identifier: MIT

extension CELLibrary {
    /// The libraries of Kubernetes 1.`minor` (`kubernetes:apiserver/pkg/cel/environment/base.go`). What is no library,
    /// such as optionals and the macros of two variables, is up to the environment.
    package static func kubernetes(minor: Int) -> [CELLibrary] {
        var libraries = [urls, patterns, kubernetesLists, minor >= 29 ? strings2 : strings]
        if minor >= 27 { libraries.append(authorizer) }
        if minor >= 28 { libraries.append(quantities) }
        if minor >= 29 { libraries.append(sets) }
        if minor >= 30 { libraries += [addresses, networks] }
        if minor >= 31 { libraries += [formats, authorizerSelectors] }
        if minor >= 33 { libraries.append(semver) }
        if minor >= 34 { libraries.append(lists) }
        return libraries
    }
}
