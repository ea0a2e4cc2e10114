// SPDX-License-Identifier: MIT

/// What a request shows of who makes it, as the transport found it.
package struct RequestCredentials: Hashable, Sendable {
    /// The subject of a client certificate that the transport has verified against the client CA.
    package struct Certificate: Hashable, Sendable {
        /// The common names of the subject, in order; the user is the first.
        package var commonNames: [String]
        /// The organizations of the subject, which are the user's groups.
        package var organizations: [String]

        /// A certificate of this subject.
        package init(commonNames: [String], organizations: [String] = []) {
            self.commonNames = commonNames
            self.organizations = organizations
        }
    }

    /// The values of the `Authorization` header fields, in order; the first counts.
    package var authorization: [String]
    /// The verified client certificate; nil when the client showed none.
    package var certificate: Certificate?

    /// Credentials of these sorts.
    package init(authorization: [String] = [], certificate: Certificate? = nil) {
        self.authorization = authorization
        self.certificate = certificate
    }

    /// What an `Authorization` header says of a bearer token
    /// (`kubernetes:apiserver/pkg/authentication/request/bearertoken`).
    package enum Bearer: Hashable, Sendable {
        /// None: the header is missing or of another scheme.
        case none
        /// A space too many before the token: it is passed over, and the client is warned in these words.
        case ignored(warning: String)
        /// The token.
        case token(String)
    }

    /// The bearer token.
    package var bearer: Bearer {
        guard let text = authorization.first else { return .none }
        let parts = text.trimmed.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count > 1, parts[0].lowercased() == "bearer" else { return .none }
        guard parts[1].isEmpty else { return .token(String(parts[1])) }
        guard parts.count == 3 else { return .none }
        return .ignored(
            warning: "the provided Authorization header contains extra space before the bearer token, and is ignored"
        )
    }
}

extension String {
    /// The text without white space at its ends.
    fileprivate var trimmed: Substring {
        var text = self[...]
        while let first = text.first, first.isWhitespace { text = text.dropFirst() }
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return text
    }
}
