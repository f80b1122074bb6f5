import Catalogue
import CatalogueStore
import CommandLineTool
import Foundation
import LiveMatching
import Matching

/// `secondlook-registry match`: the solutions for a problem.
enum MatchCommand {
    private enum NotStated: String, CaseIterable { case include, exclude }

    private static let problem = Argument(
        optional: "PROBLEM", Reading<String>.text, help: "The problem's id.")
    private static let data = CommonOptions.data
    private static let json = Option(
        flag: "json", help: "Print the record of the shortlisting, to keep.")
    private static let day = CommonOptions.day
    private static let limit = CommonOptions.limit
    private static let notStated = Option(
        "not-stated", Reading<NotStated>.oneOf, default: .include, placeholder: "WORD",
        help: "What to do with solutions that say nothing about a must: include or exclude them.")
    private static let version = Option(
        "as-of", Reading<Int>.number(in: 0...Int.max, example: 100), placeholder: "VERSION",
        help: "Match the catalogue as it was at this version.")
    private static let again = Option(
        "again", Reading<String>.path, placeholder: "FILE",
        help: "Make the shortlisting of a kept record again: the same bytes.")

    static let command = Command(
        "match", summary: "Shortlist solutions for a problem, with reasons.",
        discussion: """
            The musts decide who takes part, on the given day; then words rank. Solutions that fail \
            are shown with the reason where they would have had a place.
            """,
        options: [data, json, day, limit, notStated, version, again], arguments: [problem],
        run: { try run($0) })

    private static func run(_ line: Invocation) throws {
        let store = try CatalogueStore(reading: line[data])
        if let file = line[again] { return try repeatRecord(file, store, line) }
        guard let id = line[problem] else {
            throw UsageError("name a PROBLEM, or a record with --again.")
        }
        let matcher = try Matcher(store, asOf: line[version])
        guard let problem = matcher.contents.problems[id]?.entry else {
            throw Failure("There is no problem “\(id)” at version \(matcher.contents.version).")
        }
        let choices = Choices(
            day: line[day] ?? .today,
            silence: line[notStated] == .include ? .included : .excluded, limit: line[limit])
        let shortlist = matcher.shortlist(for: problem, choices)
        if line[json] {
            let record = ShortlistRecord.json(shortlist, in: matcher.contents)
            line.console.write(record.written(pretty: true))
        } else {
            show(shortlist, matcher.contents, line.console)
        }
    }

    private static func repeatRecord(
        _ file: String, _ store: CatalogueStore, _ line: Invocation
    ) throws {
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Failure("The record \(file) cannot be read. Is the path right?")
        }
        let question = try ShortlistRecord.question(in: JSON(parsing: data))
        let matcher = try Matcher(store, asOf: question.catalogueVersion)
        guard matcher.rankerVersion == question.rankerVersion else {
            throw Failure(
                "The record \(file) was made by the ranker \(question.rankerVersion), and this is "
                    + "\(matcher.rankerVersion). Use the program that made it.")
        }
        let shortlist = matcher.shortlist(for: question.problem, question.choices)
        let record = ShortlistRecord.json(shortlist, in: matcher.contents)
        line.console.write(record.written(pretty: true))
    }

    private static func show(
        _ shortlist: Shortlist, _ contents: CatalogueContents, _ console: Console
    ) {
        console.print(
            "\(shortlist.problem.title): \(shortlist.admitted) of \(shortlist.considered) solutions "
                + "pass the musts on \(shortlist.choices.day.spoken).\n")
        for removal in shortlist.removals {
            console.print(
                "  must: \(removal.must.name(in: shortlist.problem.currency)) removed "
                    + "\(removal.inOrder) (\(removal.alone) if alone); \(removal.notStated) say "
                    + "nothing about it")
        }
        var table = Table([
            .number(""), .number("share"), .text("solution"), .text("supplier"),
            .text("not stated"),
            .text("why"),
        ])
        for place in shortlist.places {
            let solution = contents.solutions[place.match.solution]?.entry
            let silent = place.match.musts.filter { $0.verdict == .notStated }
            table.add([
                "\(place.rank)", SearchCommand.percent(place.match.share),
                place.match.solution, contents.name(ofOrganisation: solution?.supplier ?? ""),
                silent.map { $0.requirement.name(in: shortlist.problem.currency) }
                    .joined(separator: ", "),
                place.words.first.map { "\($0.words): \($0.sentence)" } ?? "",
            ])
        }
        console.print("\n" + table.text)
        for miss in shortlist.nearMisses {
            console.print("  \(miss.match.solution): \(miss.sentence)")
        }
    }
}
