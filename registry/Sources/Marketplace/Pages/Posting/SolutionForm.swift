import Catalogue
import HTML
import Matching

/// A form for a solution, with notes on its quality and the problems it would fit.
struct SolutionForm {
    let filled: Filled
    var faults: [FormFault] = []
    let present: Snapshot
    /// The solution that is changed; nil for a new one.
    var existing: Versioned<Solution>?
    /// What would come of it; nil before the first press.
    var preview: Solution?

    static let labels = [
        "name": "Name", "summary": "In short", "description": "What it does",
        "problemsTackled": "Problems it tackles", "features": "Features", "benefits": "Benefits",
        "hosting": "Data is kept in", "deployment": "It is run in",
        "accessibility": "Accessibility", "integrations": "It exchanges data with",
    ]

    private var heading: String { existing == nil ? "Catalogue a solution" : "Change the solution" }
    private var action: String {
        existing.map { "/solutions/\($0.entry.id)/edit" } ?? "/solutions/new"
    }

    var page: Page {
        Page(
            title: (faults.isEmpty ? "" : "To mend: ") + heading, section: .search,
            needsScript: true,
            main: main)
    }

    private var main: HTML {
        let controls = Controls(filled: filled, faults: faults)
        return """
            <h1>\(faults.isEmpty ? "" : "To mend: ")\(heading)</h1>
            <p class="lead">Write for somebody who does not know it. What you leave out counts as not \
            stated, which is neither yes nor no. Saying a word again gains nothing.</p>
            \(controls.summary)\(previewed)
            <form method="post" action="\(action)" novalidate>
            \(words(controls))\(SolutionClaimFields(controls: controls).html)
            <div class="presses"><button name="press" value="show">Check it</button> \
            <span class="meta">Shows what it leaves open and which problems it would fit. Nothing is \
            kept by that.</span></div>
            \(KeyFields(controls: controls, isChange: existing != nil, kind: .solution).html)
            </form>
            """
    }

    private var previewed: HTML {
        guard let preview else { return "" }
        let matches = present.problems(for: preview)
        let fits: HTML =
            matches.isEmpty
            ? "<p>Councils search in their own words: say under “Problems it tackles” what goes wrong without it.</p>"
            : """
            <ol class="rows">\(matches.prefix(10).map { ProblemRow(match: $0, present: present).html })</ol>
            """
        let notes = QualityNotes(solution: preview).html
        return """
            <section class="need" id="preview" aria-labelledby="fits"><h2 id="fits">\
            It would fit \(counted(matches.count, "open problem"))</h2>\(fits)\
            \(notes.isEmpty ? "<p class=\"meta\">The entry is neither thin nor stuffed.</p>" : notes)</section>
            """
    }

    private func words(_ controls: Controls) -> HTML {
        // Councils offer what they have written, too.
        let suppliers = (present.organisations(.supplier) + present.organisations(.council))
            .filter { $0.replacedBy == nil }
            .map { (value: $0.id, title: $0.name) }
        return """
            \(controls.text("name", "Name", hint: "At most 100 characters."))\
            \(controls.select("supplier", "Supplier", [("", "choose")] + suppliers))\
            \(controls.area("summary", "In short", hint: "At most 50 words.", rows: 2))\
            \(controls.area("problemsTackled", "Problems it tackles", hint: "One in each line, up to ten of 30 words: what goes wrong on the day before a council buys it, not a feature. Councils search with these words.", rows: 4))\
            \(controls.area("description", "What it does", hint: "At most 300 words: who uses it and what changes for them.", rows: 8))\
            \(controls.area("features", "Features", hint: "One in each line, up to ten of 10 words.", rows: 4))\
            \(controls.area("benefits", "Benefits", hint: "One in each line, up to ten of 10 words.", rows: 4))\
            \(controls.boxes("category", "Filed under", hint: "One to five.", Category.all.map { ($0.id, $0.title) }))
            """
    }
}
