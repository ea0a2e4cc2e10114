// SPDX-License-Identifier: MIT
internal import Glibc
internal import Kn8Value

/// A promise of one parser, held against whatever bytes libFuzzer makes up.
enum FuzzTarget: String, CaseIterable {
    case yaml, json, schema, quantity, selector

    /// The target that `KN8_FUZZ` names; traps with the list of names when it names none.
    static let chosen: FuzzTarget = {
        let name = getenv("KN8_FUZZ").map { String(cString: $0) } ?? ""
        if let target = FuzzTarget(rawValue: name) { return target }
        preconditionFailure("KN8_FUZZ must be one of: \(allCases.map(\.rawValue).joined(separator: ", "))")
    }()

    /// Traps when the promise does not hold for these bytes.
    func check(_ bytes: [UInt8]) {
        switch self {
        case .yaml: YAMLPromises.check(bytes)
        case .json: JSONPromises.check(bytes)
        case .schema: SchemaPromises.check(bytes)
        case .quantity: QuantityPromises.check(String(decoding: bytes, as: UTF8.self))
        case .selector: SelectorPromises.check(String(decoding: bytes, as: UTF8.self))
        }
    }
}

/// libFuzzer calls this with every input that it makes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    FuzzTarget.chosen.check(Array(UnsafeBufferPointer(start: start, count: count)))
    return 0
}
