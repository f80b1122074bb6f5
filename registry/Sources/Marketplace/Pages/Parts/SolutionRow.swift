import Catalogue
import HTML
import Matching

/// One solution in a list, with why it stands there.
struct SolutionRow {
    let solution: Solution
    let present: Snapshot
    /// Nil where nothing was asked for in words.
    var share: Double?
    var passages: [Passage] = []
    var musts: [Judgement] = []
    var wants: [Judgement] = []
    /// A sentence under all of it.
    var remark: HTML?
    /// Further reasons, to open.
    var reasons: HTML?
    /// Whether it can be chosen for comparing; the form has the id `compare`.
    var isChoosable = true
    /// The problem in whose light it is compared and read.
    var problem: String?

    /// How many sentences that were met stand in the row itself.
    private static let passagesAtMost = 2

    var html: HTML {
        """
        <li class="match\(share == nil ? " plain" : "")" id="solution-\(solution.id)">\
        \(share.map { Fit(share: $0).html })\
        <div><h3><a href="\(address)">\(solution.name)</a></h3>\
        <p class="meta">\(about)</p>\
        \(quotes)\
        \(JudgementList(judgements: musts, terms: present.terms).html)\
        \(JudgementList(judgements: wants, terms: present.terms, areWants: true).html)\
        \(remark.map { "<p class=\"meta\">\($0)</p>" as HTML })\(reasons)\
        \(isChoosable ? choice : HTML())</div></li>

        """
    }

    private var address: String {
        "/solutions/\(solution.id)" + (problem.map { "?problem=\($0)" } ?? "")
    }

    private var about: HTML {
        let sample: HTML = solution.isSample ? "\(sampleMark) " : ""
        var parts = [present.name(ofOrganisation: solution.supplier)]
        let councils = Set((solution.evidence ?? []).map(\.council)).count
        if councils > 0 { parts.append("used by \(counted(councils, "council"))") }
        if let price = solution.price { parts.append(price.words) }
        return sample + HTML(escaping: parts.joined(separator: ", "))
    }

    private var quotes: HTML {
        let met = passages.filter { $0.field != .name }.prefix(Self.passagesAtMost)
        guard !met.isEmpty else { return "<p class=\"quote\">\(solution.summary)</p>" }
        return met.map { "<p class=\"quote\">\($0.html)</p>" as HTML }.joined()
    }

    private var choice: HTML {
        """
        <label class="choice"><input type="checkbox" name="solution" value="\(solution.id)" \
        form="compare"> Compare<span class="unseen"> \(solution.name)</span></label>
        """
    }
}

/// The form that the rows' boxes belong to, with the button beneath them.
struct ComparisonForm {
    var problem: String?

    var html: HTML {
        let light: HTML =
            problem.map { "<input type=\"hidden\" name=\"problem\" value=\"\($0)\">" } ?? ""
        return """
            <form id="compare" class="compare" action="/compare">\(light)\
            <button>Compare the chosen</button> <span class="meta">up to four, side by side</span></form>
            """
    }
}
