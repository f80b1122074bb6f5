import Catalogue
import CatalogueStore
@testable import Exchange
import Testing

@Suite("Damaged tables, and tables that a spreadsheet has saved")
struct TableDamageTests {
    private static let context = ImportContext(CatalogueContents(), today: Day(number: 20_000))
    private static let header =
        "kind,id,name,organisation kind,supplier,summary,description,problems tackled\n"

    private func read(_ rows: [UInt8]) -> Intake {
        CSVImport.read(Self.header.bytes + rows, Self.context)
    }

    private func read(_ rows: String) -> Intake { read(rows.bytes) }

    @Test("a byte that is not UTF-8 costs its row, and no line of the cell becomes an entry")
    func badByte() {
        let rows =
            "organisation,brook,Brook,supplier,,,,\nsolution,a,A,,brook,Saved,\"The caf".bytes + [
                0xE9
            ]
            + " said\norganisation,ghost,Ghost,council,,,,\nand so on\",Typing\n".bytes
            + "organisation,dale,Dale,council,,,,\n".bytes
        let intake = read(rows)
        #expect(intake.drafts.map(\.id) == ["brook", "dale"])
        #expect(intake.refusals.map(\.place) == ["line 3"])
        #expect(intake.refusals.first?.field == "column 7, description")
        #expect(intake.refusals.first?.remedy == "Save the table as “CSV UTF-8”.")
    }

    @Test(
        "where a quote is broken, what may be the inside of its cell becomes no entry",
        arguments: [
            // A quote that was not doubled, before a word and before a comma.
            "solution,a,A,,b,S,\"They \"said\" so\norganisation,ghost,Ghost,council,,,,\nand\",T\n",
            "solution,a,A,,b,S,\"They \"said\", so\norganisation,ghost,Ghost,council,,,,\nand\",T\n",
            "solution,a,A,,b,S,\"\"They said\norganisation,ghost,Ghost,council,,,,\nand\",T\n",
            // One that is never closed.
            "solution,a,A,,b,S,\"They said\norganisation,ghost,Ghost,council,,,,\nand so on\n",
        ])
    func brokenQuotes(rows: String) {
        for end in ["", "organisation,dale,\"Dale\",council,,,,\n"] {
            let intake = read("organisation,brook,Brook,supplier,,,,\n" + rows + end)
            #expect(!intake.drafts.contains { $0.id == "ghost" }, "\(intake.drafts.map(\.id))")
            #expect(intake.drafts.first?.id == "brook")
            // A quoted name can only be a row's, whatever stood before.
            #expect(end.isEmpty || intake.drafts.last?.id == "dale")
            #expect(intake.refusals.contains { $0.place == "line 3" })
        }
    }

    @Test("a broken quote that ends in its line costs that line")
    func brokenWithin() {
        let intake = read(
            "organisation,a,\"A\"b,council,,,,\norganisation,b,B 5\" pipe,council,,,,\n")
        #expect(intake.drafts.map(\.id) == ["b"] && intake.refusedRows == 1)
    }

    @Test("half a million bad rows are counted, and the first thousand are named")
    func manyBadRows() throws {
        let rows = String(repeating: "thing,x,,,,,,\n", count: 500_000)
        let intake = read(rows)
        #expect(intake.rows == 500_000 && intake.refusedRows == 500_000)
        #expect(intake.remarks.count == 1_000 && intake.unnamed == 499_000)
        let outcome = try Scratch.store().take(intake, by: "test")
        #expect(outcome.refused == 500_000 && outcome.json["unnamed"] == 499_000)
    }

    @Test("columns that a spreadsheet left empty are passed over, and what stands in one is not")
    func emptyColumns() {
        let text = """
            kind,id,name,organisation kind,,
            organisation,a,A,council,,
            organisation,b,B,council,,note
            """
        let intake = CSVImport.read(text.bytes, Self.context)
        #expect(intake.drafts.map(\.id) == ["a"])
        #expect(intake.refusals.map(\.fault) == ["The column has no heading."])
    }

