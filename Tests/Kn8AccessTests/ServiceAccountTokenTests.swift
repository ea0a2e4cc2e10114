// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8TestSupport
internal import Kn8Value
internal import Testing

@testable internal import Kn8Access

/// Tokens of ServiceAccounts: what is signed, and what is no longer or never was good.
struct ServiceAccountTokenTests {
    private static let issuer = ServiceAccountTokens.defaultIssuer

    private static func object(_ kind: String, _ name: String, namespace: String = "dev") -> Object {
        Object(GroupVersionKind(group: "", version: "v1", kind: kind), namespace: namespace, name: name)
    }

    /// A cluster with an account, a pod and a secret, and tokens signed an hour ago or `age` seconds.
    fileprivate struct World {
        let cluster: TestCluster
        let signer = FakeSigner(secret: "one")
        let account: Object

        init() async throws {
            cluster = try await TestCluster([
                ServiceAccountTokenTests.object("ServiceAccount", "robot"),
                ServiceAccountTokenTests.object("Pod", "web"), ServiceAccountTokenTests.object("Secret", "s"),
            ])
            account = try #require(cluster.get("ServiceAccount", "robot", namespace: "dev"))
        }

        func tokens(later seconds: Int64 = 0, audiences: [String] = []) -> ServiceAccountTokens {
            ServiceAccountTokens(
                signers: [signer],
                audiences: audiences,
                reader: cluster,
                time: FixedClock(Timestamp(seconds: TestCluster.epoch.seconds + seconds))
            )
        }

        func token(bound: Object? = nil, audiences: [String] = []) async throws -> String {
            let order = TokenOrder(account: account, audiences: audiences, seconds: 3600, boundObject: bound)
            return try await tokens().issue(order).token
        }

        /// A token with these claims over good ones, signed by `signer` under `header`.
        func forged(
            _ claims: [String: Value?] = [:],
            header: [String: Value] = [:],
            signer: FakeSigner? = nil
        ) async throws -> String {
            let good = try #require(JSONWebToken(try await token()))
            var payload = good.claims
            for (key, value) in claims { payload[key] = value }
            var top = good.header
            for (key, value) in header { top[key] = value }
            let message = "\(Base64.urlSafe(top.jsonBytes())).\(Base64.urlSafe(payload.jsonBytes()))"
            let signature = try (signer ?? self.signer).signature(of: Array(message.utf8))
            return "\(message).\(Base64.urlSafe(signature))"
        }

        func rejection(_ token: String, later seconds: Int64 = 0, audiences: [String] = []) async -> String {
            do {
                let user = try await tokens(later: seconds).verified(token, audiences: audiences)
                return "accepted: \(user)"
            } catch {
                return "\(error)"
            }
        }
    }

