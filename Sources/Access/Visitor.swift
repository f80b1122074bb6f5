public import Reviews
import SignIn

/// Who asks: a person who is signed in, or a program with a key.
///
/// A route gets its visitor where it is registered, and nobody whose role may not do what the route
/// is there for comes that far:
///
///     router.post("/take", for: .acting) { request, parameters, visitor in
///         try desk.take(row, by: visitor.reviewer)
///     }
///
/// A form that posts has to carry `visitor.formToken` in a field named `Visitor.tokenField`; a post
/// of a signed-in person without it is refused before the route runs.
public struct Visitor: Sendable {
    /// The name of the form field that carries the token.
    public static let tokenField = "form-token"

    /// As whom they act: tenant, identifier, name and role.
    public let reviewer: Reviewer
    /// What a form of theirs has to carry; nil for a program, which sends none.
    public let formToken: String?
    /// What a publisher may send; nil for everybody else.
    public let publishing: KeyGrant?
    /// Whether a form carries the token; what a program sends needs none.
    let hasSent: @Sendable (String?) -> Bool

    /// In which role they act.
    public var role: Role { reviewer.role }

    /// Somebody who is signed in.
    init(_ session: Sessions<Reviewer>.Session) {
        reviewer = session.person
        formToken = session.formToken
        hasSent = { session.hasSent($0) }
        publishing = nil
    }

    /// A program, by a token of its provider's.
    init(program: Reviewer, publishing: KeyGrant?) {
        reviewer = program
        formToken = nil
        hasSent = { _ in true }
        self.publishing = publishing
    }

    /// A program, by its key.
    init(_ key: AccessKeys.Key, in role: Role) {
        reviewer = Reviewer(
            tenant: Reviewer.local, object: key.name, name: key.label, role: role)
        formToken = nil
        hasSent = { _ in true }
        publishing = role == .publisher ? key.grant : nil
    }

    /// Whether their role lets them do what a group of routes is there for: to leave out what they
    /// would only be refused.
    public func may(_ group: RouteGroup) -> Bool { group.roles.contains(role) }
}
