// SPDX-License-Identifier: MIT

package import Kn8API

/// A ServiceAccount, and the user it is when it makes requests (`kubernetes:apiserver/pkg/authentication/serviceaccount`).
package struct ServiceAccountName: Hashable, Sendable {
    /// The namespace.
    package var namespace: String
    /// The name.
    package var name: String

    private static let prefix = "system:serviceaccount:"

    /// The ServiceAccount `name` of `namespace`.
    package init(namespace: String, name: String) {
        self.namespace = namespace
        self.name = name
    }

    /// The ServiceAccount whose user is called `userName`; nil when that is no such name.
    package init?(userName: String) {
        guard userName.hasPrefix(Self.prefix) else { return nil }
        let parts = userName.dropFirst(Self.prefix.count).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let namespace = parts.first, let name = parts.last,
            Self.isLabel(namespace), name.utf8.count <= 253,
            name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy(Self.isLabel)
        else { return nil }
        self.init(namespace: String(namespace), name: String(name))
    }

    /// `system:serviceaccount:NAMESPACE:NAME`.
    package var userName: String { "\(Self.prefix)\(namespace):\(name)" }

    /// The groups of every ServiceAccount, and of those of the namespace.
    package var groups: [String] { ["system:serviceaccounts", "system:serviceaccounts:\(namespace)"] }

    /// The user, as it is when `uid` is the object's.
    package func user(uid: String = "", extra: [String: [String]] = [:]) -> UserInfo {
        UserInfo(name: userName, uid: uid, groups: groups, extra: extra)
    }

    // A DNS label: what names of namespaces are, and the parts of other names.
    private static func isLabel(_ text: Substring) -> Bool {
        let bytes = text.utf8
        guard (1...63).contains(bytes.count), bytes.first != UInt8(ascii: "-"), bytes.last != UInt8(ascii: "-")
        else { return false }
        return bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
    }
}
