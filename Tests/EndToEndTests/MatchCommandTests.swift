import Foundation
import Patience
import Testing

/// `secondlook match` over files of invented children.
@Suite(.waits) struct MatchCommandTests {
    private let heading = "id,system,given,family,born,sex,address,postcode,nhs,person\n"
    private let rows = """
        h-1,health,Tobias,Farncombe,2015-06-23,M,"14 Larkspur Road, Northwick",NW7 3QD,,t
        h-2,health,Jasper,Farncombe,2015-06-23,M,"14 Larkspur Road, Northwick",NW7 3QD,,j
        s-1,school,Tobias,Farncombe,2015-06-23,M,"14 Larkspur Rd, Northwick",NW7 3QD,,t
        s-2,school,Jasper,Farncombe,2015-06-23,,"14 Larkspur Road, Northwick",,,j
        c-1,case,Rupert,Farncombe,2015-06-23,M,"14 Larkspur Road, Northwick",NW7 3QD,,j

        """

    private struct Figures: Decodable {
        let records, clusters, questions: Int
        let precision, recall, f1, recallWithAnswers, pairsKept: Double?
    }

    private func file(_ scratch: Scratch) throws -> String {
        try scratch.file("children.csv", Array((heading + rows).utf8))
    }

    @Test func `twins stay apart, their records come together, and the truth measures it`() throws {
        let scratch = try Scratch()
        let outcome = try Program.run("match", file(scratch), "--json")
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        let figures = try JSONDecoder().decode(Figures.self, from: outcome.output)
        #expect(figures.records == 5 && figures.clusters == 3 && figures.questions > 0)
        #expect(figures.precision == 1 && figures.recall == 0.5 && figures.pairsKept == 1)
        #expect(figures.recallWithAnswers == 1)
    }

    @Test func `every record's cluster is written, whatever the order of the rows`() throws {
        let scratch = try Scratch()
        let backwards = rows.split(separator: "\n").reversed().joined(separator: "\r\n")
        let other = try scratch.file("backwards.csv", Array((heading + backwards).utf8))
        for path in [try file(scratch), other] {
            let outcome = try Program.run("match", path, "--out", scratch.path("out.csv"))
            #expect(outcome.status == 0)
            let written = try String(contentsOfFile: scratch.path("out.csv"), encoding: .utf8)
            #expect(written == "id,cluster\nc-1,c-1\nh-1,h-1\ns-1,h-1\nh-2,h-2\ns-2,h-2\n")
        }
    }

    @Test func `a pair is explained in codes and without its values`() throws {
        let scratch = try Scratch()
        let outcome = try Program.run("match", file(scratch), "--explain", "h-1", "h-2")
        #expect(outcome.status == 0)
        #expect(outcome.text.hasPrefix("Not one person.\n"))
        #expect(outcome.text.contains("Must not be joined by the machine: givenName."))
        for value in ["Tobias", "Jasper", "Farncombe", "2015", "NW7"] {
            #expect(!outcome.text.contains(value))
        }
        let unknown = try Program.run("match", file(scratch), "--explain", "h-1", "x")
        #expect(unknown.status == 1 && unknown.errors.contains("no record with one of these ids"))
    }

    @Test func `without truth there are only counts`() throws {
        let scratch = try Scratch()
        let path = try scratch.file(
            "plain.csv", Array("\u{FEFF}id,given,shoe\n1,\"Ann, \"\"Annie\"\"\",4\n".utf8))
        let outcome = try Program.run("match", path, "--json", "--settings", "strangers")
        #expect(outcome.status == 0 && outcome.errors.contains("mean nothing here: shoe"))
        let figures = try JSONDecoder().decode(Figures.self, from: outcome.output)
        #expect(figures.records == 1 && figures.clusters == 1 && figures.precision == nil)
    }

    @Test func `a file that cannot be used is named with the remedy`() throws {
        let scratch = try Scratch()
        let missing = try Program.run("match", scratch.path("nowhere.csv"))
        #expect(missing.status == 1 && missing.errors.contains("Is the path right?"))
        let nameless = try scratch.file("nameless.csv", Array("given\nAnn\n".utf8))
        #expect(try Program.run("match", nameless).errors.contains("no column “id”"))
        let empty = try scratch.file("empty.csv", Array("id,given\n,Ann\n".utf8))
        #expect(try Program.run("match", empty).errors.contains("Row 2 of"))
    }
}
