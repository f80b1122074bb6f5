import Catalogue
public import HTTPServer
import Matching

extension API {
    func addSearch(to router: inout Router) {
        router.onAPI(.get, "/api/search") { request, _ in
            try await search(try Search(request.query), request.query)
        }
        // For what is too long for an address.
        router.onAPI(.post, "/api/search") { request, _ in
            let json = try request.json()
            guard let words = json["words"]?.text, json.members?.count == 1 else {
                throw EntryErrors([
                    EntryError(
                        field: "words", fault: "It is not the text to look for.",
                        remedy: "Send an object with the one field words, and the rest as query.")
                ])
            }
            var search = try Search(request.query)
            search.words = words
            return try await self.search(search, nil)
        }
    }

    private func search(_ search: Search, _ query: Query?) async throws -> Response {
        let snapshot = desk.snapshot
        return try await desk.reading {
            let outcome = snapshot.search(search)
            let shown = search.offset + outcome.findings.count
            return .json(
                .object(stating: [
                    "catalogueVersion": .number(snapshot.version),
                    "judgedOn": .string("\(snapshot.day)"), "total": .number(outcome.total),
                    "excluded": .number(outcome.excluded), "silent": .number(outcome.silent),
                    "findings": .array(
                        outcome.findings.map { snapshot.json($0, words: search.words) }),
                    "facets": .array(outcome.facets.map { API.json($0) }),
                    "next": query.flatMap {
                        shown < outcome.total
                            ? .string("/api/search?" + search.next(from: $0, shown)) : nil
                    },
                ]))
        }
    }

    private static func json(_ count: FacetCount) -> JSON {
        [
            "facet": .string(count.facet.rawValue), "title": .string(count.facet.title),
            "terms": .array(
                count.terms.map {
                    [
                        "id": .string($0.id), "name": .string($0.name),
                        "count": .number($0.count), "chosen": .bool($0.isChosen),
                    ]
                }),
        ]
    }
}

extension Snapshot {
    fileprivate func json(_ found: SearchOutcome.Found, words: String) -> JSON {
        let solution = found.solution
        let evidence = found.share == nil ? [] : matcher.explanation(of: words, solution).prefix(3)
        return .object(stating: [
            "solution": .string(solution.id), "name": .string(solution.name),
            "supplier": .string(solution.supplier),
            "supplierName": .string(contents.name(ofOrganisation: solution.supplier)),
            "summary": .string(solution.summary), "share": found.share.map { .share($0) },
            "words": .array(evidence.map { ShortlistRecord.words($0) }),
        ])
    }
}

extension Search {
    /// What the address of a search says: `q`, the facets' names, `notStated`, `limit`, `offset`.
    ///
    /// - Throws: a `Problem` that names the parameter.
    public init(_ query: Query) throws {
        let names = ["q", "notStated", "limit", "offset"] + Facet.allCases.map(\.rawValue)
        for item in query.items where !names.contains(item.name) {
            throw HTTPServer.Problem(
                .badRequest, detail: "There is a parameter that is not known here.",
                errors: [
                    .init(
                        field: "(the query)", problem: "has a name that is not known",
                        remedy: "the names are \(names.joined(separator: ", "))")
                ])
        }
        var chosen: [Facet: Set<String>] = [:]
        for facet in Facet.allCases {
            chosen[facet] = Set(query.values(of: facet.rawValue).filter { !$0.isEmpty })
        }
        self.init(
            words: query["q"] ?? "", chosen: chosen,
            silence: try query.word("notStated", else: .excluded),
            limit: try query.number("limit", in: 1...200, else: 20),
            offset: try query.number("offset", in: 0...1_000_000, else: 0))
    }

    /// The same query from another place on.
    fileprivate func next(from query: Query, _ offset: Int) -> String {
        let items = query.items.filter { $0.name != "offset" }.map {
            "\($0.name.addressEncoded)=\($0.value.addressEncoded)"
        }
        return (items + ["offset=\(offset)"]).joined(separator: "&")
    }
}
