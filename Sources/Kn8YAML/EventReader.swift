// SPDX-License-Identifier: MIT
internal import CLibYAML
internal import Kn8Value

/// libyaml's events of one document, one at a time.
///
/// The current event's memory lives until the next one is read.
final class EventReader {
    /// Why libyaml stopped, in its own words, and where.
    struct Problem: Error {
        /// What is wrong.
        var text: String
        /// What libyaml was doing; empty when it does not say.
        var context: String
        /// Where, in lines and characters of the document, both from 0.
        var line: Int
        /// See `line`.
        var column: Int
        /// Where what libyaml was reading begins.
        var opening = yaml_mark_t()
        /// The byte that is no text; nil for an error of grammar.
        var badByteOffset: Int?
    }

    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let event: UnsafeMutablePointer<yaml_event_t>
    private var hasEvent = false

    /// A reader of `bytes`, which must stay where they are for as long as the reader lives.
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        parser = .allocate(capacity: 1)
        event = .allocate(capacity: 1)
        yaml_parser_initialize(parser)
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    deinit {
        if hasEvent { yaml_event_delete(event) }
        yaml_parser_delete(parser)
        event.deallocate()
        parser.deallocate()
    }

    /// Reads on and returns the kind of the new event.
    func next() throws(Problem) -> yaml_event_type_t {
        if hasEvent {
            yaml_event_delete(event)
            hasEvent = false
        }
        guard yaml_parser_parse(parser, event) == 1 else { throw problem }
        hasEvent = true
        return event.pointee.type
    }

    /// The start of the current event.
    var start: yaml_mark_t { event.pointee.start_mark }
    /// One past the end of the current event.
    var end: yaml_mark_t { event.pointee.end_mark }
    /// The current event's scalar; only to be asked after a scalar event.
    var scalar: yaml_event_s.__Unnamed_union_data.__Unnamed_struct_scalar { event.pointee.data.scalar }

    /// The bytes of the current scalar.
    var scalarBytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: event.pointee.data.scalar.value, count: event.pointee.data.scalar.length)
    }

    /// Whether the current scalar has neither quotes nor a tag, so that its look decides what it is.
    var isUnquoted: Bool { scalar.tag == nil && scalar.style == YAML_PLAIN_SCALAR_STYLE }

    /// Whether the current scalar is written below a `|` or a `>`.
    var isBlockScalar: Bool { scalar.style == YAML_LITERAL_SCALAR_STYLE || scalar.style == YAML_FOLDED_SCALAR_STYLE }

    /// Whether the current node has an anchor or a tag before it.
    var hasProperties: Bool {
        switch event.pointee.type {
        case YAML_SCALAR_EVENT: event.pointee.data.scalar.anchor != nil || event.pointee.data.scalar.tag != nil
        case YAML_SEQUENCE_START_EVENT:
            event.pointee.data.sequence_start.anchor != nil || event.pointee.data.sequence_start.tag != nil
        case YAML_MAPPING_START_EVENT:
            event.pointee.data.mapping_start.anchor != nil || event.pointee.data.mapping_start.tag != nil
        default: false
        }
    }

    /// Whether the collection that begins here is written with brackets.
    var isFlow: Bool {
        switch event.pointee.type {
        case YAML_SEQUENCE_START_EVENT: event.pointee.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
        case YAML_MAPPING_START_EVENT: event.pointee.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
        default: false
        }
    }

    /// The current scalar as a mapping key: numbers and booleans in their plain spelling.
    var keyText: String {
        let bytes = scalarBytes
        if scalar.tag == nil, scalar.style == YAML_PLAIN_SCALAR_STYLE, let key = ScalarResolver.value(bytes)?.keyText {
            return key
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The anchor of the current event, or the anchor that an alias names; nil when there is none.
    var anchor: String? {
        let name: UnsafeMutablePointer<yaml_char_t>? =
            switch event.pointee.type {
            case YAML_ALIAS_EVENT: event.pointee.data.alias.anchor
            case YAML_SCALAR_EVENT: event.pointee.data.scalar.anchor
            case YAML_SEQUENCE_START_EVENT: event.pointee.data.sequence_start.anchor
            case YAML_MAPPING_START_EVENT: event.pointee.data.mapping_start.anchor
            default: nil
            }
        return name.map { String(cString: $0) }
    }

    private var problem: Problem {
        let state = parser.pointee
        let text = state.problem.map { String(cString: $0) } ?? "out of memory"
        if state.error == YAML_READER_ERROR {
            return Problem(text: text, context: "", line: 0, column: 0, badByteOffset: Int(state.problem_offset))
        }
        let context = state.context.map { String(cString: $0) } ?? ""
        // A key or an alias is best shown where it begins.
        let isAtStart = ["simple key", "anchor", "alias"].contains { context.hasSuffix($0) }
        let mark = isAtStart ? state.context_mark : state.problem_mark
        return Problem(
            text: text,
            context: context,
            line: Int(mark.line),
            column: Int(mark.column),
            opening: state.context_mark
        )
    }
}
