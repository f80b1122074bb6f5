import Access
import HTML
import HTTPServer
import Reviews

/// The pages on the way in.
struct SignInPage {
    let heading: String
    let body: HTML

    var main: HTML { "<h1>\(heading)</h1>\n\(body)" }

    /// Without a code: how to get in.
    ///
    /// - Parameters:
    ///   - provider: with whom people sign in; nil where there is none.
    ///   - next: where they want to go.
    static func ways(
        signedInAs visitor: Visitor?, provider: String?, next: String?
    ) -> SignInPage {
        if let visitor {
            return SignInPage(
                heading: "You are signed in",
                body: """
                    <p class="lead">As \(visitor.reviewer.name), \(visitor.role.words). \
                    <a href="/">Go on</a></p>
                    """)
        }
        if let provider {
            let way = "/sign-in/start" + (next.map { "?next=\($0)" } ?? "")
            return SignInPage(
                heading: "Sign in",
                body: """
                    <p class="lead">With the account that you use at work. You are sent to \(provider), \
                    and from there back.</p>
                    <p><a class="press" href="\(address: way)">Sign in</a></p>
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
                <p class="lead">You are this machine’s \(person.role.words) for ten hours at most, and \
                until you have done nothing for half an hour. What you decide stands under this \
                name.</p>
                <form class="sign-in" method="post" action="/sign-in">\
                <input type="hidden" name="code" value="\(code)">\(back)\
                <button>Sign in</button></form>
                """)
    }

    /// Why somebody came back and is not signed in. None of it leads back to the provider by itself.
    static func setback(_ setback: Gate.Setback) -> SignInPage {
        let (heading, why) = words(of: setback)
        return SignInPage(
            heading: heading,
            body: """
                <p class="lead">\(why)</p>
                <p><a href="/sign-in">Sign in again</a></p>
                """)
    }

    private static func words(of setback: Gate.Setback) -> (heading: String, why: String) {
        switch setback {
        case .unavailable:
            (
                "Nobody can sign in at present",
                "The provider with whom people sign in here does not answer. Try again in a minute."
            )
        case .lost:
            (
                "This way in was not begun here",
                "It was begun in another browser, took longer than ten minutes, or is over already."
            )
        case .refused:
            ("The provider did not sign you in", "Whoever looks after your account can tell why.")
        case .badToken(let why):
            ("What the provider said is not believed here", why)
        case .roleless:
            (
                "You have no role here",
                """
                You are signed in with your provider, but nobody has given you a role in Second Look. \
                Ask whoever looks after your account for one.
                """
            )
        }
    }

    static func status(of setback: Gate.Setback) -> Status {
        switch setback {
        case .unavailable: .serviceUnavailable
        case .lost: .badRequest
        case .refused, .badToken, .roleless: .forbidden
        }
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
