import Catalogue
import CatalogueStore
import HTTPServer
import Matching

// What can be read.
extension Site {
    func addReading(to router: inout Router) {
        let site = self
        router.onAPI(.get, "/") { request, _ in
            let present = site.desk.snapshot
            return try await site.drawn(in: present) {
                SearchPage(SearchView(request.query), in: present).page
            }
        }
        router.onAPI(.get, "/solutions") { _, _ in .seeOther("/") }
        router.onAPI(.get, "/solutions/{id}") { request, parameters in
            try await site.solution(parameters["id"] ?? "", request)
        }
        router.onAPI(.get, "/compare") { request, _ in
            let (present, query) = (site.desk.snapshot, request.query)
            let page = ComparisonPage(
                query.values(of: "solution"),
                problem: query["problem"].flatMap { present.problem($0) },
                in: present)
            return try await site.drawn(in: present) { page.page }
        }
        router.onAPI(.get, "/problems") { request, _ in
            let present = site.desk.snapshot
            let category = request.query["category"].flatMap { Category.named($0)?.id }
            let page = ProblemListPage(present: present, category: category) {
                site.desk.fits($0)
            }
            return try await site.drawn(in: present) { page.page }
        }
        router.onAPI(.get, "/problems/{id}") { request, parameters in
            try await site.problem(parameters["id"] ?? "", request)
        }
        router.onAPI(.get, "/problems/{id}/shortlist.json") { request, parameters in
            try site.record(parameters["id"] ?? "", ProblemView(request.query))
        }
        addLists(to: &router)
    }

    private func addLists(to router: inout Router) {
        let site = self
        router.onAPI(.get, "/unmet-needs") { _, _ in
            let present = site.desk.snapshot
            return try await site.drawn(in: present) { UnmetNeedsPage(present: present).page }
        }
        router.onAPI(.get, "/organisations") { _, _ in
            let present = site.desk.snapshot
            return try await site.drawn(in: present) { OrganisationListPage(present: present).page }
        }
        router.onAPI(.get, "/organisations/{id}") { _, parameters in
            let present = site.desk.snapshot
            guard let organisation = present.organisation(parameters["id"] ?? "") else {
                throw HTTPServer.Problem(.notFound)
            }
            return try await site.drawn(in: present) {
                OrganisationPage(organisation: organisation, present: present).page
            }
        }
        router.onAPI(.get, "/how-ranking-works") { _, _ in
            let present = site.desk.snapshot
            return try await site.drawn(in: present) { RankingPage(present: present).page }
        }
        router.onAPI(.get, "/fairness") { _, _ in
            let present = site.desk.snapshot
            let exposure = try await site.desk.reading { present.matcher.exposure(on: present.day) }
            return try await site.drawn(in: present) {
                FairnessPage(present: present, exposure: exposure).page
            }
        }
        router.onAPI(.get, "/accessibility") { _, _ in
            site.response(AccessibilityPage.page, in: site.desk.snapshot)
        }
    }

    private func solution(_ id: String, _ request: Request) async throws -> Response {
        let present = desk.snapshot
        guard let solution = present.solution(id) else {
            return try await gone(id, Solution.self, in: present)
        }
        let store = desk.store
        let versions = try await desk.reading { try store.history(of: id, Solution.self) }
        let page = SolutionPage(
            solution: solution, versions: versions, present: present,
            problem: request.query["problem"].flatMap { present.problem($0) })
        return try await drawn(in: present) { page.page }
    }

    private func problem(_ id: String, _ request: Request) async throws -> Response {
        let present = desk.snapshot
        guard let problem = present.contents.problems[id] else {
            return try await gone(id, Catalogue.Problem.self, in: present)
        }
        let view = ProblemView(request.query)
        let judged = view.day.map { Snapshot(present.matcher, day: $0) } ?? present
        return try await drawn(in: present) {
            ProblemPage(problem, in: judged, view: view, today: present.day).page
        }
    }

    /// A shortlist as a document to keep: the same catalogue gives the same bytes.
    private func record(_ id: String, _ view: ProblemView) throws -> Response {
        let present = desk.snapshot
        guard let problem = present.problem(id) else { throw HTTPServer.Problem(.notFound) }
        let judged = view.day.map { Snapshot(present.matcher, day: $0) } ?? present
        let shortlist = judged.shortlist(for: problem, silence: view.silence, limit: view.limit)
        let json = ShortlistRecord.json(shortlist, in: judged.contents).written(pretty: true)
        var response = Response.json(json.utf8)
        response.headers["Content-Disposition"] = "attachment; filename=\"shortlist-\(id).json\""
        return response
    }

    /// What was withdrawn is gone and says so; what never was is not found.
    private func gone<Value: Publishable & Named>(
        _ id: String, _: Value.Type, in present: Snapshot
    ) async throws -> Response {
        let store = desk.store
        let versions = try await desk.reading { try store.history(of: id, Value.self) }
        guard let last = versions.last?.entry else { throw HTTPServer.Problem(.notFound) }
        let similar = present.matcher.search(last.words, limit: 5)
            .filter { $0.share >= Match.threshold }.map(\.solution)
        let page = WithdrawnPage(
            name: last.heading, kind: Value.kind, similar: similar, present: present)
        return response(page.page, in: present, status: .gone)
    }
}

/// What has a heading and says what it is about.
protocol Named {
    var heading: String { get }
    var words: String { get }
}

extension Solution: Named {
    var heading: String { name }
    var words: String { problemsTackled.joined(separator: "\n") }
}

extension Catalogue.Problem: Named {
    var heading: String { title }
    var words: String { need }
}
