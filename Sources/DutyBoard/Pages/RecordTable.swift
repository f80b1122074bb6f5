import Casework
import HTML

/// A child's records as systems recorded them, the latest first; what was taken back or amended
/// stays and says so.
struct RecordTable {
    /// One record, and all that was ever said of it.
    fileprivate struct Row {
        let reference: RecordReference
        let anchor: String
        /// The last that was said of it before it was taken back, if it was.
        let fact: Fact
        let retraction: Retraction?
        let amendedOn: Day?
        let isClash: Bool
    }

    private let rows: [Row]
    private let anchors: [RecordReference: Row]
    private let story: Story

    init(chronology: Chronology, story: Story) {
        self.story = story
        let versions = Dictionary(grouping: chronology.entries, by: \.record)
        let rows = versions.compactMap { RecordTable.row($0, $1) }
            .sorted { $0.isLater(than: $1) }
            .enumerated().map { $1.numbered($0 + 1) }
        self.rows = rows
        anchors = Dictionary(
            rows.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// - Parameter versions: in order of precedence, as a chronology keeps them.
    private static func row(_ reference: RecordReference, _ versions: [Entry]) -> Row? {
        guard let holding = versions.last else { return nil }
        let told = versions.last { if case .retraction = $0.fact { false } else { true } }
        var retraction: Retraction?
        if case .retraction(let taken) = holding.fact { retraction = taken }
        let earlier = versions.dropLast().last
        let isAmended = retraction == nil && earlier.map { $0.fact != holding.fact } == true
        return Row(
            reference: reference, anchor: "", fact: told?.fact ?? holding.fact,
            retraction: retraction, amendedOn: isAmended ? London.day(of: holding.time) : nil,
            isClash: zip(versions, versions.dropFirst()).contains {
                $0.source != $1.source || $0.time == $1.time
            })
    }

    /// A link to a record's row, in words: `referral of 19 November 2026`.
    func link(_ reference: RecordReference) -> HTML {
        guard let row = anchors[reference] else { return "\(reference.kind.rawValue)" }
        let when = row.date.map { " of \($0.day.words)" } ?? ""
        return "<a href=\"#\(row.anchor)\">\(reference.kind.rawValue)\(when)</a>"
    }

    /// Says where systems contradict each other; empty where they do not.
    var clashes: HTML {
        let links = rows.filter(\.isClash).map { link($0.reference) }
        guard !links.isEmpty else { return "" }
        return """
            <p class="caution">More than one version of \(links.joined(separator: ", ")) was \
            recorded, by different systems or at the same time. The one that holds is shown; \
            somebody should find out which is right.</p>

            """
    }

    var html: HTML {
        scrolling(
            "Records",
            """
            <table><caption class="unseen">All records, the latest first</caption><thead><tr>\
            <th scope="col">Date</th><th scope="col">Record</th><th scope="col">From</th>\
            <th scope="col">Need or reason</th><th scope="col">Outcome</th></tr></thead>\
            <tbody>\(rows.map(markup))</tbody></table>
            """)
    }

    private func markup(_ row: Row) -> HTML {
        let cells = RecordCells(row.fact, in: story)
        let date: HTML = row.date.map { "\($0.day.short)" } ?? "–"
        let kind = row.reference.kind.rawValue.capitalizedFirst
        guard let retraction = row.retraction else {
            let amended: HTML =
                row.amendedOn.map { "<br><span class=\"small\">amended \($0.short)</span>" } ?? ""
            return """
                <tr id="\(row.anchor)"><td>\(date)</td><td>\(kind)\(amended)</td>\
                <td>\(cells.from)</td><td>\(cells.need)</td><td>\(cells.outcome)</td></tr>
                """
        }
        return """
            <tr id="\(row.anchor)" class="gone"><td><s>\(date)</s></td><td><s>\(kind)</s></td>\
            <td><s>\(cells.from)</s></td><td><s>\(cells.need)</s></td>\
            <td>taken back: \(retraction.reason)</td></tr>
            """
    }
}

extension RecordTable.Row {
    fileprivate var date: CaseDate? { fact.dates.first }

    /// By date; of one day, what ends a story after what begins it; without a date last of all.
    fileprivate func isLater(than other: Self) -> Bool {
        if let mine = date, let theirs = other.date, mine != theirs { return mine > theirs }
        if (date == nil) != (other.date == nil) { return other.date == nil }
        if rank != other.rank { return rank > other.rank }
        return reference.id > other.reference.id
    }

    private var rank: Int { RecordKind.allCases.firstIndex(of: reference.kind) ?? 0 }

    fileprivate func numbered(_ number: Int) -> Self {
        Self(
            reference: reference, anchor: "record-\(number)", fact: fact, retraction: retraction,
            amendedOn: amendedOn, isClash: isClash)
    }
}
