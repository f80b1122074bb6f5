import Catalogue
import CatalogueStore
import HTTPServer
import Matching

// Problems and solutions, both ways, of the catalogue and as drafts.
extension API {
    func addMatching(to router: inout Router) {
        router.onAPI(.get, "/api/problems/{id}/matches") { request, parameters in
            let id = parameters["id"] ?? ""
            try desk.require(problem: id)
            let snapshot = desk.snapshot
            guard let problem = snapshot.contents.problems[id]?.entry else {
                throw Refusal.unknown(.problem, id: id)
            }
            return try await shortlist(of: problem, in: snapshot, request.query)
        }
        router.onAPI(.post, "/api/match/problem") { request, _ in
            let problem = try Catalogue.Problem(
                json: Draft.completed(try request.json(), Draft.problem))
            return try await shortlist(of: problem, in: desk.snapshot, request.query)
        }
        router.onAPI(.get, "/api/solutions/{id}/matches") { request, parameters in
            let (id, snapshot) = (parameters["id"] ?? "", desk.snapshot)
            guard let solution = snapshot.contents.solutions[id]?.entry else {
                throw try desk.absence(of: id, Solution.self)
            }
            return try await problems(for: solution, in: snapshot, request.query)
        }
        router.onAPI(.post, "/api/match/solution") { request, _ in
            let solution = try Solution(json: Draft.completed(try request.json(), Draft.solution))
            return try await problems(for: solution, in: desk.snapshot, request.query)
        }
        router.onAPI(.get, "/api/solutions/{id}/quality") { _, parameters in
            let id = parameters["id"] ?? ""
            guard let solution = desk.snapshot.contents.solutions[id]?.entry else {
                throw try desk.absence(of: id, Solution.self)
            }
            return .json(["solution": .string(id), "notes": Draft.notes(solution)])
        }
    }

    private func shortlist(
        of problem: Catalogue.Problem, in snapshot: Snapshot, _ query: Query
    ) async throws -> Response {
        try query.allow("day", "notStated", "limit")
        let choices = try query.choices(today: snapshot.day)
        return try await desk.reading {
            let shortlist = snapshot.matcher.shortlist(for: problem, choices)
            return .json(ShortlistRecord.json(shortlist, in: snapshot.contents))
        }
    }

    private func problems(
        for solution: Solution, in snapshot: Snapshot, _ query: Query
    ) async throws -> Response {
        try query.allow("day", "notStated", "limit")
        let choices = try query.choices(today: snapshot.day)
        return try await desk.reading {
            let matches = snapshot.matcher.problems(
                for: solution, on: choices.day, silence: choices.silence)
            return .json([
                "catalogueVersion": .number(snapshot.version),
                "rankerVersion": .string(snapshot.matcher.rankerVersion),
                "judgedOn": .string("\(choices.day)"),
                "notStated": .string(choices.silence.rawValue),
                "solution": .string(solution.id), "total": .number(matches.count),
                "problems": .array(
                    matches.prefix(choices.limit).map { snapshot.asSeenBySupplier($0) }),
                "notes": Draft.notes(solution),
            ])
        }
    }
}

extension Snapshot {
    /// A match with the problem in front.
    fileprivate func asSeenBySupplier(_ match: Match) -> JSON {
        let problem = contents.problems[match.problem]?.entry
        let same = ShortlistRecord.match(match, contents)
            .leaving("solution", "solutionVersion", "name", "supplier")
        return .object(
            [
                JSON.Member("problem", .string(match.problem)),
                JSON.Member("title", .string(problem?.title ?? match.problem)),
                JSON.Member("council", .string(problem?.council ?? "")),
                JSON.Member(
                    "councilName", .string(contents.name(ofOrganisation: problem?.council ?? ""))),
            ] + (same.members ?? []))
    }
}

extension Desk {
    /// Why an entry is not in the catalogue.
    func absence<Value: Publishable>(of id: String, _: Value.Type) throws -> Refusal {
        guard case .withdrawn = try store.latest(id, Value.self) else {
            return Refusal.unknown(Value.kind, id: id)
        }
        return Refusal.withdrawn(Value.kind, id: id)
    }
}

/// What nobody has to say of an entry that is only tried out.
enum Draft {
    static let problem: JSON = [
        "id": "draft", "council": "draft", "title": "A draft", "phase": "not-started", "musts": [],
        "wants": [], "status": "open",
    ]
    static let solution: JSON = [
        "id": "draft", "supplier": "draft", "name": "A draft", "summary": "A draft.",
        "description": "A draft.", "features": [], "benefits": [],
    ]

    /// The draft with what it leaves open filled in.
    static func completed(_ draft: JSON, _ rest: JSON) -> JSON {
        guard draft.members != nil else { return draft }
        return (rest.members ?? []).reduce(draft) { json, member in
            json[member.key] == nil ? json.setting(member.key, to: member.value) : json
        }
    }

    static func notes(_ solution: Solution) -> JSON {
        .array(
            solution.qualityNotes.map {
                [
                    "kind": .string($0.kind.rawValue), "field": .string($0.field),
                    "advice": .string($0.advice),
                ]
            })
    }
}
