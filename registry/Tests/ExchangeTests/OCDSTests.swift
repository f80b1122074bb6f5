import Catalogue
import CatalogueStore
import Exchange
import Testing

@Suite("OCDS releases as problems")
struct OCDSTests {
    static func context(_ organisations: [JSON] = []) throws -> ImportContext {
        let entries = try organisations.map {
            Versioned(try Organisation(json: $0), revision: 1, version: 1)
        }
        let contents = CatalogueContents(
            version: 1, organisations: entries, solutions: [], problems: [])
        return ImportContext(contents, today: Day(number: 20_000))
    }

    static func problems(_ intake: Intake) -> [Problem] {
        intake.drafts.compactMap {
            if case .problem(let problem) = $0.what { problem } else { nil }
        }
    }

    static func release(
        _ tender: String, ocid: String = "ocds-b5fd17-1", date: String = "2024-01-10T09:00:00Z",
        tag: String = "tender", more: String = ""
    ) -> String {
        """
        {"ocid": "\(ocid)", "id": "\(ocid)-\(date)", "date": "\(date)", "tag": ["\(tag)"],
         "initiationType": "tender", "buyer": {"id": "GB-CFS-77", "name": "Marlcombe &amp; Dean"},
         "parties": [{"id": "GB-CFS-77", "name": "Marlcombe &amp; Dean", "roles": ["buyer"]}],
         \(more) "tender": {"id": "t", \(tender)}}
        """
    }

    @Test("what Contracts Finder does to a notice is mended and reported")
    func quirks() throws {
        let words = Array(repeating: "word", count: 400).joined(separator: " ")
        let text = Self.release(
            """
            "title": "Carers&apos; portal",
            "description": "Carers don&#8217;t hear back.rnrnWe need: rnA portal. rnIt must govern. \(words)",
            "classification": {"scheme": "CPV", "id": "79530000"},
            "additionalClassifications": [{"scheme": "CPV", "id": "60170000-0"}],
            "suitability": {"sme": true, "vcse": false}, "status": "active",
            "items": [{"id": "1", "deliveryAddresses": [{"region": "South West"}]}],
            "value": {"amount": 60000, "currency": "GBP"},
            "tenderPeriod": {"endDate": "2024-02-28T17:00:00+00:00"}
            """)
        let intake = OCDSImport.read("{\"releases\": [\(text)]}".bytes, try Self.context())
        let problem = try #require(Self.problems(intake).first, "\(intake.remarks)")
        #expect(problem.id == "ocds-b5fd17-1")
        #expect(problem.title == "Carers' portal")
        #expect(problem.statement.hasPrefix("Carers don’t hear back.\n\nWe need:"))
        #expect(problem.statement.contains("It must govern. word"))
        #expect(problem.statement.split(separator: " ").count <= 301)
        #expect(problem.categories == ["language", "travel"])
        #expect(problem.budget?.amount == Amount("60000"))
        #expect(problem.deadline == Day("2024-02-28"))
        #expect(problem.council == "marlcombe-dean")
        #expect(intake.drafts.first?.isMention == true)
        let warned = Set(intake.warnings.map { "\($0.field): \($0.remedy)" })
        #expect(warned.contains("tender.title: They were made characters."))
        #expect(warned.contains("tender.description: They were made line ends again."))
        #expect(warned.contains("tender.description: It was cut to 300 words."))
    }

