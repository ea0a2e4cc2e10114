// SPDX-License-Identifier: MIT

package import Kn8Value

/// One entry of `metadata.managedFields`: what one manager owns by one way of writing.
package struct ManagedFieldsEntry: Sendable {
    /// How the fields were written.
    package enum Operation: String, Hashable, Sendable {
        case apply = "Apply"
        case update = "Update"
    }

    /// Who an entry belongs to; there is one entry of each owner.
    package struct Owner: Hashable, Sendable {
        /// The manager's name.
        package var manager: String
        /// How it writes.
        package var operation: Operation
        /// The version an update was written in; empty for an applier, which has one entry for all versions.
        package var apiVersion: String
        /// The part of the object that was written; empty for the whole.
        package var subresource: String

        /// An owner; of an applier the version is left out.
        package init(_ manager: String, _ operation: Operation, apiVersion: String, subresource: String = "") {
            self.manager = manager
            self.operation = operation
            self.apiVersion = operation == .update ? apiVersion : ""
            self.subresource = subresource
        }

        /// The owner in a sentence: `"m1"`, `"upd" using v1`, `"k" with subresource "scale" using apps/v1`.
        package var words: String {
            var text = Value.string(manager).json()
            if !subresource.isEmpty { text += " with subresource \(Value.string(subresource).json())" }
            if operation == .update { text += " using \(apiVersion)" }
            return text
        }
    }

    /// Whose it is.
    package var owner: Owner
    /// The version the fields are stated in.
    package var apiVersion: String
    /// When the owner last changed the object, as the object has it; empty when it never did.
    package var time: String
    /// What it owns.
    package var fields: FieldSet { didSet { spelt = nil } }
    // The fields as they were read, as long as they are the same: what a write does not touch is not spelt anew.
    private var spelt: Value?

    /// An entry of `owner`.
    package init(_ owner: Owner, apiVersion: String, time: String = "", fields: FieldSet) {
        self.owner = owner
        self.apiVersion = apiVersion
        self.time = time
        self.fields = fields
    }

    /// The entry that `value` spells; nil when the server would not understand it.
    ///
    /// - Parameter isStored: Whether the server itself has spelt it.
    package init?(_ value: Value, isStored: Bool = false) {
        guard let operation = Operation(rawValue: value["operation"]?.string ?? ""),
            value["fieldsType"]?.string == "FieldsV1",
            let fields = FieldSet(fieldsV1: value["fieldsV1"] ?? .emptyObject)
        else { return nil }
        let version = value["apiVersion"]?.string ?? ""
        owner = Owner(
            value["manager"]?.string ?? "",
            operation,
            apiVersion: version,
            subresource: value["subresource"]?.string ?? ""
        )
        apiVersion = version
        time = value["time"]?.string ?? ""
        self.fields = fields
        spelt = isStored ? value["fieldsV1"] : nil
    }

    /// The entry as the object has it.
    package var value: Value {
        var entries: [(String, Value)] = [
            ("apiVersion", .string(apiVersion)), ("fieldsType", "FieldsV1"), ("fieldsV1", spelt ?? fields.fieldsV1),
        ]
        if !owner.manager.isEmpty { entries.append(("manager", .string(owner.manager))) }
        entries.append(("operation", .string(owner.operation.rawValue)))
        if !owner.subresource.isEmpty { entries.append(("subresource", .string(owner.subresource))) }
        if !time.isEmpty { entries.append(("time", .string(time))) }
        return .object(ValueMap(entries))
    }
}

extension ManagedFieldsEntry: Hashable {
    /// Whether both say the same, however it was spelt.
    package static func == (lhs: ManagedFieldsEntry, rhs: ManagedFieldsEntry) -> Bool {
        lhs.owner == rhs.owner && lhs.apiVersion == rhs.apiVersion && lhs.time == rhs.time && lhs.fields == rhs.fields
    }

    /// Feeds what `==` compares.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(owner)
        hasher.combine(apiVersion)
        hasher.combine(time)
        hasher.combine(fields)
    }
}

extension ManagedFieldsEntry: Comparable {
    /// Appliers before updaters; then by time, manager, version and subresource.
    package static func < (lhs: ManagedFieldsEntry, rhs: ManagedFieldsEntry) -> Bool {
        let (left, right) = (lhs.owner, rhs.owner)
        if left.operation != right.operation { return left.operation == .apply }
        // Times of one form, to the second: their text is in order, and an absent one is first.
        if lhs.time != rhs.time { return lhs.time < rhs.time }
        if left.manager != right.manager { return left.manager < right.manager }
        if lhs.apiVersion != rhs.apiVersion { return lhs.apiVersion < rhs.apiVersion }
        return left.subresource < right.subresource
    }
}