    @Test(
        "days are read as spreadsheets write them where they can be only one",
        arguments: [
            ("2027-03-31", "2027-03-31"), ("31/03/2027", "2027-03-31"), ("3/31/2027", "2027-03-31"),
            ("31.03.2027", "2027-03-31"), ("03.04.2027", "2027-04-03"),
            ("05/05/2027", "2027-05-05"),
            ("31 March 2027", "2027-03-31"), ("31-Mar-2027", "2027-03-31"),
            ("March 31, 2027", "2027-03-31"), ("2027/03/31", "2027-03-31"),
            ("2027-03-31 00:00:00", "2027-03-31"), ("2027-03-31T00:00:00Z", "2027-03-31"),
        ])
    func days(written: String, day: String) {
        var dates = CSVDates()
        #expect(dates.read(written) == Day(day).map { .day($0) }, "\(written)")
    }

    @Test(
        "a day that may be two, or lacks its century, is refused with advice",
        arguments: ["03/04/2027", "31-Mar-27", "31/03/27", "46477"])
    func unclearDays(written: String) {
        var dates = CSVDates()
        guard case .unclear = dates.read(written) else {
            return #expect(Bool(false), "\(written) was read")
        }
    }

    @Test("the table's other days tell which number is the day, unless they differ")
    func order() throws {
        func table(_ days: String...) -> Intake {
            let rows = days.enumerated().map {
                "problem,p\($0.offset),T,S,alpha,open,c,\($0.element)\n"
            }
            return CSVImport.read(
                ("kind,id,title,statement,phase,status,council,deadline\n" + rows.joined()).bytes,
                Self.context)
        }
        let read = table("03/04/2027", "31/03/2027")
        #expect(read.refusedRows == 0)
        guard case .problem(let first)? = read.drafts.first?.what else {
            return #expect(Bool(false), "nothing was read")
        }
        #expect(first.deadline == Day("2027-04-03"))
        #expect(read.warnings.map(\.fault) == ["It was taken as 3 April 2027."])
        #expect(table("03/04/2027", "31/03/2027", "12/25/2027").refusedRows == 1)
        #expect(table("03/04/2027").refusals.first?.remedy.contains("2027-04-03") == true)
    }

    @Test("numbers are read as spreadsheets write them where they can be only one")
    func numbers() {
        for (written, read) in [
            ("1200", "1200"), ("1200,50", "1200.50"), ("12,5", "12.5"), ("0,125", "0.125"),
            ("1,200.50", "1200.50"), ("1.200,50", "1200.50"), ("1,200,000", "1200000"),
            ("1.200.000", "1200000"), ("1 200,50", "1200.50"), ("1\u{A0}200", "1200"),
            ("£1,200.00", "1200.00"), ("1.234", "1.234"), ("1234,567", "1234.567"),
        ] { #expect(CSVNumber.amount(written) == .number(read), "\(written)") }
        for written in ["1,200", "12,345"] {
            guard case .unclear = CSVNumber.amount(written) else {
                #expect(Bool(false), "\(written) was read")
                continue
            }
        }
        for written in ["-1", "1,2,3", "a", "", "12,34,567", "1..2"] {
            #expect(
                CSVNumber.amount(written) == .none || CSVNumber.amount(written) == .number(written))
        }
        #expect(CSVNumber.count("8,200") == .number("8200"))
        #expect(CSVNumber.count("240.0") == .number("240"))
        #expect(CSVNumber.count("8,20") == .none)
    }

