// SPDX-License-Identifier: MIT

/// Names of children, at most 63 characters long (`knative/pkg:kmeta/names.go`).
enum ChildName {
    /// `parent` and `suffix`, or, when that is too long, a head of `parent`, its MD5 in hexadecimal, and `suffix`.
    static func of(_ parent: String, _ suffix: String) -> String {
        guard parent.utf8.count + suffix.utf8.count > 63 else { return parent + suffix }
        let digest = MD5.hex(parent)
        if suffix.utf8.count < 31 {
            return parent.prefix(31 - suffix.utf8.count) + digest + suffix
        }
        let whole = MD5.hex(parent + suffix)
        let name = (parent.prefix(31) + whole + suffix).prefix(63)
        return String(name.reversed().drop { !$0.isLetter && !$0.isNumber }.reversed())
    }
}
