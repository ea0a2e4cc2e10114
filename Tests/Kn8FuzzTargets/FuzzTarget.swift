// SPDX-License-Identifier: MIT

/// A promise of one parser, held against whatever bytes somebody makes up.
package enum FuzzTarget: String, CaseIterable, Sendable {
    case yaml, json, schema, quantity, selector, regex, cel, reader, template, request, protobuf, http

    /// What is wrong with what kn8 makes of `bytes`; nil when the promise holds. A trap is a broken promise, too.
    package func complaint(about bytes: [UInt8]) -> String? {
        switch self {
        case .http: HTTPPromises.complaint(about: bytes)
        case .request: RequestPromises.complaint(about: bytes)
        case .protobuf: ProtobufPromises.complaint(about: bytes)
        case .yaml: YAMLPromises.complaint(about: bytes)
        case .template: TemplatePromises.complaint(about: bytes)
        case .reader: ReaderPromises.complaint(about: bytes)
        case .json: JSONPromises.complaint(about: bytes)
        case .schema: SchemaPromises.complaint(about: bytes)
        case .quantity: QuantityPromises.complaint(about: String(decoding: bytes, as: UTF8.self))
        case .selector: SelectorPromises.complaint(about: String(decoding: bytes, as: UTF8.self))
        case .cel: CELPromises.complaint(about: String(decoding: bytes, as: UTF8.self))
        case .regex: RegexPromises.complaint(about: String(decoding: bytes, as: UTF8.self))
        }
    }
}