    @Test("advice is about a cell, not about JSON")
    func advice() {
        let text = """
            kind,id,name,organisation kind,population,sample
            organisation,a,A,council,many,
            organisation,b,B,council,,perhaps
            """
        let intake = CSVImport.read(text.bytes, Self.context)
        #expect(
            intake.refusals.map(\.remedy) == [
                "Write digits alone, such as 240.", "Write yes, or leave the cell empty.",
            ])
    }

    @Test("an id that stands twice in a file is named with the place of the first")
    func twice() throws {
        let rows = "organisation,a,A,council,,,,\norganisation,a,B,council,,,,\n"
        let outcome = try Scratch.store().take(read(rows), by: "test")
        #expect(outcome.imported == 1 && outcome.refused == 1)
        #expect(outcome.remarks.first?.fault.contains("“a” stands at line 2 already") == true)
        let same = try Scratch.store().take(
            read("organisation,a,A,council,,,,\norganisation,a,A,council,,,,\n"), by: "test")
        #expect(same.imported == 1 && same.refused == 0 && same.warnings == 1)
    }

    @Test("an export that a spreadsheet opened and saved comes back as it was", arguments: 1...3)
    func spreadsheet(seed: Int) throws {
        var madeUp = MadeUp(seed: UInt64(seed))
        let contents = try madeUp.contents()
        var reader = CSVReader(CSVExport.bytes(of: contents))
        var saved: [UInt8] = []
        while let record = reader.next() {
            let cells = (record.cells + ["", ""]).map { Spreadsheet.saved($0) }
            saved += Spreadsheet.line(cells)
        }
        let store = try Scratch.store()
        let outcome = try store.take(
            CSVImport.read([0xEF, 0xBB, 0xBF] + saved, Self.context), by: "test")
        #expect(outcome.refused == 0, "\(outcome.remarks.prefix(3))")
        let back = DocumentExport.bytes(of: try store.contents())
        #expect(back == DocumentExport.bytes(of: contents))
    }

    @Test("every format is read behind a byte order mark, and UTF-16 and workbooks are named")
    func marks() throws {
        let yaml = """
            \u{FEFF}publiccodeYmlVersion: "0.4"
            name: Thread
            description: {en: {shortDescription: Keeps notes together., longDescription: Keeps them.}}
            legal: {repoOwner: Dale Council}
            """
        #expect(PublicCodeImport.read(yaml.bytes, Self.context).drafts.count == 2)
        let json = "\u{FEFF}{\"organisations\": []}"
        #expect(DocumentImport.read(json.bytes, Self.context).refusals.isEmpty)
        let readers: [@Sendable ([UInt8], ImportContext) -> Intake] = [
            GCloudImport.read, OCDSImport.read, DocumentImport.read, CSVImport.read,
            PublicCodeImport.read,
        ]
        for read in readers {
            for start in [[0xFF, 0xFE], [0xFE, 0xFF], [0x50, 0x4B, 0x03, 0x04], [0x1F, 0x8B]]
                as [[UInt8]]
            {
                let intake = read(start + "x".bytes, Self.context)
                #expect(intake.drafts.isEmpty && intake.refusals.count == 1)
                #expect(intake.refusals.first?.remedy == "Save or unpack it as UTF-8.")
            }
        }
    }
}

/// What a spreadsheet does to a cell that it opens and saves.
private enum Spreadsheet {
    static func saved(_ cell: String) -> String {
        if let day = Day(cell) {
            let (year, month, number) = day.date
            return "\(number < 10 ? "0" : "")\(number)/\(month < 10 ? "0" : "")\(month)/\(year)"
        }
        let isNumber =
            !cell.isEmpty && cell.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == 0x2E }
        guard isNumber, let number = Double(cell) else { return cell }
        return number == number.rounded() ? "\(Int(number))" : "\(number)"
    }

    /// A row as it writes one: quotes where they are needed, and its own line end.
    static func line(_ cells: [String]) -> [UInt8] {
        let written = cells.map { cell in
            cell.contains { ",\"\n\r;".contains($0) } || cell.first == " " || cell.last == " "
                ? "\"\(cell.replacing("\"", with: "\"\""))\"" : cell
        }
        return Array((written.joined(separator: ",") + "\r\n").utf8)
    }
}
