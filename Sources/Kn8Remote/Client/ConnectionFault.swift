// SPDX-License-Identifier: MIT

internal import Kn8API
internal import Kn8Curl

/// Why there was no answer, as an error without a code: no server said so. The words are kubectl's
/// (`kubectl:pkg/cmd/util/helpers.go`).
enum ConnectionFault {
    /// The error of `failure` on the way to the server of `connection`.
    static func error(_ failure: CurlFailure, _ connection: ServerConnection) -> APIError {
        switch failure.cause {
        case .refused where connection.proxy.isEmpty:
            error(
                sentence:
                    "The connection to the server \(connection.address) was refused - did you specify the right host "
                    + "or port?"
            )
        case .timedOut: error("the request took longer than allowed: \(failure.description)", reason: .timeout)
        default: error(failure.description)
        }
    }

    /// `Unable to connect to the server: …`
    static func error(_ why: String, reason: APIError.Reason = .unknown) -> APIError {
        error(sentence: "Unable to connect to the server: \(why)", reason: reason)
    }

    private static func error(sentence: String, reason: APIError.Reason = .unknown) -> APIError {
        var error = APIError(reason, message: sentence)
        error.code = 0
        return error
    }
}
