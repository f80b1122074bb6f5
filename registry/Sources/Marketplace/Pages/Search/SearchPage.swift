import Catalogue
import HTML
import Matching

/// The search: words, what narrows them, and what was found with its reasons.
struct SearchPage {
    let sheet: SearchSheet
    let present: Snapshot

    init(_ view: SearchView, in present: Snapshot) {
        sheet = SearchSheet(view, in: present)
        self.present = present
    }

    private var view: SearchView { sheet.view }
    /// Nothing was asked for yet.
    private var isHome: Bool { !view.hasWords && view.chosen.isEmpty && view.page == 1 }
    private var heading: String { isHome ? "What is the problem?" : sheet.heading }

    var page: Page {
        Page(title: heading.shortened(to: 90), section: .search, needsScript: true, main: main)
    }

    private var main: HTML {
        """
        <h1>\(heading)</h1>
        \(isHome ? welcome : HTML())
        <form class="search" id="search" role="search" action="/" autocomplete="off">
        <label for="q">The problem, in your own words</label>
        <div class="line"><input id="q" name="q" type="search" value="\(view.words)" \
        autocomplete="off" maxlength="3000"><button class="main">Search</button></div></form>
        \(chips)\(summary)
        <div class="sides"><section class="found" aria-label="Solutions">\(results)</section>
        \(FilterForm(sheet: sheet).html)</div>
        """
    }

    private var welcome: HTML {
        let councils = present.organisations(.council).count
        let problems = present.matcher.openProblems.count { $0.status == .open }
        return """
            <p class="lead">Tell it as you would tell a colleague: every word counts, and none is an \
            operator. \(counted(present.contents.solutions.count, "solution")) are catalogued, and \
            <a href="/problems">\(counted(problems, "problem"))</a> of \
            \(counted(councils, "council")) stand open. Is it a problem that should stay until \
            something fits? <a href="/problems/new">Post it</a>. Do you solve one? \
            <a href="/solutions/new">Catalogue your solution</a>.</p>
            """
    }

    private var chips: HTML {
        guard !view.choices.isEmpty else { return "" }
        let chips = view.choices.map { choice -> HTML in
            """
            <li><a href="\(address: view.without(choice).address)">\
            \(choice.facet.chip(sheet.name(choice)).capitalizedFirst) <span aria-hidden="true">×</span>\
            <span class="unseen">: take away</span></a></li>
            """
        }
        let all: HTML =
            view.choices.count > 1
            ? """
            <li><a class="quiet" href="\(address: view.with { $0.chosen = [:] }.address)">Take all \
            away</a></li>
            """ : ""
        return "<ul class=\"chips\" aria-label=\"Chosen filters\">\(chips)\(all)</ul>"
    }

    private var summary: HTML {
        var sentences: [HTML] = []
        if let sentence = removed { sentences.append(HTML(escaping: sentence)) }
        if !view.chosen.isEmpty, let sentence = silence { sentences.append(sentence) }
        sentences.append("<a class=\"to-filters\" href=\"#filters\">Narrow it</a>")
        return "<p class=\"sum\">\(sentences.joined(separator: " "))</p>"
    }

    /// What was chosen has set aside, all together and each.
    private var removed: String? {
        guard sheet.excluded > 0 else { return nil }
        guard view.choices.count > 1 else { return "The filter sets aside \(sheet.excluded)." }
        let parts = sheet.removals.filter { $0.count > 0 }.map {
            "without \(sheet.name($0.choice)) there would be \($0.count) more"
        }
        guard !parts.isEmpty else { return "The filters set aside \(sheet.excluded)." }
        return "The filters set aside \(sheet.excluded): \(parts.joined(separator: ", "))."
    }

    private var silence: HTML? {
        if view.silence == .included {
            let link = view.with { ($0.silence, $0.page) = (.excluded, 1) }.address
            return """
                What is not stated is kept and marked: <a href="\(address: link)">leave it out</a>.
                """
        }
        guard sheet.silent > 0 else { return nil }
        let link = view.with { ($0.silence, $0.page) = (.included, 1) }.address
        return """
            \(sheet.silent) of them only \(sheet.silent == 1 ? "does" : "do") not \
            state it: <a href="\(address: link)">keep and mark \
            \(sheet.silent == 1 ? "it" : "them")</a>.
            """
    }

    private var results: HTML {
        ResultList(sheet: sheet, present: present).html
    }
}
