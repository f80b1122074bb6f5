import Catalogue
import Foundation
import Testing

@testable import Exchange

@Suite("Tables")
struct CSVTests {
    private static let context = ImportContext(CatalogueContents(), today: Day(number: 20_000))

    private func records(_ bytes: [UInt8]) -> [CSVRecord] {
        var reader = CSVReader(bytes)
        var records: [CSVRecord] = []
        while let record = reader.next() { records.append(record) }
        return records
    }

    @Test(
        "commas, semicolons, tabs, a sep line, a byte order mark and all line ends read the same",
        arguments: [
            "a,b\n1,\"2,\n3\"\n", "a;b\r\n1;\"2,\n3\"", "a\tb\r1\t\"2,\r\n3\"\r",
            "sep=;\r\na;b\r\n1;\"2,\n3\"\r\n\r\n", "\u{FEFF}a,b\n\n1,\"2,\n3\"\n,\n",
            "\u{FEFF}sep=;\na;b\n1;\"2,\n3\"\n",
        ])
    func variants(text: String) {
        #expect(records(text.bytes).map(\.cells) == [["a", "b"], ["1", "2,\n3"]])
    }

    @Test("lines are counted as an editor counts them, quoted ones too")
    func lines() {
        let text = "a,b\r\n\"x\r\ny\nz\",1\r\n\r\n2,\"\"\"q\"\"\"\r\n"
        #expect(records(text.bytes).map(\.line) == [1, 2, 6])
        #expect(records(text.bytes).last?.cells == ["2", "\"q\""])
    }

    @Test("a broken cell costs its line, and the lines behind it are read")
    func broken() {
        let text = "a,b\n\"open,1\n2,3\n\"x\"y,4\n5,6\n"
        let read = records(text.bytes)
        #expect(read.map { $0.fault == nil } == [true, false, true, false, true])
        #expect(read.map(\.line) == [1, 2, 3, 4, 5])
        #expect(read[4].cells == ["5", "6"])
        let bad = records("a,b\n1,".bytes + [0xC3, 0x28] + "\n2,3\n".bytes)
        #expect(bad.map { $0.fault == nil } == [true, false, true])
    }

    @Test("every fault names its line and column, and costs its row only")
    func faults() {
        let text = """
            kind;id;name;council;organisation kind;title;statement;phase;status;musts;population
            organisation;marl;Marl;;council;;;;;;12x
            organisation;combe;Combe;;council;;;;;;
            problem;p-1;;combe;;Title;Words;alpha;open;"hosting; eea; law
            hosting; moon";
            problem;p-2;;combe;;Title;Words;alpha;open;;
            problem;p-3;A name;combe;;Title;Words;alpha;open;;
            thing;p-4;;;;;;;;;
            problem;p-5;;combe;;Title;Words;alpha;open;;;surplus
            """
        let intake = CSVImport.read(text.bytes, Self.context)
        #expect(intake.drafts.map(\.id) == ["combe", "p-2"])
        #expect(
            intake.refusals.map { "\($0.place): \($0.field): \($0.fault)" } == [
                "line 2: column 11, population: It is not a whole number from 1 to 100000000.",
                "line 4: column 10, musts[2].hosting: It is not in the vocabulary.",
                "line 7: column 3, name: It is not a field of a problem.",
                "line 8: column 1, kind: It is not a kind of entry.",
                "line 9: column 12: The header has no such column.",
            ])
    }

    @Test("a header that is misspelt, doubled or without the kind is refused with its columns")
    func header() {
        let intake = CSVImport.read("id,titel,id\n1,2,3".bytes, Self.context)
        #expect(intake.drafts.isEmpty)
        #expect(
            intake.refusals.map(\.field) == ["", "column 2, titel", "column 3, id"])
        for empty in ["", "\n\n", "\u{FEFF}"] {
            #expect(CSVImport.read(empty.bytes, Self.context).refusals.count == 1)
        }
        #expect(CSVImport.read([0xFF, 0xFE, 0x61, 0], Self.context).refusals.count == 1)
    }

    @Test("what belongs to an organisation may stand before it")
    func order() throws {
        let text = """
            kind,id,title,statement,phase,status,council,name,organisation kind
            problem,p,T,S,alpha,open,marl,,
            organisation,marl,,,,,,Marl,council
            """
        let store = try Scratch.store()
        let outcome = try store.take(CSVImport.read(text.bytes, Self.context), by: "test")
        #expect(outcome.imported == 2 && outcome.refused == 0)
    }

    @Test(
        "no cell can be taken for a formula, and each comes back as it was",
        arguments: [
            "=1+1", "+44 20", "-5", "@SUM(A1)", "\t=1", "＝1", "'=1", "''=1", "'", "plain", "it's",
            "", "|cmd", "%x", "'plain",
        ])
    func formulas(cell: String) {
        let guarded = FormulaGuard.guarded(cell)
        #expect(!["=", "+", "-", "@", "\t", "＝", "|", "%"].contains(guarded.first))
        #expect(FormulaGuard.unguarded(guarded) == cell)
    }

    @Test("an export has no cell that begins a formula")
    func exportedFormulas() throws {
        var madeUp = MadeUp(seed: 99)
        let contents = try madeUp.contents()
        let cells = records(CSVExport.bytes(of: contents)).flatMap(\.cells)
        #expect(cells.count > 500)
        #expect(!cells.contains { "=+-@\t＝|%".contains($0.first ?? "x") })
        #expect(cells.contains { $0.hasPrefix("'=") })
    }

    @Test("an export of one kind has only its columns and comes in again")
    func kinds() throws {
        let contents = try Seed.contents()
        let bytes = CSVExport.bytes(of: contents, kinds: [.problem])
        let read = records(bytes)
        #expect(read.count == contents.problems.count + 1)
        #expect(!read[0].cells.contains("price min"))
        let intake = CSVImport.read(bytes, Self.context)
        #expect(intake.drafts.count == contents.problems.count && intake.remarks.isEmpty)
    }
}
