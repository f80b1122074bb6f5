import Access
import Casework
import EventLog
import HTML
import HTTPServer
import Reviews

// The duty desk's own routes: the queue, first decisions, and what people do about a case.
extension Site {
    func addDesk(to router: inout GuardedRouter) {
        let site = self
        router.get("/", for: .queue) { request, _, visitor in site.queue(request, for: visitor) }
        router.get("/rows", for: .queue) { request, _, visitor in
            .html(site.queuePiece(DeskFilter(request.query), for: visitor).html.bytes)
        }
        router.get("/first-decisions", for: .queue) { request, _, visitor in
            site.firstDecisions(request, for: visitor)
        }
        router.get("/first-decisions/rows", for: .queue) { request, _ in
            .html(site.firstDecisionsPage(request).fragment.bytes)
        }
        keepForms(in: &router)
        for verb in DeskVerb.allCases {
            router.post(
                "/children/{child}/\(verb.rawValue)", for: verb.group, keepingForms: true
            ) { request, parameters, visitor in
                try await site.act(verb, on: parameters["child"] ?? "", request, by: visitor)
            }
        }
    }

    /// The desk as it is now, or was a moment ago.
    private func board(at now: Moment) -> DeskBoard {
        boards.value(for: 0, after: view.progress, at: now) {
            DeskBoard(
                view.desk(at: now), scores: scores, policy: policy, digest: digest, at: now)
        }
    }

    private func queuePiece(_ filter: DeskFilter, for visitor: Visitor) -> BoardPiece {
        let now = clock()
        let key = PieceKey(
            filter: filter, tenant: visitor.reviewer.tenant, object: visitor.reviewer.object)
        return pieces.value(for: key, after: view.progress, at: now) {
            let page = QueuePage(
                board: board(at: now), filter: filter, policy: policy, reader: visitor.reviewer)
            return BoardPiece(heading: page.heading, html: page.fragment)
        }
    }

    private func queue(_ request: Request, for visitor: Visitor) -> Response {
        let piece = queuePiece(DeskFilter(request.query), for: visitor)
        let main: HTML = "\(QueuePage.form(for: visitor.formField))\(piece.html)"
        return page(
            frame.page(
                title: piece.heading, mark: LiveMark(of: view, at: clock()), for: visitor,
                current: .queue, script: true, main))
    }

    private func firstDecisionsPage(_ request: Request) -> FirstDecisionsPage {
        FirstDecisionsPage(
            board: board(at: clock()), policy: policy, page: DeskFilter(request.query).page)
    }

    private func firstDecisions(_ request: Request, for visitor: Visitor) -> Response {
        let decisions = firstDecisionsPage(request)
        return page(
            frame.page(
                title: decisions.heading, mark: LiveMark(of: view, at: clock()), for: visitor,
                current: .firstDecisions, script: true, decisions.fragment))
    }

    /// A page. It may be compressed: the token of its forms is masked, differently each time.
    func page(_ html: HTML, status: Status = .ok) -> Response {
        .html(html.bytes, status: status)
    }
}

// Acts.
extension Site {
    private func act(
        _ verb: DeskVerb, on digest: String, _ request: Request, by visitor: Visitor
    ) async throws -> Response {
        guard let file = view.child(digest: digest) else { return unknownChild(for: visitor) }
        let form = try request.form
        let attempt = Attempt(child: file.id, draft: Draft(form), visitor: visitor)
        guard view.isCaughtUp else {
            return again(
                attempt, .serviceUnavailable,
                "The board is still reading the log, so nothing was recorded. Try again in a minute."
            )
        }
        let now = clock()
        guard let item = deskCase(of: file.id, at: now) else { return unknownChild(for: visitor) }
        guard form["state"] == item.mark, let row = item.row else {
            return again(attempt, .conflict, first(item.lastAct, at: now, for: visitor))
        }
        let wish = verb.wish(attempt.draft, at: now, under: policy)
        if let refusal = row.refusal(of: wish, by: visitor.reviewer, at: now, under: policy) {
            return again(
                attempt, refusal == .role ? .forbidden : .conflict, refusal.words)
        }
        let making = ActMaking(
            item: item, row: row, draft: attempt.draft, reviewer: visitor.reviewer.legible,
            reviewID: newReviewID(), policy: policy)
        let reviews: [Review]
        do throws(ActMaking.Fault) {
            reviews = try making.reviews(verb) { form["seen-\($0)"] }
        } catch {
            return again(attempt, .unprocessableContent, error.words)
        }
        return await record(reviews, of: attempt, then: destination(of: verb, digest))
    }

