import Access
import HTML
import HTTPServer

/// A form that somebody sent whose session had ended, with everything that was typed: to be sent
/// again once they have signed in.
struct KeptForm {
    let path: String
    let form: Query

    static let heading = "You are not signed in any more"

    var main: HTML {
        """
        <h1>\(Self.heading)</h1>
        <p class="lead">Nothing was recorded, and nothing you typed is lost: it is below. \
        <a href="/sign-in" target="_blank" rel="noopener">Sign in, in a tab of its own</a>, come back \
        to this one, and go on.</p>
        <form class="decide" method="post" action="\(address: path)">\(fields)\
        <button class="first">Go on</button></form>
        """
    }

    private var fields: [HTML] {
        form.items.filter { $0.name != Visitor.tokenField }.map { item in
            switch item.name {
            case "reason", "postponement":
                """
                <label class="label" for="\(item.name)">What you typed</label>\
                <textarea id="\(item.name)" name="\(item.name)" rows="8">\(item.value)</textarea>
                """
            default:
                "<input type=\"hidden\" name=\"\(item.name)\" value=\"\(item.value)\">"
            }
        }
    }
}

extension Site {
    /// Keeps what people typed where the gate does not let their form through: the session has ended,
    /// or another has begun since.
    func keepForms(in router: inout GuardedRouter) {
        let site = self
        router.transform { request, response in
            guard let problem = response.problem, request.method == .post,
                request.headers["Accept"]?.contains("text/html") == true,
                let digest = Site.childActedOn(request.path), let form = try? request.form,
                form["state"] != nil
            else { return }
            switch problem.status {
            case .unauthorized:
                let page = site.frame.page(
                    title: KeptForm.heading, mark: nil, for: nil,
                    KeptForm(path: request.path, form: form).main)
                response.headers["Content-Type"] = "text/html; charset=utf-8"
                response.body = .bytes(page.bytes)
                response.problem = nil
            case .forbidden:
                guard let visitor = try? site.gate.visitor(of: request), visitor.may(.acting),
                    let file = site.view.child(digest: digest)
                else { return }
                response = site.childPage(
                    file.id, for: visitor, draft: Draft(form),
                    notice:
                        "Nothing was recorded yet. What you typed is here: read it over, and send "
                        + "it again.", status: .forbidden)
            default: return
            }
        }
    }

    /// The digest in an address such as `/children/DIGEST/decide`; nil in any other.
    private static func childActedOn(_ path: String) -> String? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, parts[1] == "children", DeskVerb(rawValue: parts[3]) != nil else {
            return nil
        }
        return parts[2]
    }
}
