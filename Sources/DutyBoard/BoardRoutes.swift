import Casework
import Events
import HTML
public import HTTPServer

// The board's own routes.
extension Site {
    /// Pages, alerts as JSON, and the stream.
    public func addBoard(to router: inout Router) {
        let site = self
        router.get("/") { request, _ in site.boardPage(request) }
        router.get("/rows") { request, _ in .html(site.piece(request).html.bytes) }
        router.get("/children/{child}") { request, parameters in
            site.childPage(
                parameters["child"] ?? "", page: request.query["records"].flatMap { Int($0) } ?? 1)
        }
        router.post("/children") { request, _ in try site.find(request) }
        router.get("/alerts") { request, _ in site.alerts(request) }
        router.get("/alerts/stream") { request, _ in site.stream(request) }
        for asset in frame.assets.all {
            router.get(asset.path) { request, _ in asset.response(to: request) }
        }
    }

    private func piece(_ request: Request) -> BoardPiece {
        let (now, filter) = (clock(), BoardFilter(request.query))
        return shelf.piece(filter, after: view.progress, at: now) {
            let board = Board(
                view.cases(at: now), filter: filter, scores: scores, policy: policy, at: now)
            return BoardPiece(
                heading: board.heading, html: BoardPage(board: board, policy: policy).fragment)
        }
    }

    private func boardPage(_ request: Request) -> Response {
        let mark = LiveMark(of: view, at: clock())
        let piece = piece(request)
        let page = frame.page(
            title: piece.heading, mark: mark, isBoard: true, script: true, piece.html)
        return .html(page.bytes)
    }

    private func childPage(_ name: String, page: Int) -> Response {
        guard let file = view.child(name) else { return unknownChild }
        let now = clock()
        let page = ChildPage(file: file, policy: policy, at: now, page: page)
        return .html(
            frame.page(title: page.title, mark: LiveMark(of: view, at: now), page.main).bytes)
    }

    /// Sends the browser on to the child's page, whose address names nobody.
    private func find(_ request: Request) throws -> Response {
        let name = try request.form["id"]?.trimmingBlanks ?? ""
        guard let file = view.child(name) else { return unknownChild }
        return .seeOther("/children/\(file.digest)")
    }

    private var unknownChild: Response {
        let main: HTML = """
            <p class="back"><a href="/">Board</a></p>
            <h1>No record of this child</h1>
            <p class="lead">Nothing that was published so far bears this identifier. Look for a \
            typing error; identifiers count capitals and hyphens. What was published a moment ago \
            appears here within a second.</p>
            """
        let page = frame.page(
            title: "No record of this child", mark: LiveMark(of: view, at: clock()), main)
        return .html(page.bytes, status: .notFound)
    }
}

// Alerts for programs.
extension Site {
    private func alerts(_ request: Request) -> Response {
        let query = request.query
        var alerts = view.allAlerts()
        if let name = query["child"], !name.isEmpty {
            alerts = view.child(name)?.alerts.map(\.alert) ?? []
        }
        if query["status"] != "all" { alerts.removeAll { $0.status == .withdrawn } }
        let items = mostPressingFirst(alerts).map { AlertEncoder.encode($0) }
            .joined(separator: Array(",".utf8))
        return .json(Array(#"{"alerts":["#.utf8) + items + Array("]}".utf8))
    }

    private func mostPressingFirst(_ alerts: [Alert]) -> [Alert] {
        let bands = Dictionary(
            policy.bands.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { $1 })
        return alerts.map { (alert: $0, band: bands[$0.band] ?? policy.bandIndex(of: $0.score)) }
            .sorted { left, right in
                let (one, other) = (left.alert, right.alert)
                let isGone = one.status == .withdrawn
                if isGone != (other.status == .withdrawn) { return !isGone }
                if left.band != right.band { return left.band > right.band }
                if one.dueAt != other.dueAt { return one.dueAt < other.dueAt }
                return (other.score, one.id) < (one.score, other.id)
            }
            .map(\.alert)
    }

    private func stream(_ request: Request) -> Response {
        let query = request.query
        let last = request.headers["Last-Event-ID"] ?? query["lastEventId"]
        let wish: Audience.Wish =
            if let last, !last.isEmpty {
                .after(last)
            } else {
                query["from"] == "start" ? .start : .next
            }
        return .events(view.audience.join(wish, of: view))
    }
}

extension String {
    fileprivate var trimmingBlanks: String {
        let blanks: (Character) -> Bool = { $0.isWhitespace }
        let head = drop(while: blanks)
        return String(head.reversed().drop(while: blanks).reversed())
    }
}
