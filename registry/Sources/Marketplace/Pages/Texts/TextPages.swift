import Catalogue
import HTML
import Matching

/// How an order comes about, with the numbers that make it.
struct RankingPage {
    let present: Snapshot

    var page: Page { Page(title: "How ranking works", main: main) }

    private var main: HTML {
        """
        <h1>How ranking works</h1>
        <p class="lead">The same words, the same day and the same version of the catalogue give the same \
        list, and whoever saves it can make it again. Nobody can pay for a place.</p>
        <div class="prose">
        <h2>Musts decide first</h2>
        <p>A must is met, not met, or not stated. What does not meet a must takes no part in the order; \
        what says nothing stays and is marked, unless you choose otherwise. Cyber Essentials Plus covers \
        Cyber Essentials, data kept in the United Kingdom is kept in the European Economic Area, and \
        certificates and frameworks count on the days on which they are valid.</p>
        <h2>Then words</h2>
        <p>Every word of the problem counts, the rare ones more. A word in a solution’s name or in the \
        problems it tackles counts double, in the summary one and a half times, in features and benefits \
        one and a quarter, in evidence half. Saying a word again gains little and soon nothing. \
        Neighbours in the problem that are neighbours in the solution count besides; acronyms and what \
        they stand for count as the same.</p>
        <p>The number beside a solution is its part of what it would have if it met every word of the \
        problem as often as can be. The longer the problem, the smaller the number. From \(hundredths(Match.threshold)) on a \
        solution fits. Wants that are met add up to a tenth. A synonym or a word taken from the best \
        matches is named as such where it counted.</p>
        <h2>Then chance, the same for everybody</h2>
        <p>Where two are equal, the smaller number goes first that comes of the solution’s id and the \
        salt of the statistics, now “\(present.matcher.salt)”. It is drawn anew with them, so nobody is \
        always last.</p>
        <h2>What it does not look at</h2>
        <p>The size of a supplier, how often it is looked at, who wrote when, and the notes on quality. \
        <a href="/fairness">Who is shown</a> says how small suppliers fare.</p>
        <h2>Versions now</h2>
        </div>
        \(facts([
            ("Catalogue", "\(present.contents.version)"),
            ("Statistics of words from version", "\(present.matcher.statisticsVersion)"),
            ("Ranker", "\(present.matcher.rankerVersion)"),
            ("Salt of the tie-break", "\(present.matcher.salt)"),
        ]))
        """
    }
}

/// How small and medium-sized enterprises fare.
struct FairnessPage {
    let present: Snapshot
    let exposure: Exposure

    var page: Page { Page(title: heading, main: main) }

    private var heading: String {
        guard let share = exposure.firstTen.share else { return "Who is shown" }
        return "\(hundredths(share)) of 100 that are shown come from small suppliers"
    }

    private var main: HTML {
        """
        <h1>\(heading)</h1>
        <p class="lead">Small and medium-sized enterprises in the first ten for every open problem, beside \
        their part of the catalogue. The ranking does not look at size; this page looks whether it comes \
        out even.</p>
        \(scrolling("Solutions by the size of their supplier", table))
        <p class="meta">Of suppliers that state their size. <a href="/how-ranking-works">How ranking \
        works</a></p>
        """
    }

    private var table: HTML {
        """
        <table><caption class="unseen">Solutions by the size of their supplier</caption><thead><tr>\
        <th scope="col">Where</th><th scope="col" class="n">Solutions</th>\
        <th scope="col" class="n">Size stated</th>\
        <th scope="col" class="n">From small and medium-sized</th><th scope="col" class="n">Part</th>\
        </tr></thead><tbody>\(row("In the catalogue", exposure.catalogue))\
        \(row("In the first ten, all open problems", exposure.firstTen))</tbody></table>
        """
    }

    private func row(_ title: String, _ sizes: SupplierSizes) -> HTML {
        let part: HTML = sizes.share.map { "\(hundredths($0)) of 100\(bar($0))" } ?? "–"
        return """
            <tr><th scope="row">\(title)</th><td class="n">\(grouped(sizes.solutions))</td>\
            <td class="n">\(grouped(sizes.stated))</td><td class="n">\(grouped(sizes.fromSMEs))</td>\
            <td class="n">\(part)</td></tr>
            """
    }
}

/// What these pages promise people with disabilities, and what is known to fall short.
enum AccessibilityPage {
    static let page = Page(title: "Accessibility of these pages", main: main)

    private static let main: HTML = """
        <h1>Accessibility of these pages</h1>
        <p class="lead">They are meant for everybody who buys or offers, and are built to meet WCAG 2.2 at \
        level AA.</p>
        <div class="prose">
        <h2>What to expect</h2>
        <p>Everything works with a keyboard, without a script and at a width of 320 pixels. Nothing moves \
        by itself: what arrives while you read waits until you ask for it, and is announced once, \
        quietly. Colours never carry a meaning alone. Text can be made twice as large.</p>
        <h2>How it is checked</h2>
        <p>Every page is checked at two widths with axe-core for the rules of WCAG 2.0, 2.1 and 2.2 at \
        levels A and AA, and by programs that use the keyboard alone, switch the script off and follow a \
        page while it changes. Checks by machine find about half of what can go wrong.</p>
        <h2>What is not known</h2>
        <p>No audit by people with disabilities has been made yet. What suppliers and councils write is \
        shown as they wrote it, and may be hard to read.</p>
        <h2>Whoever runs this registry</h2>
        <p>Public sector bodies in the United Kingdom have to publish a statement of their own under the \
        Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018, \
        with a contact and the date of their last test. This page is what the program can say for \
        itself.</p>
        </div>
        """
}
