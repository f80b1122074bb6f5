import Casework

/// What a page of the board says, worked out and not yet drawn.
struct Board: Sendable {
    /// The most rows on one page. A board with thousands of cases stays quick and calm.
    static let rowsPerPage = 100
    /// The most withdrawn cases listed.
    static let withdrawnAtMost = 20

    let filter: BoardFilter
    /// The cases of the filter, the most pressing first.
    let cases: [BoardCase]
    /// How many cases there are in all.
    let total: Int
    /// The rules that have cases, in the order people read them, each with how many.
    let rules: [(name: String, title: String, count: Int)]
    /// Cases of the filter withdrawn not long ago, the last first.
    let withdrawn: [WithdrawnCase]
    let late: Int
    let dueToday: Int
    let raisedSinceYesterday: Int
    let bookmark: Bookmark
    let progress: FollowingProgress
    let now: Moment
    let today: Day

    init(
        _ content: BoardCases, filter: BoardFilter, scores: ScoreBook, policy: Policy,
        at now: Moment
    ) {
        let today = London.day(of: now)
        let all = content.standing.compactMap {
            BoardCase($0, rule: filter.rule, scores: scores, policy: policy, at: now)
        }
        let counts = all.reduce(into: [String: Int]()) { counts, item in
            for rule in Set(item.alerts.map(\.rule)) { counts[rule, default: 0] += 1 }
        }
        self.filter = filter
        self.now = now
        self.today = today
        total = all.count
        cases = all.filter { item in
            filter.rule.map { rule in item.alerts.contains { $0.rule == rule } } ?? true
        }.sorted { $0.isMorePressing(than: $1) }
        rules = rulesInForce.compactMap { rule in
            counts[rule.name].map { (rule.name, rule.title, $0) }
        }
        let start = Moment(milliseconds: now.milliseconds - BoardView.relief)
        withdrawn = content.relieved.compactMap { file in
            if let rule = filter.rule {
                WithdrawnCase(file, rule: rule, since: start)
            } else {
                WithdrawnCase(file)
            }
        }.sorted { ($1.alert.at, $0.file.id) < ($0.alert.at, $1.file.id) }
        late = cases.count { $0.due <= now }
        dueToday = cases.count { $0.due > now && London.day(of: $0.due) == today }
        raisedSinceYesterday = cases.flatMap(\.alerts).count { alert in
            alert.raisedAt.day >= today - 1 && (filter.rule ?? alert.rule) == alert.rule
        }
        bookmark = content.bookmark
        progress = content.progress
    }

    /// The cases on the page that was asked for.
    var page: ArraySlice<BoardCase> {
        cases.dropFirst((filter.page - 1) * Board.rowsPerPage).prefix(Board.rowsPerPage)
    }

    var pages: Int { max(1, (cases.count + Board.rowsPerPage - 1) / Board.rowsPerPage) }
}
