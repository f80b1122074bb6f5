import HTML

/// Somebody who has signed in with a key, as pages need to know them.
struct Visitor: Sendable {
    /// Whose key it is.
    let organisation: String
    let organisationName: String
    let mayPostProblems: Bool
    let mayCatalogue: Bool
    /// Whether the key may write for every organisation.
    let isAdmin: Bool
    /// What a form of this visitor's carries so that no other site can send it.
    let formToken: String
}

/// Who is signed in, in the corner of every page.
struct VisitorMark {
    let visitor: Visitor?

    var html: HTML {
        guard let visitor else {
            return "<p class=\"visitor\"><a href=\"/sign-in\">Sign in to post</a></p>"
        }
        return """
            <form class="visitor" method="post" action="/sign-out">\(FormToken(visitor: visitor).html)\
            <a href="/organisations/\(visitor.organisation)">\(visitor.organisationName)</a> \
            <button>Sign out</button></form>
            """
    }
}

/// The hidden field that proves that a form came from a page of ours.
struct FormToken {
    static let name = "form-token"

    let visitor: Visitor?

    var html: HTML {
        guard let visitor else { return "" }
        return "<input type=\"hidden\" name=\"\(FormToken.name)\" value=\"\(visitor.formToken)\">"
    }
}
