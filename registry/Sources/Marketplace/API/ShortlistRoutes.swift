import Catalogue
import CatalogueStore
import Digests
import HTTPServer
import Matching

// Shortlistings to keep: made of the catalogue as it is, and made again from the catalogue as it was.
extension API {
    func addShortlists(to router: inout Router) {
        router.onAPI(.post, "/api/shortlists") { request, _ in try await keepShortlist(request) }
        router.onAPI(.get, "/api/shortlists/{id}") { _, parameters in
            try await shortlist(parameters["id"] ?? "")
        }
    }

    private func keepShortlist(_ request: Request) async throws -> Response {
        let key = try door.key(of: request)
        let snapshot = desk.snapshot
        let (id, choices) = try ShortlistOrder.read(try request.json(), today: snapshot.day)
        try desk.require(problem: id)
        guard let problem = snapshot.contents.problems[id]?.entry else {
            throw Refusal.unknown(.problem, id: id)
        }
        let record = try await desk.reading {
            let shortlist = snapshot.matcher.shortlist(for: problem, choices)
            return ShortlistRecord.json(shortlist, in: snapshot.contents).written(pretty: true)
        }
        let name = String(Digest.of(record.utf8).prefix(20))
        try await desk.write(by: key.actor) { transaction in
            try transaction.keep(
                shortlist: name, problem: id, version: snapshot.version, record: record)
        }
        var response = Response.json(record.utf8, status: .created)
        response.headers["Location"] = "/api/shortlists/\(name)"
        return response
    }

    private func shortlist(_ id: String) async throws -> Response {
        guard let kept = try await desk.reading({ [desk] in try desk.store.shortlist(id) }) else {
            throw HTTPServer.Problem(.notFound, detail: "There is no shortlist of this id.")
        }
        let question = try ShortlistRecord.question(in: try JSON(parsing: kept.record))
        let snapshot = try await desk.snapshot(
            asOf: question.catalogueVersion, on: question.choices.day)
        var response = Response.json(kept.record.utf8)
        response.headers["Cache-Control"] = "no-cache"
        guard snapshot.matcher.rankerVersion == question.rankerVersion else {
            response.headers["Shortlist-Remade"] =
                "no; ranker \(question.rankerVersion), now \(snapshot.matcher.rankerVersion)"
            return response
        }
        let again = try await desk.reading {
            let shortlist = snapshot.matcher.shortlist(for: question.problem, question.choices)
            return ShortlistRecord.json(shortlist, in: snapshot.contents).written(pretty: true)
        }
        guard again == kept.record else {
            throw HTTPServer.Problem(
                .internalServerError, title: "The shortlist came out differently",
                detail: """
                    It was made again from version \(kept.version) of the catalogue and is not what \
                    was kept. Export the kept record with the command line, and report this.
                    """)
        }
        response.headers["Shortlist-Remade"] = "yes"
        return response
    }
}

/// What somebody sends who wants a shortlist kept.
enum ShortlistOrder {
    static func read(_ json: JSON, today: Day) throws(EntryErrors) -> (String, Choices) {
        func wrong(_ field: String, _ fault: String, _ remedy: String) -> EntryErrors {
            EntryErrors([EntryError(field: field, fault: fault, remedy: remedy)])
        }
        let known = ["problem", "day", "notStated", "limit"]
        for member in json.members ?? [] where !known.contains(member.key) {
            throw wrong(
                member.key, "It is not a field of a shortlist.",
                "The fields are \(known.joined(separator: ", ")).")
        }
        guard let problem = json["problem"]?.text else {
            throw wrong("problem", "It is missing.", "Write the problem's id.")
        }
        var day = today
        if let value = json["day"] {
            guard let given = value.text.flatMap({ Day($0) }) else {
                throw wrong("day", "It is not a date.", "Write one such as “2027-03-31”.")
            }
            day = given
        }
        var silence = Silence.included
        if let value = json["notStated"] {
            guard let given = value.text.flatMap({ Silence(rawValue: $0) }) else {
                throw wrong(
                    "notStated", "It is not one of the words.", "Write included or excluded.")
            }
            silence = given
        }
        var limit = 10
        if let value = json["limit"] {
            guard case .number(let digits) = value, let number = Int(digits),
                (1...1_000).contains(number)
            else { throw wrong("limit", "It is not such a number.", "Write 1 to 1000.") }
            limit = number
        }
        return (problem, Choices(day: day, silence: silence, limit: limit))
    }
}
