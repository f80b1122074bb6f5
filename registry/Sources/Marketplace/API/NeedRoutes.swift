import Catalogue
import HTTPServer
import Matching

// What nobody meets yet, and what several could buy together.
extension API {
    func addNeeds(to router: inout Router) {
        router.onAPI(.get, "/api/unmet") { _, _ in
            let snapshot = desk.snapshot
            return try await desk.thinking {
                .json([
                    "catalogueVersion": .number(snapshot.version),
                    "judgedOn": .string("\(snapshot.day)"),
                    "needs": .array(snapshot.unmetNeeds.map { snapshot.json($0) }),
                ])
            }
        }
        router.onAPI(.get, "/api/joint") { request, _ in
            try request.query.allow("problem")
            let (snapshot, problem) = (desk.snapshot, try request.query.id("problem") ?? "")
            return try await desk.thinking {
                let pairs = snapshot.jointBuying.filter {
                    problem.isEmpty || $0.first == problem || $0.second == problem
                }
                return .json([
                    "catalogueVersion": .number(snapshot.version),
                    "pairs": .array(
                        pairs.map { pair in
                            [
                                "first": snapshot.json(problem: pair.first),
                                "second": snapshot.json(problem: pair.second),
                                "likeness": .share(pair.likeness),
                            ]
                        }),
                ])
            }
        }
    }
}

extension Snapshot {
    fileprivate func json(_ need: Matcher.UnmetNeed) -> JSON {
        .object(
            (json(problem: need.problem.id).members ?? []) + [
                JSON.Member("marked", .bool(need.isMarked)),
                JSON.Member("excludedByMusts", .number(need.excludedByMusts)),
            ])
    }

    fileprivate func json(problem id: String) -> JSON {
        let problem = contents.problems[id]?.entry
        return [
            "problem": .string(id), "title": .string(problem?.title ?? id),
            "council": .string(problem?.council ?? ""),
            "councilName": .string(contents.name(ofOrganisation: problem?.council ?? "")),
        ]
    }
}
