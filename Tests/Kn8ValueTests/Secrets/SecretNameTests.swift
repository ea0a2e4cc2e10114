// SPDX-License-Identifier: MIT

import Testing

@testable import Kn8Value

struct SecretNameTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var name: String
        var says: Bool
        var testDescription: String { "\(name) \(says ? "says" : "does not say") so" }
    }

    static let rows =
        [
            "PASSWORD", "DB_PASSWORD", "dbPassword", "db-password", "POSTGRESPASSWORD", "MYSQL_PWD", "API_TOKEN",
            "token",
            "AWS_SECRET_ACCESS_KEY", "AWS_ACCESS_KEY_ID", "APIKEY", "api-key", "KEY", "SECRET", "SECRET_KEY_BASE",
            "GOOGLE_CREDENTIALS", "REDIS_PASS", "Authorization", "Proxy-Authorization", "Cookie", "--docker-password",
            "tls.key", "PRIVATE_KEY", "PASSPHRASE", "X-Auth",
        ]
        .map { Row(name: $0, says: true) }
        + [
            "", "HOST", "PASSWORD_FILE", "SECRET_NAME", "TOKEN_TTL", "TOKEN_URL", "KEY_PATH", "PUBLIC_KEY", "PASSENGER",
            "MONKEY_COUNT", "COMPASS", "BYPASS_CACHE", "KEYBOARD", "AUTHOR", "secretName", "tokenExpirationSeconds",
            "KEYCLOAK_HOST", "ACCESS_KEY_PREFIX",
        ]
        .map { Row(name: $0, says: false) }

    @Test(arguments: rows) func aNameTells(_ row: Row) { #expect(SecretName.says(row.name) == row.says) }

    static let fields =
        [
            "password", "rootPassword", "root_password", "bearerToken", "token", "apiKey", "privateKey", "secretKey",
            "clientSecret", "client-key-data", "passphrase",
        ]
        .map { Row(name: $0, says: true) }
        + [
            "key", "secret", "secretName", "tokenSecret", "passwordSecretRef", "resourceVersion", "name", "tokens",
            "publicKey", "secretRef", "keySecret", "",
        ]
        .map { Row(name: $0, says: false) }

    @Test(arguments: fields) func aFieldTells(_ row: Row) { #expect(SecretName.saysField(row.name) == row.says) }

    @Test(arguments: ["", "true", "False", "none", "$(DB_PASSWORD)", "${DB_PASSWORD}", "${{DB_PASSWORD}}"])
    func whatKeepsNothingIsTrivial(_ value: String) { #expect(SecretName.isTrivial(value)) }

    @Test(arguments: ["x", "truth", "$1$salt$hash", "hunter2", "$(A)b", "a${B}"])
    func whatKeepsSomethingIsNot(_ value: String) { #expect(!SecretName.isTrivial(value)) }
}
