// SPDX-License-Identifier: MIT
internal import Kn8YAML

/// What the plain reader answers, libyaml answers.
enum ReaderPromises {
    static func complaint(about bytes: [UInt8]) -> String? { ReaderComparison.disagreement(on: bytes) }
}
