// SPDX-License-Identifier: MIT

/// An object that was judged, for reports that list what is right too.
package struct ReportedObject: Hashable, Sendable {
    /// The file as the user named it.
    package var file: String
    /// The object as people name it: `Deployment.apps default/web`; nil when it has no kind.
    package var title: String?
    /// The line that it begins on, from 1.
    package var line: Int
    /// Whether its findings are left out, because its kind is ignored.
    package var isSkipped: Bool

    /// An object of `file`.
    package init(file: String, title: String?, line: Int, isSkipped: Bool = false) {
        self.file = file
        self.title = title
        self.line = line
        self.isSkipped = isSkipped
    }
}