    @Test func aTokenIsWhoItWasMadeFor() async throws {
        let world = try await World()
        let token = try await world.token()
        let reviewed = try #require(await world.tokens().review(token, audiences: []))
        #expect(reviewed.user.name == "system:serviceaccount:dev:robot")
        #expect(reviewed.user.uid == world.account.uid)
        #expect(reviewed.user.groups == ["system:serviceaccounts", "system:serviceaccounts:dev"])
        #expect(reviewed.audiences == [Self.issuer])
        let identifier = reviewed.user.extra["authentication.kubernetes.io/credential-id"]?.first ?? ""
        #expect(identifier.hasPrefix("JTI=") && identifier.utf8.count == 40)
        let outcome = await Authentication(tokens: world.tokens())
            .authenticate(RequestCredentials(authorization: ["Bearer \(token)"]))
        #expect(
            outcome.user?.groups
                == ["system:serviceaccounts", "system:serviceaccounts:dev", "system:authenticated"]
        )
    }

    @Test func theClaimsAreThoseOfKubernetes() async throws {
        let world = try await World()
        let pod = try #require(world.cluster.get("Pod", "web", namespace: "dev"))
        let token = try #require(JSONWebToken(try await world.token(bound: pod, audiences: ["a", "b"])))
        #expect(token.header == ["alg": "HS256", "kid": "key-of-one"])
        let now = TestCluster.epoch.seconds
        var claims = token.claims
        #expect(claims["jti"]?.string?.isEmpty == false)
        claims["jti"] = nil
        #expect(
            claims == [
                "aud": ["a", "b"], "exp": .int(now + 3600), "iat": .int(now), "nbf": .int(now),
                "iss": .string(Self.issuer), "sub": "system:serviceaccount:dev:robot",
                "kubernetes.io": [
                    "namespace": "dev", "pod": ["name": "web", "uid": .string(pod.uid)],
                    "serviceaccount": ["name": "robot", "uid": .string(world.account.uid)],
                ],
            ]
        )
    }

    @Test func boundTokensSayToWhat() async throws {
        let world = try await World()
        let pod = try #require(world.cluster.get("Pod", "web", namespace: "dev"))
        let token = try await world.token(bound: pod)
        let user = try #require(await world.tokens().review(token, audiences: [])).user
        #expect(user.extra["authentication.kubernetes.io/pod-name"] == ["web"])
        #expect(user.extra["authentication.kubernetes.io/pod-uid"] == [pod.uid])
    }

    @Test func goodAMinuteLongerThanItSays() async throws {
        let world = try await World()
        let token = try await world.token()
        #expect(await world.tokens(later: 3660).review(token, audiences: []) != nil)
        #expect(await world.rejection(token, later: 3661) == "service account token has expired")
        #expect(await world.tokens(later: -60).review(token, audiences: []) != nil)
        #expect(await world.rejection(token, later: -61) == "service account token is not valid yet")
    }

    @Test func aFormerKeyIsStillGood() async throws {
        let world = try await World()
        let token = try await world.token()
        let clock = FixedClock()
        let rotated = ServiceAccountTokens(
            signers: [FakeSigner(secret: "two"), world.signer],
            reader: world.cluster,
            time: clock
        )
        #expect(await rotated.review(token, audiences: []) != nil)
        let replaced = ServiceAccountTokens(signers: [FakeSigner(secret: "two")], reader: world.cluster, time: clock)
        #expect(await replaced.review(token, audiences: []) == nil)
    }

    @Test func audiencesMustMeet() async throws {
        let world = try await World()
        let vault = try await world.token(audiences: ["vault"])
        #expect(
            await world.rejection(vault)
                == #"token audiences ["vault"] is invalid for the target audiences ["\#(Self.issuer)"]"#
        )
        #expect(await world.tokens().review(vault, audiences: ["x", "vault"])?.audiences == ["vault"])
        #expect(await world.tokens(audiences: ["vault"]).review(vault, audiences: []) != nil)
        let own = try await world.token()
        #expect(await world.tokens().review(own, audiences: ["vault"]) == nil)
    }

    @Test func theAlgorithmIsTheKeysOwn() async throws {
        let world = try await World()
        for algorithm in ["none", "None", "NONE", "", "HS512", "RS256", "ES256"] {
            let token = try await world.forged(header: ["alg": .string(algorithm)])
            #expect(await world.rejection(token) == "invalid signature, no keys found", "\(algorithm)")
        }
        let typed = try await world.forged(header: ["alg": 256])
        #expect(await world.rejection(typed) == "invalid signature, no keys found")
        let critical = try await world.forged(header: ["crit": ["x"]])
        #expect(await world.rejection(critical) == "invalid bearer token")
        let unsigned = try await world.forged(header: ["alg": "none"]).split(separator: ".").prefix(2)
        #expect(await world.rejection(unsigned.joined(separator: ".") + ".") == "invalid bearer token")
    }

    @Test func onlyTheServersKeysCount() async throws {
        let world = try await World()
        let other = try await world.forged(signer: FakeSigner(secret: "two"))
        #expect(await world.rejection(other) == "error in cryptographic primitive")
        let unknown = try await world.forged(header: ["kid": "key-of-two"], signer: FakeSigner(secret: "two"))
        #expect(await world.rejection(unknown) == "invalid signature, no keys found")
        let nameless = try await world.forged(header: ["kid": .null], signer: FakeSigner(secret: "two"))
        #expect(await world.rejection(nameless) == "error in cryptographic primitive")
    }

    struct Claim: Sendable, CustomTestStringConvertible {
        let label: String
        let claims: [String: Value?]
        let rejection: String

        init(_ label: String, _ claims: [String: Value?], _ rejection: String) {
            self.label = label
            self.claims = claims
            self.rejection = rejection
        }

        var testDescription: String { label }
    }

    private static let unexpected =
        "service account token claims could not be validated due to unexpected private claim"

    /// Tokens that only a thief of the key, or a faulty server, could have made.
    @Test(arguments: [
        Claim("another issuer", ["iss": "https://elsewhere"], "invalid bearer token"),
        Claim("no issuer", ["iss": nil], "invalid bearer token"),
        Claim("no audience", ["aud": nil], #"token audiences [] is invalid for the target audiences ["\#(issuer)"]"#),
        Claim("no end", ["exp": nil], "service account token has expired"),
        Claim("an end that is no number", ["exp": "never"], "service account token has expired"),
        Claim("a fraction for an end", ["exp": 9_999_999_999.5], "service account token has expired"),
        Claim("a beginning that is no number", ["nbf": "now"], "service account token is not valid yet"),
        Claim("made in the future", ["iat": 9_999_999_999], "service account token is not valid yet"),
        Claim("the smallest end", ["exp": .int(.min)], "service account token has expired"),
        Claim("the largest beginning", ["nbf": .int(.max)], "service account token is not valid yet"),
        Claim("another subject", ["sub": "system:serviceaccount:dev:admin"], unexpected),
        Claim("no subject", ["sub": nil], unexpected),
        Claim("no facts", ["kubernetes.io": nil], unexpected),
        Claim("facts that are a list", ["kubernetes.io": ["dev"]], unexpected),
        Claim(
            "another account",
            [
                "kubernetes.io": ["namespace": "dev", "serviceaccount": ["name": "ghost", "uid": "1"]],
                "sub": "system:serviceaccount:dev:ghost",
            ],
            #"serviceaccounts "ghost" not found"#
        ),
        Claim(
            "no uid",
            ["kubernetes.io": ["namespace": "dev", "serviceaccount": ["name": "robot"]]],
            unexpected
        ),
        Claim(
            "a pod that is no mapping",
            ["kubernetes.io": ["namespace": "dev", "serviceaccount": ["name": "robot", "uid": "@"], "pod": "web"]],
            "service account token has been invalidated"
        ),
        Claim(
            "another pod's uid",
            [
                "kubernetes.io": [
                    "namespace": "dev", "serviceaccount": ["name": "robot", "uid": "@"],
                    "pod": ["name": "web", "uid": "1"],
                ]
            ],
            "pod UID (%) does not match service account pod ref claim (1)"
        ),
        Claim(
            "a node that is not there",
            [
                "kubernetes.io": [
                    "namespace": "dev", "serviceaccount": ["name": "robot", "uid": "@"],
                    "node": ["name": "n", "uid": "1"],
                ]
            ],
            "service account token has been invalidated"
        ),
    ])
    func rejected(_ row: Claim) async throws {
        let world = try await World()
        var claims = row.claims
        if claims["kubernetes.io"]??[path: ["serviceaccount", "uid"]] == "@" {
            var facts = claims["kubernetes.io"] ?? nil
            facts?[path: ["serviceaccount", "uid"]] = .string(world.account.uid)
            claims["kubernetes.io"] = facts
        }
        let pod = world.cluster.get("Pod", "web", namespace: "dev")?.uid ?? ""
        let token = try await world.forged(claims)
        #expect(await world.rejection(token) == row.rejection.replacing("%", with: pod))
    }

    @Test func tamperingShows() async throws {
        let world = try await World()
        let token = try await world.token()
        let parts = token.split(separator: ".").map(String.init)
        let claims = try #require(JSONWebToken(token)).claims
        var better = claims
        better["sub"] = "system:serviceaccount:kube-system:admin"
        let swapped = "\(parts[0]).\(Base64.urlSafe(better.jsonBytes())).\(parts[2])"
        #expect(await world.rejection(swapped) == "error in cryptographic primitive")
        for (place, byte) in Array(token.utf8).enumerated() where byte != UInt8(ascii: ".") && place % 7 == 0 {
            var bytes = Array(token.utf8)
            bytes[place] = byte == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
            #expect(await world.tokens().review(String(decoding: bytes, as: UTF8.self), audiences: []) == nil)
        }
    }

    @Test(arguments: [
        "", ".", "..", "a.b.c", "a.b", "....", "e30.e30.e30", "e30.e30.", "{}", "bnVsbA.bnVsbA.bnVsbA",
        "W10.W10.W10", " e30.e30.e30", "e30=.e30=.e30=", "e31.e30.e30", String(repeating: "a", count: 100_000),
        String(repeating: "[", count: 20_000),
    ])
    func whatIsNoTokenIsNone(_ text: String) async throws {
        let world = try await World()
        #expect(await world.tokens().review(text, audiences: []) == nil)
    }

    @Test func paddingAndSurroundingsMakeAnotherToken() async throws {
        let world = try await World()
        let token = try await world.token()
        for text in [token + "=", " " + token, token + " ", token + ".", token + "\n", token + ".e30"] {
            #expect(await world.tokens().review(text, audiences: []) == nil)
        }
    }

    @Test func aTokenEndsWithItsAccount() async throws {
        let world = try await World()
        let token = try await world.token()
        try await world.delete("ServiceAccount", "robot")
        #expect(await world.rejection(token) == #"serviceaccounts "robot" not found"#)
        try await world.cluster.seed(Self.object("ServiceAccount", "robot"))
        let new = try #require(world.cluster.get("ServiceAccount", "robot", namespace: "dev")).uid
        #expect(
            await world.rejection(token)
                == "service account UID (\(new)) does not match claim (\(world.account.uid))"
        )
    }

    @Test(arguments: ["Pod/web", "Secret/s"])
    func aTokenEndsWithWhatItIsBoundTo(_ bound: String) async throws {
        let world = try await World()
        let parts = bound.split(separator: "/").map(String.init)
        let object = try #require(world.cluster.get(parts[0], parts[1], namespace: "dev"))
        let token = try await world.token(bound: object)
        #expect(await world.tokens().review(token, audiences: []) != nil)
        try await world.delete(parts[0], parts[1])
        #expect(await world.rejection(token) == "service account token has been invalidated")
    }

    @Test func keysAreShown() async throws {
        let world = try await World()
        #expect(
            world.tokens().keySet
                == ["keys": [["use": "sig", "alg": "HS256", "kid": "key-of-one", "kty": "oct"]]]
        )
    }
}

extension ServiceAccountTokenTests.World {
    fileprivate func delete(_ kind: String, _ name: String) async throws {
        _ = try await cluster.delete(
            ObjectKey(namespace: "dev", name: name),
            of: Resource(GroupVersionKind(group: "", version: "v1", kind: kind), plural: "\(kind.lowercased())s"),
            options: DeleteOptions()
        )
    }
}
