import Catalogue
import Matching

/// A shortlist as a page tells it: what fits, what nearly does, and what shares too few words.
struct MatchSheet {
    let shortlist: Shortlist
    /// Of all that fit, whether they are shown or not.
    let count: FitCount
    /// Enough words have met and no must leaves them out.
    let fitting: [Shortlist.Place]
    /// Not left out, but few words have met.
    let weaker: [Shortlist.Place]
    /// Enough words have met and one must leaves them out.
    let nearly: [Shortlist.Rejection]
    /// More than one must leaves them out.
    let setAside: [Shortlist.Rejection]

    init(_ shortlist: Shortlist, in present: Snapshot) {
        self.shortlist = shortlist
        let (problem, choices) = (shortlist.problem, shortlist.choices)
        count = FitCount(
            present.matcher.fitting(problem, on: choices.day, silence: choices.silence)
                .compactMap { present.solution($0.solution) }, for: problem, on: choices.day)
        fitting = shortlist.places.filter { $0.match.share >= Match.threshold }
        weaker = shortlist.places.filter { $0.match.share < Match.threshold }
        nearly = shortlist.nearMisses.filter { $0.match.share >= Match.threshold }
        setAside = shortlist.rejections.filter { $0.match.share >= Match.threshold }
    }

    /// `3 solutions fit, 1 nearly does`; of all that fit, also where only the best are shown.
    var heading: String {
        let fits =
            count.all > fitting.count
            ? "\(count.words), the best \(fitting.count) shown" : count.words
        return switch nearly.count {
        case 0: fits
        case 1: fits + ", 1 nearly does"
        default: fits + ", \(nearly.count) nearly do"
        }
    }

    /// What the musts set aside, in their order.
    func removals(_ terms: Terms) -> String {
        let currency = shortlist.problem.currency
        guard !shortlist.removals.isEmpty else {
            return "Of \(shortlist.considered) catalogued, all take part: the problem has no must."
        }
        let removed = shortlist.considered - shortlist.admitted
        guard removed > 0 else {
            return "Of \(shortlist.considered) catalogued, no must sets one aside."
        }
        let parts = shortlist.removals.filter { $0.inOrder > 0 }.map {
            "\($0.must.words(in: currency, terms)) \($0.inOrder)"
        }
        return """
            Of \(shortlist.considered) catalogued, the musts set aside \(removed): \
            \(parts.joined(separator: ", then ")).
            """
    }
}
