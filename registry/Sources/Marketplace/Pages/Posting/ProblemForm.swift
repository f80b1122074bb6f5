import Catalogue
import HTML
import Matching

/// A form for a problem, with what would match it beside.
struct ProblemForm {
    let filled: Filled
    var faults: [FormFault] = []
    let present: Snapshot
    /// The problem that is changed; nil for a new one.
    var existing: Versioned<Problem>?
    /// Whether matches are shown: after the first press.
    var showsMatches = false

    static let labels = [
        "title": "In one line", "statement": "What happens", "affected": "Who is affected",
        "tried": "What you tried", "deadline": "Wanted by", "budget": "Budget",
        "phase": "How far you are",
    ]

    private var heading: String { existing == nil ? "Post a problem" : "Change the problem" }
    private var action: String {
        existing.map { "/problems/\($0.entry.id)/edit" } ?? "/problems/new"
    }

    var page: Page {
        Page(
            title: (faults.isEmpty ? "" : "To mend: ") + heading, section: .problems,
            needsScript: true,
            main: main)
    }

    private var main: HTML {
        let controls = Controls(filled: filled, faults: faults)
        return """
            <h1>\(faults.isEmpty ? "" : "To mend: ")\(heading)</h1>
            <p class="lead">Write it as you would tell a colleague. It stays until it is met: every \
            solution that comes is held against it, and you are told once for each that fits. No names \
            or details of a child or a family, please.</p>
            \(controls.summary)
            <div class="drafting"><form method="post" action="\(action)" id="draft" \
            data-matches="/problems/matches" novalidate>
            \(words(controls))
            \(RequirementFields(controls: controls).html)
            \(size(controls))\(filing(controls))
            \(KeyFields(controls: controls, isChange: existing != nil, kind: .problem).html)
            </form>
            <section class="beside" aria-labelledby="beside"><h2 id="beside">What would match</h2>
            \(DraftMatches(filled: filled, present: present, isAsked: showsMatches).html)</section></div>
            """
    }

    private func words(_ controls: Controls) -> HTML {
        let councils = present.organisations(.council).filter { $0.replacedBy == nil }
            .map { (value: $0.id, title: $0.name) }
        return """
            \(controls.area("statement", "What happens", hint: "At most 300 words. What goes wrong, to whom, and what you would rather have.", rows: 9))\
            \(controls.text("title", "In one line", hint: "At most 100 characters."))\
            \(controls.area("affected", "Who is affected", hint: "May be left empty; at most 100 words.", rows: 3))\
            \(controls.area("tried", "What you tried", hint: "May be left empty; at most 100 words. It did not help, so its words are not searched for.", rows: 3))\
            <div class="presses"><button name="press" value="show">Show matches</button> \
            <span class="meta">Nothing is kept by that.</span></div>
            \(controls.select("council", "Council", [("", "choose")] + councils))
            """
    }

    private func size(_ controls: Controls) -> HTML {
        let units = ProblemDraft.askedUnits.map { unit -> HTML in
            let name = ProblemDraft.unitName(unit)
            return """
                <label>\(unit.plural.capitalizedFirst)\(controls.wrong(name))\
                <input id="f-\(name)" name="\(name)" value="\(controls.filled[name])" size="8" \
                inputmode="numeric"\(controls.described(name))></label>
                """
        }
        return """
            <fieldset class="field"><legend>How many</legend><p class="hint">To work out what a year \
            would cost. People are those you serve; a unit is one of whatever is sold.</p>\
            <div class="row-fields">\(units)</div></fieldset>
            <div class="field"><div class="row-fields"><label>Budget, in £\(controls.wrong("budget"))\
            <input id="f-budget" name="budget" value="\(controls.filled["budget"])" size="10" \
            inputmode="decimal"\(controls.described("budget"))></label>\
            <label>for<select name="budget-per">\
            \(controls.options("budget-per", [("Year", "a year"), ("total", "all of it")]))</select></label>\
            <label>Wanted by\(controls.wrong("deadline"))<input id="f-deadline" name="deadline" \
            type="date" value="\(controls.filled["deadline"])"\(controls.described("deadline"))></label>\
            <label>How far you are<select id="f-phase" name="phase">\
            \(controls.options("phase", Problem.Phase.allCases.map { ($0.rawValue, $0.words.capitalizedFirst) }))\
            </select></label></div></div>

            """
    }

    private func filing(_ controls: Controls) -> HTML {
        let state: HTML =
            existing == nil
            ? ""
            : controls.select(
                "status", "State",
                Problem.Status.allCases.map { ($0.rawValue, $0.words.capitalizedFirst) })
        return """
            <details class="more"\(attribute: "open", !filled.all("category").isEmpty)><summary>File it \
            under categories</summary>\(controls.boxes("category", "Categories", hint: "Up to five.", Category.all.map { ($0.id, $0.title) }))\
            </details>\(state)\(controls.hidden("sample"))
            """
    }
}
