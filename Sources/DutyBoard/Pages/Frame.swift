import Access
import Casework
import HTML
import Reviews

/// What every page has around it.
struct Frame {
    let council: String
    let policy: Policy
    let assets: Assets

    /// A whole page.
    ///
    /// - Parameters:
    ///   - mark: how fresh the page is; nil where that does not matter.
    ///   - visitor: who reads it; nil for a page that anybody may see, which offers nothing to do.
    ///   - script: whether it keeps itself up to date.
    func page(
        title: String, mark: LiveMark?, for visitor: Visitor?, current: Place? = nil,
        script: Bool = false, _ main: HTML
    ) -> HTML {
        """
        <!doctype html>
        <html lang="en-GB"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title) - Second Look</title>
        <link rel="icon" href="\(assets.icon.address)">
        <link rel="stylesheet" href="\(assets.style.address)">\
        \(script ? self.script : HTML())</head>
        <body><a class="skip" href="#main">Skip to the page</a>
        <header class="top"><div><a class="brand" href="/">Second Look <span>\(council)</span></a>
        \(visitor.map { nav($0, current) })
        \(visitor.map(find))\(mark.map(live))\(visitor.map(who))</div></header>
        <main id="main" tabindex="-1">\(main)</main>
        <footer><div>Policy \(policy.version), digest \(String(policy.digest.prefix(8))). A score \
        is a sum of reasons, not a prediction. A person decides.</div></footer>
        </body></html>

        """
    }

    /// The pages that the visitor's role reaches.
    private func nav(_ visitor: Visitor, _ current: Place?) -> HTML {
        let places = Place.allCases.filter { visitor.may($0.group) }
        guard !places.isEmpty else { return "" }
        return """
            <nav aria-label="Pages"><ul>\(places.map { place in
                let isHere: String? = place == current ? "page" : nil
                return """
                    <li><a href="\(place.rawValue)"\(attribute: "aria-current", isHere)>\
                    \(place.name)</a></li>
                    """ as HTML
            })</ul></nav>
            """
    }

    private var script: HTML {
        """

        <script src="\(assets.stream.address)" defer></script>
        <script src="\(assets.script.address)" defer></script>
        """
    }

    /// A form that posts: an identifier in an address would end in histories and logs (law 8).
    private func find(_ visitor: Visitor) -> HTML {
        guard visitor.may(.child) else { return "" }
        return """
            <form class="find" role="search" method="post" action="/children">\(visitor.formField)\
            <label class="unseen" for="find">Find a child by identifier</label>\
            <input id="find" name="id" autocomplete="off" spellcheck="false" required maxlength="128" \
            placeholder="child’s identifier"><button>Find</button></form>
            """
    }

    /// Who is signed in, and the way out.
    private func who(_ visitor: Visitor) -> HTML {
        """
        <form class="who" method="post" action="/sign-out">\(visitor.formField)\
        <span>\(visitor.reviewer.name), \(visitor.role.words)</span> \
        <button>Sign out</button></form>
        """
    }

    /// A page that does not keep itself up to date cannot call itself live; the script can.
    private func live(_ mark: LiveMark) -> HTML {
        let isStill = mark.state == .live
        let word: HTML = isStill ? "" : "<b>\(mark.mark),</b> "
        return """
            <p class="live" id="live" data-state="\(isStill ? "still" : mark.state.rawValue)">\(word)\
            <span>\(isStill ? mark.words.capitalizedFirst : mark.words)</span></p>
            """
    }
}

/// A page that every page leads to.
enum Place: String, CaseIterable, Sendable {
    case queue = "/"
    case firstDecisions = "/first-decisions"

    var name: String {
        switch self {
        case .queue: "Second looks"
        case .firstDecisions: "First decisions"
        }
    }

    var group: RouteGroup { .queue }
}

/// A region that scrolls sideways by itself, and that the keyboard reaches.
///
/// - Parameter fromTheEnd: whether its right end is what people want to see first.
func scrolling(_ label: String, fromTheEnd: Bool = false, _ content: HTML) -> HTML {
    """
    <div class="\(fromTheEnd ? "scroll from-the-end" : "scroll")" tabindex="0" role="region" \
    aria-label="\(label)">\(content)</div>
    """
}
