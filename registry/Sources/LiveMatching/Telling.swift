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
            try transaction.tell(
                problem: notice.key.problem, solution: notice.key.solution,
                revision: notice.key.revision, body: body)
            guard let problem = contents.problems[notice.key.problem]?.entry else { continue }
            try transaction.send(body, about: problem.id, of: problem.council)
            // The mirror image: a supplier hears of a problem that its product fits.
            if let supplier = contents.solutions[notice.key.solution]?.entry.supplier {
                try transaction.send(body, about: problem.id, of: supplier)
            }
        }
    }

    /// Keeps what was told last of each pair.
    static func keep(
        _ unkept: [ToldVerdicts.Pair: ToldVerdict?],
        _ transaction: borrowing CatalogueTransaction
    ) throws {
        for (pair, verdict) in unkept {
            if let open = verdict?.open {
                try transaction.remember(
                    problem: pair.problem, solution: pair.solution, open: open)
            } else {
                try transaction.forget(problem: pair.problem, solution: pair.solution)
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
            "cause": .string(notice.cause.rawValue), "reason": .string(reason(notice)),
            "changed": notice.changed.map { .array($0.map { .string($0) }) },
            "match": ShortlistRecord.match(notice.match, contents),
        ])
    }

    /// What is new comes first: somebody who was told before reads only that.
    private static func reason(_ notice: Notice) -> String {
        guard let changed = notice.changed, !changed.isEmpty else { return notice.reason }
        return changed.joined(separator: " ") + " " + notice.reason
    }
}
