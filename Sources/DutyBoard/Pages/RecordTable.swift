import Casework
import HTML

/// A child's records as systems recorded them, the latest first; what was taken back or amended
/// stays and says so.
struct RecordTable {
    /// One record, and all that was ever said of it.
    fileprivate struct Row {
        let reference: RecordReference
        /// Counts from the latest, which is 1.
        let number: Int
        /// The last that was said of it before it was taken back, if it was.
        let fact: Fact
        let date: CaseDate?
        let retraction: Retraction?
        let amendedOn: Day?
        let isClash: Bool
    }

    private let rows: [Row]
    private let numbers: [RecordReference: Int]
    private let story: Story
    /// Records that the last decision does not cover.
    private let fresh: Set<RecordReference>

    /// The most rows on one page, and the most clashes named.
    private static let rowsPerPage = 100
    private static let clashesAtMost = 20
    /// From 1.
    private let page: Int
    private var pages: Int { max(1, (rows.count + Self.rowsPerPage - 1) / Self.rowsPerPage) }

    /// - Parameter page: which page of the rows is shown, from 1; another than there are is the
    ///   nearest.
    init(
        chronology: Chronology, story: Story, page: Int = 1, fresh: Set<RecordReference> = []
    ) {
        self.story = story
        self.fresh = fresh
        rows = RecordTable.versions(chronology.entries).compactMap(RecordTable.row)
            .sorted { $0.isLater(than: $1) }
            .enumerated().map { $1.numbered($0 + 1) }
        numbers = Dictionary(
            rows.map { ($0.reference, $0.number) }, uniquingKeysWith: { first, _ in first })
        let pages = max(1, (rows.count + Self.rowsPerPage - 1) / Self.rowsPerPage)
        self.page = max(1, min(page, pages))
    }

    /// The entries of each record: a chronology keeps them beside each other.
    private static func versions(_ entries: [Entry]) -> [ArraySlice<Entry>] {
        var versions: [ArraySlice<Entry>] = []
        var first = 0
        for index in entries.indices
        where index + 1 == entries.count || entries[index + 1].record != entries[index].record {
            versions.append(entries[first...index])
            first = index + 1
        }
        return versions
    }

    /// - Parameter versions: in order of precedence, as a chronology keeps them.
    private static func row(_ versions: ArraySlice<Entry>) -> Row? {
        guard let holding = versions.last else { return nil }
        let told = versions.last { if case .retraction = $0.fact { false } else { true } }
        var retraction: Retraction?
        if case .retraction(let taken) = holding.fact { retraction = taken }
        let earlier = versions.dropLast().last
        let isAmended = retraction == nil && earlier.map { $0.fact != holding.fact } == true
        let fact = told?.fact ?? holding.fact
        return Row(
            reference: holding.record, number: 0, fact: fact, date: fact.dates.first,
            retraction: retraction, amendedOn: isAmended ? London.day(of: holding.time) : nil,
            isClash: zip(versions, versions.dropFirst()).contains {
                $0.source != $1.source || $0.time == $1.time
            })
    }

    /// A link to a record's row, in words: `referral of 19 November 2026`.
    func link(_ reference: RecordReference) -> HTML {
        guard let number = numbers[reference] else { return "\(reference.kind.rawValue)" }
        let when = rows[number - 1].date.map { " of \($0.day.words)" } ?? ""
        let page = (number - 1) / Self.rowsPerPage + 1
        let place = (page == self.page ? "" : "?records=\(page)") + "#record-\(number)"
        return "<a href=\"\(address: place)\">\(reference.kind.rawValue)\(when)</a>"
    }

    /// Says where systems contradict each other; empty where they do not.
    var clashes: HTML {
        let clashes = rows.filter(\.isClash)
        guard !clashes.isEmpty else { return "" }
        let links = clashes.prefix(Self.clashesAtMost).map { link($0.reference) }
        let left = clashes.count - links.count
        let more: HTML = left > 0 ? " and of \(left) more" : ""
        return """
            <p class="caution">More than one version of \(links.joined(separator: ", "))\(more) was \
            recorded, by different systems or at the same time. The one that holds is shown; \
            somebody should find out which is right.</p>

            """
    }

    var html: HTML { "\(table)\(turning)" }

    private var shown: ArraySlice<Row> {
        rows.dropFirst((page - 1) * Self.rowsPerPage).prefix(Self.rowsPerPage)
    }

    private var table: HTML {
        let caption: HTML =
            pages == 1
            ? "All records, the latest first"
            : "Records, the latest first, page \(page) of \(pages)"
        return scrolling(
            "Records",
            """
            <table><caption class="unseen">\(caption)</caption><thead><tr>\
            <th scope="col">Date</th><th scope="col">Record</th><th scope="col">From</th>\
            <th scope="col">Need or reason</th><th scope="col">Outcome</th></tr></thead>\
            <tbody>\(shown.map(markup))</tbody></table>
            """)
    }

    /// Links to the other pages; empty where there is one alone.
    private var turning: HTML {
        guard pages > 1 else { return "" }
        let left = rows.count - page * Self.rowsPerPage
        let later: HTML =
            page > 1 ? turn(page - 1, "Show the \(Self.rowsPerPage) later ones") : ""
        let earlier: HTML =
            left > 0 ? turn(page + 1, "Show the \(min(left, Self.rowsPerPage)) before these") : ""
        return """
            <nav class="turning" aria-label="More records"><p>Page \(page) of \(pages), \
            \(rows.count) records in all</p>\(later)\(earlier)\
            \(page < pages ? turn(pages, "Show the earliest") : HTML())</nav>
            """
    }

    private func turn(_ page: Int, _ words: String) -> HTML {
        "<a href=\"?records=\(page)#records\">\(words)</a>"
    }

    private func markup(_ row: Row) -> HTML {
        let cells = RecordCells(row.fact, in: story)
        let date: HTML = row.date.map { "\($0.day.short)" } ?? "–"
        let kind = row.reference.kind.rawValue.capitalizedFirst
        let tag: HTML = fresh.contains(row.reference) ? " <span class=\"tag\">New</span>" : ""
        guard let retraction = row.retraction else {
            let amended: HTML =
                row.amendedOn.map { "<br><span class=\"small\">amended \($0.short)</span>" } ?? ""
            return """
                <tr id="record-\(row.number)"><td>\(date)</td><td>\(kind)\(tag)\(amended)</td>\
                <td>\(cells.from)</td><td>\(cells.need)</td><td>\(cells.outcome)</td></tr>
                """
        }
        return """
            <tr id="record-\(row.number)" class="gone"><td><s>\(date)</s></td><td><s>\(kind)</s></td>\
            <td><s>\(cells.from)</s></td><td><s>\(cells.need)</s></td>\
            <td>taken back: \(retraction.reason)</td></tr>
            """
    }
}

extension RecordTable.Row {
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
            reference: reference, number: number, fact: fact, date: date, retraction: retraction,
            amendedOn: amendedOn, isClash: isClash)
    }
}
