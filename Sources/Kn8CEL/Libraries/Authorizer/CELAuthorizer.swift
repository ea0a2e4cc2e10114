// SPDX-License-Identifier: MIT

/// One of the steps of asking an authorizer. No one is there to answer offline: every decision is an error.
package final class CELAuthorizer: CELOpaque {
    enum Step: String {
        case authorizer = "kubernetes.authorization.Authorizer"
        case pathCheck = "kubernetes.authorization.PathCheck"
        case groupCheck = "kubernetes.authorization.GroupCheck"
        case resourceCheck = "kubernetes.authorization.ResourceCheck"
        case decision = "kubernetes.authorization.Decision"

        var celType: CELType { .opaque(rawValue) }
    }

    /// What a decision says.
    static let undecided = "authorization cannot be decided offline"

    private let step: Step

    init(_ step: Step) { self.step = step }

    /// The type of this step.
    package var type: CELType { step.celType }

    /// Steps are equal to themselves only.
    package func isEqual(to other: any CELOpaque) -> Bool { other === self }

    /// The type of the variable `authorizer`.
    package static let authorizerType = Step.authorizer.celType
    /// The type of `authorizer.requestResource`.
    package static let resourceCheckType = Step.resourceCheck.celType
    /// The value of `authorizer`.
    package static var offline: CELValue { .opaque(CELAuthorizer(.authorizer)) }
    /// The value of `authorizer.requestResource`.
    package static var offlineResource: CELValue { .opaque(CELAuthorizer(.resourceCheck)) }
}
