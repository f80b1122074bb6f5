import HTML
import HTTPServer
import Matching

/// What a person sees where a program gets a problem as JSON: a page like the others, with a way on.
struct FaultPage {
    let heading: String
    let lead: String

    /// - Returns: nil for a status that no address typed, followed or sent in a browser leads to.
    init?(_ status: Status, request: Request) {
        switch status {
        case .notFound, .methodNotAllowed:
            heading = "There is no page at this address"
            lead =
                "It may be misspelt, or never have been. Everything that is catalogued is found by search."
        case .tooManyRequests:
            heading = "You have asked very often"
            lead =
                "Wait half a minute and load the page again. What you wrote is still in your browser: go back."
        case .contentTooLarge, .headerFieldsTooLarge:
            heading = "That is too long"
            lead = "A problem has at most 300 words. Go back, and say it in fewer."
        case .serviceUnavailable:
            heading = "The catalogue cannot be used just now"
            lead =
                "Nothing was changed. Go back and try again in a minute; what you wrote is still there."
        case .internalServerError:
            heading = "This page could not be made"
            lead = """
                Something went wrong here. Try again in a minute; if it stays so, tell whoever runs \
                this registry that it was request \(request.id).
                """
        default: return nil
        }
    }

    var page: Page {
        Page(
            title: heading,
            main: """
                <h1>\(heading)</h1>
                <p class="lead">\(lead)</p>
                <p><a href="/">Search what is catalogued</a></p>
                """)
    }
}

extension Site {
    /// Gives people pages where programs get problems; which of them asks is told by what it accepts.
    func addFaultPages(to router: inout Router) {
        let site = self
        router.transform { request, response in
            guard response.headers["Content-Type"] == "application/problem+json",
                !request.path.hasPrefix("/api/"),
                request.headers["Accept"]?.contains("text/html") == true,
                let page = FaultPage(response.status, request: request)?.page
            else { return }
            response.headers["Content-Type"] = "text/html; charset=utf-8"
            response.body = .bytes(site.frame.html(page, in: site.desk.snapshot).bytes)
        }
    }
}
