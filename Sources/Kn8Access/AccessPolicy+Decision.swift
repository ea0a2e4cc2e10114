// SPDX-License-Identifier: MIT

package import Kn8API
internal import Kn8Value

extension AccessPolicy {
    /// The group that may do everything, whatever the roles say.
    package static let masters = "system:masters"

    /// What roles and bindings say of `request` (`kubernetes:plugin/pkg/auth/authorizer/rbac/rbac.go`): a reason when it
    /// is allowed, and when a role that might have allowed it is missing. `system:masters` need no role.
    package func decision(on request: AccessAttributes) -> AccessDecision {
        if request.user.groups.containsExactly(Self.masters) { return AccessDecision(.allow) }
        var reason: String?
        var errors: [APIError] = []
        visit(rulesOf: request.user, in: request.namespace) { rule, source in
            switch rule {
            case .failure(let error): errors.append(error)
            case .success(let rule) where rule.allows(request):
                reason = "RBAC: allowed by \(source())"
                return false
            case .success: break
            }
            return true
        }
        if let reason { return AccessDecision(.allow, reason: reason) }
        return AccessDecision(.noOpinion, reason: errors.isEmpty ? "" : "RBAC: \(Self.text(of: errors))")
    }

    /// Several errors as Go's aggregate prints them: `[a, b]`, each once; one alone is bare.
    static func text(of errors: [APIError]) -> String {
        var seen: Set<String> = []
        let texts = errors.map(\.message).filter { seen.insert($0).inserted }
        return texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
    }
}

extension APIError {
    /// The refusal of `request`, word for word as the API server has it
    /// (`kubernetes:apiserver/pkg/endpoints/handlers/responsewriters/errors.go`).
    package static func forbidden(_ request: AccessAttributes, reason: String = "") -> APIError {
        let user = request.user.name.goQuoted
        let sentence: String
        if request.isResourceRequest {
            let part = request.subresource.isEmpty ? "" : "/\(request.subresource)"
            let place =
                request.namespace.isEmpty ? "at the cluster scope" : "in the namespace \(request.namespace.goQuoted)"
            sentence =
                "User \(user) cannot \(request.verb) resource \("\(request.resource)\(part)".goQuoted) in API group "
                + "\(request.apiGroup.goQuoted) \(place)"
        } else {
            sentence = "User \(user) cannot \(request.verb) path \(request.path.goQuoted)"
        }
        let words = sentence.withoutMarkup + (reason.isEmpty ? "" : ": \(reason)")
        return forbidden(group: request.apiGroup, plural: request.resource, name: request.name, words)
    }

    /// `deployments.apps "web" is forbidden: …`; the name and the resource may be empty.
    package static func forbidden(group: String, plural: String, name: String, _ words: String) -> APIError {
        let resource = group.isEmpty ? plural : "\(plural).\(group)"
        let subject: String
        if resource.isEmpty {
            subject = "forbidden"
        } else {
            subject = name.isEmpty ? "\(resource) is forbidden" : "\(resource) \(name.goQuoted) is forbidden"
        }
        return APIError(.forbidden, message: "\(subject): \(words)", name: name, group: group, kind: plural)
    }
}

extension String {
    /// The text with what a browser would take for markup escaped.
    fileprivate var withoutMarkup: String {
        var result = ""
        for character in self {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.append(character)
            }
        }
        return result
    }
}
