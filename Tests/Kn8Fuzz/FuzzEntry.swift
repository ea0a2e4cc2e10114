// SPDX-License-Identifier: MIT
internal import Glibc
internal import Kn8FuzzTargets

/// The target that `KN8_FUZZ` names.
private let target: FuzzTarget = {
    let name = getenv("KN8_FUZZ").map { String(cString: $0) } ?? ""
    if let target = FuzzTarget(rawValue: name) { return target }
    preconditionFailure("KN8_FUZZ must be one of: \(FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))")
}()

/// libFuzzer calls this with every input that it makes.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let complaint = target.complaint(about: bytes) { preconditionFailure(complaint) }
    return 0
}
