import Casework
import HTML

/// The score taken apart: so many points, for this reason, on these records, for so long.
struct ReasonTable {
    let score: Score
    let story: Story
    let policy: Policy
    let records: RecordTable

    /// The most records that one reason links to.
    private static let linksAtMost = 6
    /// The most reasons that have a row of their own, and of those the ones that are not folded.
    private static let rowsAtMost = 40
    private static let rowsAtFirst = 5

    var html: HTML {
        guard score.total > 0 else {
            return """
                <p>No record adds to the score at present: it is 0 of 100.</p>

                """
        }
        let all = score.parts.count
        let isFolded = all > Self.rowsAtFirst + 1
        let first = isFolded ? Self.rowsAtFirst : all
        let table = scrolling(
            "Reasons for the score",
            """
            <table class="reasons"><caption class="unseen">What the score is made of</caption>\(head)\
            <tbody>\(score.parts.prefix(first).map(row))</tbody>\
            <tfoot><tr><td class="n">\(score.total)</td><td colspan="2">\(sum)</td></tr></tfoot></table>
            """)
        guard isFolded else { return table }
        let smaller = score.parts.dropFirst(first)
        let points = smaller.reduce(0) { $0 + $1.points }
        return """
            \(table)<details><summary>\(count(smaller.count).capitalizedFirst) smaller \
            \(smaller.count == 1 ? "reason" : "reasons"), \(points) points together</summary>\
            \(scrolling("Smaller reasons", """
                <table class="reasons"><caption class="unseen">The smaller reasons</caption>\(head)\
                <tbody>\(score.parts.prefix(Self.rowsAtMost).dropFirst(first).map(row))\(rest)</tbody>\
                </table>
                """))</details>
            """
    }

    private var head: HTML {
        """
        <thead><tr><th scope="col" class="n">Points</th><th scope="col">Reason</th>\
        <th scope="col">How long it counts</th></tr></thead>
        """
    }

    private var rest: HTML {
        let rest = score.parts.dropFirst(Self.rowsAtMost)
        guard !rest.isEmpty else { return "" }
        return """
            <tr><td class="n"><strong>\(rest.reduce(0) { $0 + $1.points })</strong></td>\
            <td>\(counted(rest.count, "smaller reason")) of the same kinds</td><td></td></tr>
            """
    }

    private func row(_ part: Score.Part) -> HTML {
        let length = min(100, part.points)
        return """
            <tr><td class="n"><strong>\(part.points)</strong>\
            <svg class="amount" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">\
            <rect x="\(100 - min(100, length * 2))" width="\(min(100, length * 2))" height="6"/></svg>\
            </td><td>\(part.contribution.reason)<br><span class="small">\
            \(evidence(part.contribution))</span></td>\
            <td class="quiet">\(part.contribution.fading.words)</td></tr>
            """
    }

    private func evidence(_ contribution: Contribution) -> HTML {
        let links = contribution.evidence.prefix(Self.linksAtMost).map(records.link)
        let left = contribution.evidence.count - links.count
        return left > 0
            ? "\(links.joined(separator: ", ")) and \(left) more"
            : links.joined(separator: ", ")
    }

    private var sum: String {
        let later = score.total(on: story.today + 30)
        let parts = score.parts.reduce(0) { $0 + $1.points }
        let cap =
            parts > score.total
            ? "the sum is \(parts), and 100 is the most" : "the sum, of 100 at most"
        return "\(cap); in 30 days without news it would be \(later)"
    }
}
