import HTML
import Matching

/// What a search can be narrowed by, each with how many it would leave. Its boxes belong to the
/// search's own form, so one press sends words and filters together.
struct FilterForm {
    let sheet: SearchSheet

    /// So many terms of a facet stand there at once; the others are opened.
    private static let termsAtOnce = 6

    var html: HTML {
        let facets = sheet.facets.map(facet)
        return """
            <aside class="filters" id="filters" aria-labelledby="narrow"><h2 id="narrow">Narrow it</h2>
            \(facets)\(silence)
            <button form="search" class="main">Apply the filters</button></aside>
            """
    }

    private func facet(_ facet: FacetCount) -> HTML {
        let terms = facet.terms.filter { $0.count > 0 || $0.isChosen }
        guard !terms.isEmpty else { return "" }
        let first = terms.prefix(Self.termsAtOnce)
        let rest = terms.dropFirst(Self.termsAtOnce)
        let more: HTML =
            rest.isEmpty
            ? ""
            : """
            <details\(attribute: "open", rest.contains { $0.isChosen })><summary>\(rest.count) more\
            <span class="unseen"> under \(facet.facet.title)</span></summary>\
            \(rest.map { box(facet.facet, $0) })</details>
            """
        return """
            <fieldset><legend>\(facet.facet.title)</legend>\
            \(first.map { box(facet.facet, $0) })\(more)</fieldset>

            """
    }

    private func box(_ facet: Facet, _ term: FacetCount.Term) -> HTML {
        let name =
            facet == .framework
            ? sheet.present.terms.title(ofFramework: term.id) : term.name.capitalizedFirst
        return """
            <label><input type="checkbox" form="search" name="\(facet.rawValue)" \
            value="\(term.id)"\(attribute: "checked", term.isChosen)> \(name) \
            <span class="count">\(term.count)</span></label>
            """
    }

    private var silence: HTML {
        func choice(_ silence: Silence, _ words: String) -> HTML {
            """
            <label><input type="radio" form="search" name="not-stated" value="\(silence.rawValue)"\
            \(attribute: "checked", sheet.view.silence == silence)> \(words)</label>
            """
        }
        return """
            <fieldset><legend>What is not stated</legend>\(choice(.excluded, "is left out"))\
            \(choice(.included, "is kept and marked"))</fieldset>

            """
    }
}
