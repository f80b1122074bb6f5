import Catalogue
import CatalogueStore
import Matching

extension LiveCatalogue {
    /// Keeps notices and puts them into the outbox.
    static func tell(
        _ notices: [Notice], _ contents: CatalogueContents,
        _ transaction: borrowing CatalogueTransaction
    ) throws {
        for notice in notices {
            let body = json(notice, contents).written()
            let isNew = try transaction.tell(
                problem: notice.key.problem, solution: notice.key.solution,
                revision: notice.key.revision, body: body)
            guard isNew, let problem = contents.problems[notice.key.problem]?.entry else {
                continue
            }
            try transaction.send(body, about: problem.id, of: problem.council)
            // The mirror image: a supplier hears of a problem that its product fits.
            if let supplier = contents.solutions[notice.key.solution]?.entry.supplier {
                try transaction.send(body, about: problem.id, of: supplier)
            }
        }
    }

    /// A notice as feeds and webhooks carry it.
    static func json(_ notice: Notice, _ contents: CatalogueContents) -> JSON {
        .object(stating: [
            "problem": .string(notice.key.problem), "solution": .string(notice.key.solution),
            "solutionVersion": .number(notice.key.revision),
            "title": contents.solutions[notice.key.solution].map { .string($0.entry.name) },
            "catalogueVersion": .number(contents.version), "judgedOn": .string("\(notice.day)"),
            "cause": .string(notice.cause.rawValue), "reason": .string(notice.reason),
            "match": ShortlistRecord.match(notice.match, contents),
        ])
    }
}
