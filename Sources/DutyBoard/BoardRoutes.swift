public import Access
import Casework
import Events
import HTML
import HTTPServer

// The board's own routes.
extension Site {
    /// Pages, alerts as JSON, and the stream.
    public func addBoard(to router: inout GuardedRouter) {
        let site = self
        addDesk(to: &router)
        router.get("/children/{child}", for: .child) { request, parameters, visitor in
            guard let file = site.view.child(digest: parameters["child"] ?? "") else {
                return site.unknownChild(for: visitor)
            }
            return site.childPage(
                file.id, for: visitor,
                records: request.query["records"].flatMap { Int($0) } ?? 1)
        }
        router.post("/children", for: .child) { request, _, visitor in
            try site.find(request, for: visitor)
        }
        router.get("/alerts", for: .queue) { request, _ in site.alerts(request) }
        router.get("/alerts/stream", for: .queue) { request, _ in site.stream(request) }
        for asset in frame.assets.all {
            router.get(asset.path, for: .anyone) { request, _ in asset.response(to: request) }
        }
        addSignIn(to: &router)
    }

    /// Sends the browser on to the child's page, whose address names nobody.
    private func find(_ request: Request, for visitor: Visitor) throws -> Response {
        let name = try request.form["id"]?.trimmingBlanks ?? ""
        guard let file = view.child(named: name) else { return unknownChild(for: visitor) }
        return .seeOther("/children/\(file.digest)")
    }

    func unknownChild(for visitor: Visitor) -> Response {
        let main: HTML = """
            <p class="back"><a href="/">Second looks</a></p>
            <h1>No record of this child</h1>
            <p class="lead">Nothing that was published so far bears this identifier. Look for a \
            typing error; identifiers count capitals and hyphens. What was published a moment ago \
            appears here within a second.</p>
            """
        let page = frame.page(
            title: "No record of this child", mark: LiveMark(of: view, at: clock()), for: visitor,
            main)
        return .html(page.bytes, status: .notFound)
    }
}

// Alerts for programs.
extension Site {
    private func alerts(_ request: Request) -> Response {
        let query = request.query
        var alerts = view.allAlerts()
        if let digest = query["child"], !digest.isEmpty {
            alerts = view.child(digest: digest)?.alerts.map(\.alert) ?? []
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