    private func record(
        _ reviews: [Review], of attempt: Attempt, then destination: String
    ) async -> Response {
        let outcome: BoardView.Outcome
        do {
            outcome = try await view.record(reviews)
        } catch {
            return again(
                attempt, .serviceUnavailable,
                "It could not be recorded: the log takes nothing at present. What you typed is kept; "
                    + "try again in a minute, and tell whoever runs Second Look if it stays so.")
        }
        switch outcome {
        case .done: return .seeOther(destination)
        case .lost(let winner):
            return again(attempt, .conflict, first(winner, at: clock(), for: attempt.visitor))
        case .unread:
            return again(
                attempt, .serviceUnavailable,
                "It was recorded, but the board has not read it back yet. Look at this page again in "
                    + "a minute before you do it a second time.")
        }
    }

    private func destination(of verb: DeskVerb, _ digest: String) -> String {
        switch verb {
        case .take, .takeOver: "/children/\(digest)"
        case .firstView: "/children/\(digest)#decide"
        case .release, .snooze, .decide: "/"
        }
    }

    /// Who was first, and what that means for whoever was second.
    private func first(_ act: Review?, at now: Moment, for visitor: Visitor) -> String {
        guard let act else {
            return
                "The case has changed since you opened this page. Nothing was recorded; look at it "
                + "as it is now."
        }
        let who = act.by.isSame(as: visitor.reviewer) ? "You were" : "\(act.by.name) was"
        let today = London.day(of: now)
        return "\(who) first: \(act.told) at \(act.at.since(today)). Nothing of this form was "
            + "recorded; what you typed is kept below."
    }

    /// What somebody tried.
    struct Attempt: Sendable {
        let child: ChildID
        let draft: Draft
        let visitor: Visitor
    }

    /// The child's page as it is now, with what was typed and why nothing came of it.
    private func again(_ attempt: Attempt, _ status: Status, _ notice: String) -> Response {
        childPage(
            attempt.child, for: attempt.visitor, draft: attempt.draft, notice: notice,
            status: status)
    }

    func childPage(
        _ child: ChildID, for visitor: Visitor, draft: Draft = Draft(), notice: String? = nil,
        records: Int = 1, status: Status = .ok
    ) -> Response {
        let now = clock()
        guard let item = deskCase(of: child, at: now) else { return unknownChild(for: visitor) }
        let content = ChildPage(
            item: item, policy: policy, reader: visitor.reviewer, field: visitor.formField,
            draft: draft, notice: notice, page: records)
        return page(
            frame.page(
                title: content.title, mark: LiveMark(of: view, at: now), for: visitor,
                content.main), status: status)
    }

    private func deskCase(of child: ChildID, at now: Moment) -> DeskCase? {
        DeskCase(
            view.household(of: child), child: child, scores: scores, policy: policy, at: now)
    }

    private func newReviewID() -> String {
        let digits = String(random(), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

extension Review {
    /// What was done, in a few words: `taken`, `decided (offered early help)`.
    fileprivate var told: String {
        switch act {
        case .taken: "taken"
        case .released: "handed back"
        case .snoozed: "put off"
        case .viewed: "a first view was given"
        case .decided(let judgement): "decided (\(judgement.decision.past))"
        }
    }
}
