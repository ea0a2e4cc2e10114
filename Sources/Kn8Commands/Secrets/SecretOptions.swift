// SPDX-License-Identifier: MIT

internal import ArgumentParser
internal import Kn8Value

/// `--show-secrets`, for every command that works on a cluster.
struct SecretOptions: ParsableArguments {
    @Flag(
        name: .customLong("show-secrets"),
        help: "Print secrets: values of Secrets, of variables that are called a password or a token, and the like"
    )
    var showsSecrets = false

    // Whoever is given the flag need not know it: the ledger of this run hides nothing from here on.
    func validate() throws { if showsSecrets { SecretLedger.current.reveal() } }
}
