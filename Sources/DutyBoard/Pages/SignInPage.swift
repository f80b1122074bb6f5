import Access
import HTML
import Reviews

/// The pages on the way in.
struct SignInPage {
    let heading: String
    let body: HTML

    var main: HTML { "<h1>\(heading)</h1>\n\(body)" }

    /// Without a code: how to get in.
    static func ways(signedInAs visitor: Visitor?) -> SignInPage {
        if let visitor {
            return SignInPage(
                heading: "You are signed in",
                body: """
                    <p class="lead">As \(visitor.reviewer.name), \(visitor.role.words). \
                    <a href="/">Go on</a></p>
                    """)
        }
        return SignInPage(
            heading: "Sign in",
            body: """
                <p class="lead">Whoever runs Second Look on this machine has an address for you that \
                signs you in once, within ten minutes: it stood there when the server began, and \
                <code>secondlook sign-in</code> prints another.</p>
                """)
    }

    /// A good code: one press, and whoever shows it is in.
    static func offer(_ person: Reviewer, code: String, next: String?) -> SignInPage {
        let back: HTML = next.map { "<input type=\"hidden\" name=\"next\" value=\"\($0)\">" } ?? ""
        return SignInPage(
            heading: "Sign in as \(person.name)",
            body: """
                <p class="lead">As a \(person.role.words) of this machine, for ten hours at most, and \
                until you have done nothing for half an hour. What you look at and do stands under \
                this name.</p>
                <form class="sign-in" method="post" action="/sign-in">\
                <input type="hidden" name="code" value="\(code)">\(back)\
                <button>Sign in</button></form>
                """)
    }

    /// A code that is not good.
    static let spent = SignInPage(
        heading: "This address signs nobody in",
        body: """
            <p class="lead">It is good once, for ten minutes, on the machine that Second Look runs on. \
            <code>secondlook sign-in</code> prints another.</p>
            """)
}

extension Visitor {
    /// What every form that posts has to have in it.
    var formField: HTML {
        guard let formToken else { return "" }
        return "<input type=\"hidden\" name=\"\(Visitor.tokenField)\" value=\"\(formToken)\">"
    }
}
