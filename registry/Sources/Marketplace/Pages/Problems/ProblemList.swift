import Catalogue
import HTML
import Matching

/// All problems that stand, and those that are done with.
struct ProblemListPage {
    let present: Snapshot
    /// Only those filed under it; nil for all.
    let category: String?
    /// The ids of the solutions that fit a problem.
    let fits: @Sendable (String) -> Set<String>

    private var problems: [Problem] {
        present.contents.problems.values.map(\.entry)
            .filter { problem in category.map { problem.categories.contains($0) } ?? true }
            .sorted { ($0.title, $0.id) < ($1.title, $1.id) }
    }

    private var heading: String {
        let open = problems.count { $0.status == .open }
        let place = category.map { " in \(present.terms.title(ofCategory: $0))" } ?? ""
        return
            "\(counted(open, "problem").capitalizedFirst) \(open == 1 ? "stands" : "stand") open\(place)"
    }

    var page: Page { Page(title: heading, section: .problems, main: main) }

    private var main: HTML {
        let open = problems.filter { $0.status == .open }
        let rest = problems.filter { $0.status != .open }
        let ended: HTML =
            rest.isEmpty ? "" : "<h2>No longer open</h2><ul class=\"rows\">\(rest.map(row))</ul>"
        return """
            <h1>\(heading)</h1>
            <p class="lead">What councils need, in their own words. Each stands until it is met or \
            taken back; a solution that is catalogued meets all of them at once. \
            <a href="/problems/new">Post a problem</a></p>
            \(categories)
            <h2 class="unseen">Open problems</h2>
            <ul class="rows">\(open.map(row))</ul>\(ended)
            """
    }

    private var categories: HTML {
        // As the heading counts: those that are open, not those that only still stand.
        let all = present.matcher.openProblems.filter { $0.status == .open }
        let used = Category.all.compactMap { category -> (Category, Int)? in
            let count = all.count { $0.categories.contains(category.id) }
            return count > 0 ? (category, count) : nil
        }
        guard used.count > 1 else { return "" }
        func chip(_ title: String, _ count: Int, _ address: String, _ isCurrent: Bool) -> HTML {
            let current: String? = isCurrent ? "true" : nil
            return """
                <li><a href="\(address)"\(attribute: "aria-current", current)>\(title) \
                <b>\(count)</b></a></li>
                """
        }
        let chips = used.map {
            chip($0.0.title, $0.1, "/problems?category=\($0.0.id)", category == $0.0.id)
        }
        return """
            <details class="more"\(attribute: "open", category != nil)><summary>By category</summary>
            <ul class="chips" aria-label="Categories">\
            \(chip("All", all.count, "/problems", category == nil))\(chips)</ul></details>
            """
    }

    private func row(_ problem: Problem) -> HTML {
        let sample: HTML = problem.isSample ? "\(sampleMark) " : ""
        let answer = problem.status == .open ? count(problem) : problem.status.words
        return """
            <li class="item"><h3><a href="/problems/\(problem.id)">\(problem.title)</a></h3>\
            <p class="answered">\(answer)</p>\
            <p class="meta">\(sample)\(present.name(ofOrganisation: problem.council))\
            \(problem.budget.map { ", up to \($0.words)" } ?? "")\
            \(problem.deadline.map { ", wanted by \($0.spoken)" } ?? "")</p></li>

            """
    }
}

extension ProblemListPage {
    private func count(_ problem: Problem) -> String {
        let solutions = fits(problem.id).compactMap { present.solution($0) }
        let words = FitCount(solutions, for: problem, on: present.day).words
        return words.prefix(1).lowercased() + words.dropFirst()
    }
}

/// The needs that nobody meets yet, for suppliers.
struct UnmetNeedsPage {
    let present: Snapshot

    private var needs: [Matcher.UnmetNeed] { present.unmetNeeds }

    var page: Page { Page(title: heading, section: .unmet, main: main) }

    private var heading: String {
        switch needs.count {
        case 0: "Every open problem has a solution that fits"
        case 1: "1 need that nobody meets"
        default: "\(grouped(needs.count)) needs that nobody meets"
        }
    }

    private var main: HTML {
        """
        <h1>\(heading)</h1>
        <p class="lead">For suppliers: councils looked for these, and nothing that is catalogued fits. \
        <a href="/solutions/new">Catalogue a solution</a>, and the council is told within seconds if \
        it fits.</p>
        <h2 class="unseen">Needs</h2>
        <ul class="rows">\(needs.map(row))</ul>
        """
    }

    private func row(_ need: Matcher.UnmetNeed) -> HTML {
        let problem = need.problem
        let sample: HTML = problem.isSample ? "\(sampleMark) " : ""
        let why =
            need.excludedByMusts > 0
            ? "\(counted(need.excludedByMusts, "solution")) about it \(need.excludedByMusts == 1 ? "fails" : "fail") a must"
            : "nothing is about it"
        let marked = need.isMarked ? "the council looked and found nothing suitable; " : ""
        let musts = problem.musts.map { $0.words(in: problem.currency, present.terms) }
        return """
            <li class="item"><h3><a href="/problems/\(problem.id)">\(problem.title)</a></h3>\
            <p class="answered">\(marked)\(why)</p>\
            <p class="meta">\(sample)\(present.name(ofOrganisation: problem.council))\
            \(problem.budget.map { ", up to \($0.words)" } ?? "")</p>\
            <p class="quote">\(problem.statement.shortened(to: 240))</p>\
            \(musts.isEmpty ? HTML() : "<p class=\"meta\">Must have: \(musts.joined(separator: "; "))</p>")</li>

            """
    }
}
