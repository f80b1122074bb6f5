public import Access
import HTML
import HTTPServer

/// What a person sees where a program gets a problem as JSON: a page like the others, with a way on.
struct ProblemPage {
    let heading: String
    let lead: String

    /// - Returns: nil for a status that no address typed or followed in a browser leads to.
    init?(_ problem: Problem, request: Request) {
        switch problem.status {
        case .unauthorized, .forbidden, .tooManyRequests:
            heading = problem.title
            lead = problem.detail ?? ""
        case .notFound, .methodNotAllowed:
            heading = "There is no page at this address"
            lead = """
                Every case that needs a second look is in the queue, and any child is found by \
                identifier.
                """
        case .internalServerError:
            heading = "This page could not be made"
            lead = """
                Something went wrong here. Try again in a minute; if it stays so, tell whoever \
                runs Second Look that it was request \(request.id).
                """
        default: return nil
        }
    }

    var main: HTML {
        """
        <p class="back"><a href="/">Second looks</a></p>
        <h1>\(heading)</h1>
        <p class="lead">\(lead)</p>
        """
    }
}

extension Site {
    /// Gives people pages where programs get problems; which of them asks is told by what it accepts.
    public func addProblemPages(to router: inout GuardedRouter) {
        let site = self
        router.transform { request, response in
            guard let problem = response.problem,
                request.headers["Accept"]?.contains("text/html") == true,
                let page = ProblemPage(problem, request: request)
            else { return }
            let mark = LiveMark(of: site.view, at: site.clock())
            let html = site.frame.page(title: page.heading, mark: mark, for: nil, page.main)
            response.headers["Content-Type"] = "text/html; charset=utf-8"
            response.body = .bytes(html.bytes)
            response.problem = nil
        }
    }
}
