public import Catalogue
import Ranking

/// A shortlisting as a document to keep: what was asked, of which version of the catalogue, by which
/// ranker, on which day, and what came out with all reasons. The same catalogue version gives the
/// same bytes, whenever it is made again.
public enum ShortlistRecord {
    /// Names the form of the record.
    public static let form = "second-look-shortlist-1"

    /// What a record was made from: enough to make it again.
    public struct Question: Hashable, Sendable {
        public let problem: Problem
        public let choices: Choices
        public let catalogueVersion: Int
        public let statisticsVersion: Int
        public let rankerVersion: String
    }

    /// The record as it is kept: `JSON.written(pretty: true)` of this is its bytes.
    public static func json(_ shortlist: Shortlist, in contents: CatalogueContents) -> JSON {
        let problem = contents.problems[shortlist.problem.id]
        return .object(stating: [
            "form": .string(form), "catalogueVersion": .number(shortlist.catalogueVersion),
            "statisticsVersion": .number(shortlist.statisticsVersion),
            "rankerVersion": .string(shortlist.rankerVersion),
            "tieBreakSalt": .string(shortlist.salt),
            "judgedOn": .string("\(shortlist.choices.day)"),
            "notStated": .string(shortlist.choices.silence.rawValue),
            "limit": .number(shortlist.choices.limit),
            "wantsWeight": .share(Match.wantsWeight),
            "problemVersion": problem.flatMap {
                $0.entry == shortlist.problem ? .number($0.revision) : nil
            },
            "problem": shortlist.problem.json, "considered": .number(shortlist.considered),
            "admitted": .number(shortlist.admitted),
            "musts": .array(shortlist.removals.map { removal($0) }),
            "places": .array(shortlist.places.map { place($0, contents) }),
            "nearMisses": .array(shortlist.nearMisses.map { rejection($0, contents) }),
            "rejected": .array(shortlist.rejections.map { rejection($0, contents) }),
            "firstTen": .object(stating: [
                "solutions": .number(shortlist.fairness.solutions),
                "sizeStated": .number(shortlist.fairness.stated),
                "fromSMEs": .number(shortlist.fairness.fromSMEs),
            ]),
        ])
    }

    /// Reads from a record what it was made from.
    ///
    /// - Throws: `EntryErrors`, which name the field.
    public static func question(in record: JSON) throws(EntryErrors) -> Question {
        func wrong(_ field: String, _ remedy: String) -> EntryErrors {
            EntryErrors([
                EntryError(field: field, fault: "It is not as a record has it.", remedy: remedy)
            ])
        }
        func number(_ field: String) throws(EntryErrors) -> Int {
            guard case .number(let digits) = record[field], let number = Int(digits) else {
                throw wrong(field, "Give the record as it was exported.")
            }
            return number
        }
        guard record["form"]?.text == form else {
            throw wrong("form", "Give a record of the form \(form).")
        }
        guard let day = record["judgedOn"]?.text.flatMap({ Day($0) }) else {
            throw wrong("judgedOn", "Write a date such as “2027-03-31”.")
        }
        guard let silence = record["notStated"]?.text.flatMap({ Silence(rawValue: $0) }) else {
            throw wrong("notStated", "Write “included” or “excluded”.")
        }
        return Question(
            problem: try Problem(json: record["problem"] ?? .null),
            choices: Choices(day: day, silence: silence, limit: try number("limit")),
            catalogueVersion: try number("catalogueVersion"),
            statisticsVersion: try number("statisticsVersion"),
            rankerVersion: record["rankerVersion"]?.text ?? "")
    }

    private static func removal(_ removal: Shortlist.Removal) -> JSON {
        .object(stating: [
            "must": removal.must.json, "removedAlone": .number(removal.alone),
            "removedInOrder": .number(removal.inOrder),
            "removedByItAlone": .number(removal.byItAlone),
            "notStated": .number(removal.notStated),
        ])
    }

    private static func place(_ place: Shortlist.Place, _ contents: CatalogueContents) -> JSON {
        .object(
            [JSON.Member("rank", .number(place.rank))]
                + (match(place.match, contents).members ?? [])
                + [JSON.Member("words", .array(place.words.map { words($0) }))])
    }

    private static func rejection(
        _ rejection: Shortlist.Rejection, _ contents: CatalogueContents
    ) -> JSON {
        .object(
            [
                JSON.Member("wouldRank", .number(rejection.wouldRank)),
                JSON.Member("why", .string(rejection.sentence)),
            ] + (match(rejection.match, contents).members ?? []))
    }

    /// A match as the API shows it, too.
    public static func match(_ match: Match, _ contents: CatalogueContents) -> JSON {
        let solution = contents.solutions[match.solution]
        return .object(stating: [
            "solution": .string(match.solution),
            "solutionVersion": solution.map { .number($0.revision) },
            "name": solution.map { .string($0.entry.name) },
            "supplier": solution.map { .string(contents.name(ofOrganisation: $0.entry.supplier)) },
            "evidence": .share(match.evidence), "share": .share(match.share),
            "musts": .array(match.musts.map { judgement($0) }),
            "wants": .array(match.wants.map { judgement($0) }),
        ])
    }

    private static func judgement(_ judgement: Judgement) -> JSON {
        .object(stating: [
            "requirement": judgement.requirement.json,
            "verdict": .string(judgement.verdict.rawValue), "reason": .string(judgement.reason),
        ])
    }

    /// Words that met a sentence, as the API shows them, too.
    public static func words(_ words: WordEvidence) -> JSON {
        .object(stating: [
            "words": .string(words.words), "kind": .string(words.kind.rawValue),
            "field": .string(words.field.title), "sentence": .string(words.sentence),
            "share": .share(words.share),
        ])
    }
}

extension JSON {
    /// A part of one, to six decimal places: the same digits wherever it is written.
    public static func share(_ share: Double) -> JSON {
        let millionths = Int((share * 1_000_000).rounded())
        let digits = String(millionths % 1_000_000)
        let padded = String(repeating: "0", count: 6 - digits.count) + digits
        return .number("\(millionths / 1_000_000).\(padded)")
    }
}