    @Test("all releases of a process make one problem, the later over the earlier")
    func merging() throws {
        let releases = [
            Self.release("\"title\": \"C\"", date: "2024-03-01T00:00:00Z", tag: "tenderUpdate"),
            Self.release(
                "\"title\": \"A\", \"description\": \"First.\"", tag: "planning",
                more: "\"planning\": {\"rationale\": \"Why.\"},"),
            Self.release("\"status\": \"withdrawn\"", date: "2024-02-01T00:00:00+01:00"),
            Self.release("\"title\": \"Other\", \"description\": \"x\"", ocid: "ocds-b5fd17-2"),
        ]
        let context = try Self.context()
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1]] {
            let text = order.map { releases[$0] }.joined(separator: ",")
            let intake = OCDSImport.read("{\"releases\": [\(text)]}".bytes, context)
            let problem = try #require(
                Self.problems(intake).first { $0.id == "ocds-b5fd17-1" }, "\(intake.remarks)")
            #expect(problem.title == "C")
            #expect(problem.statement == "First.\n\nWhy.")
            #expect(problem.status == .closed)
            #expect(Self.problems(intake).count == 2 && intake.rows == 4)
        }
    }

    @Test("a process that went on to an award is closed; one that says no need is kept")
    func outcomes() throws {
        let context = try Self.context()
        let award = Self.release(
            "\"title\": \"A\"", date: "2024-09-01T00:00:00Z", tag: "award")
        let open = Self.release("\"title\": \"A\", \"description\": \"B\"")
        let both = OCDSImport.read("{\"releases\": [\(open), \(award)]}".bytes, context)
        #expect(Self.problems(both).map(\.status) == [.closed])
        let contract = """
            {"ocid": "ocds-b5fd17-9", "id": "9", "date": "2024-01-01T00:00:00Z", "tag": ["contract"]}
            """
        let kept = try Scratch.store().take(OCDSImport.read(contract.bytes, context), by: "test")
        #expect(kept.refused == 0 && kept.imported == 0 && kept.remarks.last?.field == "tender")
    }

    @Test("a fault names the release and the standard’s field, and costs that process")
    func faults() throws {
        let good = Self.release("\"title\": \"A\", \"description\": \"B\"")
        let text = """
            {"releases": [
              \(Self.release("\"description\": \"No title\"", ocid: "ocds-b5fd17-3")),
              {"id": "x"}, \(Self.release("\"title\": \"A\"", ocid: "ocds-b5fd17-4", date: "soon")),
              \(Self.release(#""title": "A", "status": "dreaming", "value": {"amount": "a lot"}"#,
                  ocid: "ocds-b5fd17-5", tag: "rumour")), 3, \(good)]}
            """
        let intake = OCDSImport.read(text.bytes, try Self.context())
        #expect(Self.problems(intake).map(\.id) == ["ocds-b5fd17-5", "ocds-b5fd17-1"])
        #expect(
            intake.refusals.map { "\($0.place): \($0.field)" } == [
                "release 1 (ocds-b5fd17-3): tender.title", "release 2: ocid",
                "release 3 (ocds-b5fd17-4): date", "release 5: ocid",
            ])
        #expect(
            intake.warnings.map(\.field) == [
                "tag", "tender.description", "tender.value.amount", "tender.status",
            ])
    }

    @Test("amounts keep their digits, also those of a spreadsheet")
    func amounts() throws {
        for (digits, amount) in [("1.5E6", "1500000.00"), ("0.1234567", "0.12346"), ("7", "7.00")] {
            let text = Self.release(
                "\"title\": \"A\", \"description\": \"B\", \"value\": {\"amount\": \(digits), \"currency\": \"GBP\"}"
            )
            let problem = try #require(
                Self.problems(OCDSImport.read(text.bytes, try Self.context())).first)
            #expect(problem.budget.map { "\($0.amount)" } == amount)
        }
        for digits in ["-1", "1E30", "0"] {
            let text = Self.release(
                "\"title\": \"A\", \"description\": \"B\", \"value\": {\"amount\": \(digits), \"currency\": \"GBP\"}"
            )
            let intake = OCDSImport.read(text.bytes, try Self.context())
            #expect(Self.problems(intake).first?.budget == nil)
            #expect(intake.warnings.contains { $0.field == "tender.value.amount" })
        }
    }

    @Test("an older release does not go back behind what is held, and nothing comes twice")
    func staleness() throws {
        let store = try Scratch.store()
        func take(_ text: String) throws -> ImportOutcome {
            let context = ImportContext(try store.contents(), today: Day(number: 20_000))
            return try store.take(OCDSImport.read(text.bytes, context), by: "test")
        }
        let first = Self.release("\"title\": \"A\", \"description\": \"B\"")
        let second = Self.release(
            "\"title\": \"C\", \"description\": \"D\"", date: "2024-05-01T00:00:00Z")
        #expect(try take(first).imported == 2)
        #expect(try take(second).imported == 1)
        let version = try store.version()
        #expect(try take(first).warnings == 1)
        #expect(try take(second).remarks.isEmpty)
        #expect(try store.version() == version)
        #expect(try store.contents().problems["ocds-b5fd17-1"]?.entry.title == "C")
        let package = String(decoding: try OCDSExport.bytes(of: store), as: UTF8.self)
        #expect(package.contains("\"date\": \"2024-05-01T00:00:00Z\""))
        #expect(package.contains("\"ocid\": \"ocds-b5fd17-1\""))
        #expect(try store.audit().allSatisfy { $0.at == 1_700_000_000_000 && $0.actor == "test" })
    }

    @Test("a rehearsal tells the same and writes nothing")
    func rehearsal() throws {
        let store = try Scratch.store()
        let intake = OCDSImport.read(
            Self.release("\"title\": \"A\", \"description\": \"B\"").bytes, try Self.context())
        let told = try store.take(intake, by: "test", isRehearsal: true)
        #expect(told.imported == 2 && told.version == 2)
        #expect(try store.version() == 0)
        #expect(try store.take(intake, by: "test") == told)
    }
}
