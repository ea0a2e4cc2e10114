// SPDX-License-Identifier: MIT
internal import Kn8Gateway

/// A target is read or refused; what is read has no more segments than the text has slashes, and a route that can be told.
enum RequestPromises {
    static func complaint(about bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let target = RequestTarget(text) else { return nil }
        if target.segments.count > text.utf8.count(where: { $0 == UInt8(ascii: "/") }) { return "too many segments" }
        if target.segments.contains(where: \.isEmpty), !target.segments.contains("namespaces") {
            return "an empty segment that is no namespace"
        }
        for method in ["GET", "POST", "DELETE", "BREW"] {
            let route = RequestRoute(method: method, target: target)
            if route.isResource, route.version.isEmpty { return "a resource without a version: \(text)" }
            if !route.isResource, !route.resource.isEmpty { return "a path with a resource: \(text)" }
        }
        if RequestTarget(text) != target { return "two readings of \(text)" }
        return nil
    }
}
