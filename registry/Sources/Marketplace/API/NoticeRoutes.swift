import Catalogue
import CatalogueStore
import HTTPServer

// What was told: as a list, as Atom, and as it happens.
extension API {
    func addNotices(to router: inout Router) {
        router.onAPI(.get, "/api/notices") { request, _ in try await notices(request) }
        router.onAPI(.get, "/problems/{id}/feed") { request, parameters in
            let id = parameters["id"] ?? ""
            try desk.require(problem: id)
            let snapshot = desk.snapshot
            let notices = try await desk.reading { [desk] in
                try desk.store.latestNotices(problem: id, limit: Feed.length)
            }
            return Feed(problem: id, snapshot.contents, notices).response(to: request)
        }
        router.onAPI(.get, "/organisations/{id}/feed") { request, parameters in
            let (id, snapshot) = (parameters["id"] ?? "", desk.snapshot)
            guard snapshot.contents.organisations[id] != nil else {
                throw try desk.absence(of: id, Organisation.self)
            }
            let notices = try await desk.reading { [desk] in
                try desk.store.latestNotices(supplier: id, limit: Feed.length)
            }
            return Feed(supplier: id, snapshot.contents, notices).response(to: request)
        }
        router.onAPI(.get, "/problems/{id}/stream") { request, parameters in
            let stated = [request.headers["Last-Event-ID"], request.query["lastEventId"]]
                .compactMap(\.self)
            let isSound = stated.allSatisfy { text in
                text.isEmpty || text.utf8.count <= 18 && Int64(text).map { $0 >= 0 } == true
            }
            guard isSound else {
                throw HTTPServer.Problem(
                    .badRequest, detail: "The number of the last event could not be read.",
                    errors: [
                        .init(
                            field: "lastEventId", problem: "is not such a number",
                            remedy: "send the id of the last event, or leave it out")
                    ])
            }
            return .events(
                try await desk.follow(parameters["id"] ?? "", after: Int64(stated.first ?? "")))
        }
    }

    private func notices(_ request: Request) async throws -> Response {
        let query = request.query
        try query.allow("after", "problem", "limit")
        let after = try query.number("after", in: 0...Query.largest, else: 0)
        let limit = try query.number("limit", in: 1...200, else: 50)
        let problem = try query.id("problem")
        return try await desk.reading { [desk] in
            let notices = try desk.store.notices(
                after: Int64(after), problem: problem, limit: limit + 1)
            let page = notices.prefix(limit)
            let more = problem.map { "&problem=\($0.addressEncoded)" } ?? ""
            return .json(
                .object(stating: [
                    "notices": .array(page.map { API.json($0) }),
                    "next": notices.count > limit
                        ? page.last.map {
                            .string("/api/notices?after=\($0.number)&limit=\(limit)\(more)")
                        } : nil,
                ]))
        }
    }

    private static func json(_ notice: ToldNotice) -> JSON {
        let told = (try? JSON(parsing: notice.body))?.members ?? []
        return .object(
            [
                JSON.Member("number", .number(Int(notice.number))),
                JSON.Member("at", .moment(notice.at)),
            ] + told)
    }
}
