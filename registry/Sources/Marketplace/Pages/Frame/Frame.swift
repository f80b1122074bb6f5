import Catalogue
import HTML
import Matching

/// A page without what every page has around it.
struct Page {
    /// Where in the registry it stands, for the list of pages at its top.
    enum Section: CaseIterable {
        case search, problems, unmet, organisations

        var link: (title: String, address: String) {
            switch self {
            case .search: ("Search", "/")
            case .problems: ("Problems", "/problems")
            case .unmet: ("Unmet needs", "/unmet-needs")
            case .organisations: ("Councils and suppliers", "/organisations")
            }
        }
    }

    /// How the heading begins; it stands on the browser's tab.
    let title: String
    var section: Section?
    /// Whether the script has something to do here.
    var needsScript = false
    /// The address of an Atom feed about what the page shows.
    var feed: String?
    let main: HTML
}

/// What every page has around it.
struct Frame: Sendable {
    let assets: Assets

    func html(_ page: Page, in present: Snapshot) -> HTML {
        """
        <!doctype html>
        <html lang="en-GB"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(page.title) - Second Look registry</title>
        <link rel="icon" href="\(assets.icon.address)">
        <link rel="stylesheet" href="\(assets.style.address)">\
        \(page.feed.map(feed))\(page.needsScript ? script : HTML())</head>
        <body><a class="skip" href="#main">Skip to the page</a>
        <header class="top"><div><a class="brand" href="/">Second Look <span>registry</span></a>
        <nav aria-label="Pages">\(Page.Section.allCases.map { link($0, in: page) })</nav>
        \(size(of: present))</div></header>
        <main id="main" tabindex="-1">\(page.main)</main>
        <footer><div><p>Catalogue version \(present.contents.version), ranker \
        \(present.matcher.rankerVersion). Of equals, a number drawn anew with each version of the \
        statistics decides who goes first.</p>
        <ul><li><a href="/how-ranking-works">How ranking works</a></li>
        <li><a href="/fairness">Who is shown</a></li>
        <li><a href="/accessibility">Accessibility</a></li></ul></div></footer>
        </body></html>

        """
    }

    private func link(_ section: Page.Section, in page: Page) -> HTML {
        let current: String? = section == page.section ? "page" : nil
        let (title, address) = section.link
        return "<a href=\"\(address)\"\(attribute: "aria-current", current)>\(title)</a>\n"
    }

    private func size(of present: Snapshot) -> HTML {
        let (solutions, problems) = (
            present.contents.solutions.count, present.matcher.openProblems.count
        )
        return """
            <p class="size"><b>\(grouped(solutions))</b> \(solutions == 1 ? "solution" : "solutions"), \
            <b>\(grouped(problems))</b> open \(problems == 1 ? "problem" : "problems")</p>
            """
    }

    private var script: HTML {
        """

        <script src="\(assets.stream.address)" defer></script>
        <script src="\(assets.script.address)" defer></script>
        """
    }

    private func feed(_ address: String) -> HTML {
        """

        <link rel="alternate" type="application/atom+xml" href="\(address: address)">
        """
    }
}
