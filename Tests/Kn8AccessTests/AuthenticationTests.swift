// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8TestSupport
internal import Kn8Value
internal import Testing

@testable internal import Kn8Access

/// Who is let in by what it shows.
struct AuthenticationTests {
    private static let file = """
        s3cret,jane,u1,"dev,ops"
        other,joe,u2
        "to,ken",jim,"u3"

        """

    private func authentication(anonymous: Bool = false) throws -> Authentication {
        Authentication(
            staticTokens: try StaticTokens(csv: Self.file, path: "tokens.csv"),
            allowsAnonymous: anonymous
        )
    }

    struct Row: Sendable, CustomTestStringConvertible {
        let label: String
        let credentials: RequestCredentials
        var user: UserInfo?
        var warning: String?

        init(_ label: String, _ credentials: RequestCredentials, _ user: UserInfo? = nil, warning: String? = nil) {
            self.label = label
            self.credentials = credentials
            self.user = user
            self.warning = warning
        }

        var testDescription: String { label }
    }

    private static func header(_ text: String...) -> RequestCredentials { RequestCredentials(authorization: text) }
    private static func subject(_ names: [String], _ organizations: [String] = []) -> RequestCredentials {
        RequestCredentials(
            certificate: RequestCredentials.Certificate(commonNames: names, organizations: organizations)
        )
    }

    private static let jane = UserInfo(name: "jane", uid: "u1", groups: ["dev", "ops", "system:authenticated"])
    private static let joe = UserInfo(name: "joe", uid: "u2", groups: ["system:authenticated"])
    private static let spaced =
        "the provided Authorization header contains extra space before the bearer token, and is ignored"

    @Test(arguments: [
        Row("a token of the file", header("Bearer s3cret"), jane),
        Row("the scheme's case does not matter", header("bEaReR other"), joe),
        Row("white space around it", header("  Bearer other  "), joe),
        Row("what follows the token is passed over", header("Bearer other and more"), joe),
        Row("the first header counts", header("Bearer s3cret", "Bearer other"), jane),
        Row(
            "a certificate",
            subject(["jane"], ["dev", "system:masters"]),
            UserInfo(name: "jane", groups: ["dev", "system:masters", "system:authenticated"])
        ),
        Row("the first common name", subject(["a", "b"]), UserInfo(name: "a", groups: ["system:authenticated"])),
        Row(
            "a certificate before a token",
            RequestCredentials(
                authorization: ["Bearer s3cret"],
                certificate: RequestCredentials.Certificate(commonNames: ["cert"])
            ),
            UserInfo(name: "cert", groups: ["system:authenticated"])
        ),
    ])
    func letIn(_ row: Row) async throws {
        let outcome = try await authentication().authenticate(row.credentials)
        #expect(outcome == Authentication.Outcome(user: row.user, warning: nil))
    }

    @Test(arguments: [
        Row("nothing", RequestCredentials()),
        Row("an empty header", header("")),
        Row("another scheme", header("Basic czNjcmV0")),
        Row("a bare token", header("s3cret")),
        Row("a scheme alone", header("Bearer")),
        Row("a scheme and a blank", header("Bearer ")),
        Row("two blanks", header("Bearer  s3cret"), warning: spaced),
        Row("a tab", header("Bearer\ts3cret")),
        Row("a wrong token", header("Bearer wrong")),
        Row("a token in another case", header("Bearer S3CRET")),
        Row("a part of a token", header("Bearer s3cre")),
        Row("a longer token", header("Bearer s3crett")),
        Row("a token with a comma", header("Bearer s3cret,")),
        Row("a user's name", header("Bearer jane")),
        Row("a wrong token first", header("Bearer wrong", "Bearer s3cret")),
        Row("a certificate without a name", subject([])),
        Row("a certificate with an empty name", subject([""], ["system:masters"])),
    ])
    func keptOut(_ row: Row) async throws {
        let outcome = try await authentication().authenticate(row.credentials)
        #expect(outcome == Authentication.Outcome(user: nil, warning: row.warning))
    }

    @Test func anonymousOnlyWithoutCredentials() async throws {
        let authentication = try authentication(anonymous: true)
        #expect(await authentication.authenticate(RequestCredentials()).user == .anonymous)
        #expect(await authentication.authenticate(Self.header("Basic x")).user == .anonymous)
        #expect(await authentication.authenticate(Self.header("Bearer wrong")).user == nil)
    }

    @Test func unauthorizedInTheServersWords() {
        let error = APIError.unauthorized
        #expect(error.message == "Unauthorized")
        #expect(error.code == 401)
        #expect(error.status["details"] == nil)
    }

    struct FileRow: Sendable, CustomTestStringConvertible {
        let text: String
        let error: String

        var testDescription: String { error }
    }

    @Test(arguments: [
        FileRow(
            text: "a,b",
            error: "token file 't' must have at least 3 columns (token, user name, user uid), found 2"
        ),
        FileRow(
            text: "a,b,c\nx",
            error: "token file 't' must have at least 3 columns (token, user name, user uid), found 1"
        ),
        FileRow(text: "a,b\"c,d", error: "parse error on line 1: bare \" in non-quoted-field"),
        FileRow(text: "a,b,c\n\"a\"b,c,d", error: "parse error on line 2: extraneous or missing \" in quoted-field"),
        FileRow(text: "\"a,b,c", error: "parse error on line 1: extraneous or missing \" in quoted-field"),
    ])
    func filesThatCannotBeUsed(_ row: FileRow) {
        let error = #expect(throws: StaticTokens.FileError.self) { try StaticTokens(csv: row.text, path: "t") }
        #expect(error?.description == row.error)
    }

    @Test func oddFilesAreWarnedOf() throws {
        let tokens = try StaticTokens(csv: ",a,b\r\nx,one,1\r\n\r\nx,two,2,\r\n\"q\"\"t\",three,3", path: "t")
        #expect(
            tokens.warnings == [
                "empty token has been found in token file 't', record number '1'",
                "duplicate token has been found in token file 't', record number '3'",
            ]
        )
        #expect(tokens.user(of: "")?.name == nil)
        #expect(tokens.user(of: "x")?.name == "two")
        #expect(tokens.user(of: "q\"t")?.name == "three")
    }

    @Test func tokensOfTheFileAreReviewedToo() async throws {
        let signed = ServiceAccountTokens(signers: [], reader: TestCluster(), time: FixedClock())
        let tokens = KnownTokens(signed, listed: try StaticTokens(csv: Self.file, path: "t"))
        let own = ServiceAccountTokens.defaultIssuer
        #expect(await tokens.review("other", audiences: [])?.audiences == [own])
        #expect(await tokens.review("other", audiences: ["vault", own])?.audiences == [own])
        #expect(await tokens.review("other", audiences: ["vault"]) == nil)
        #expect(await tokens.review("wrong", audiences: []) == nil)
    }
}
