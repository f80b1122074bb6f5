import Catalogue
import CatalogueStore
@testable import Exchange
import Testing

@Suite("Releases in any order, and councils that offer what they have written")
struct ReleaseOrderTests {
    private func context(_ store: CatalogueStore) throws -> ImportContext {
        ImportContext(
            try store.contents(), today: Day(number: 20_000),
            releases: ReleaseShelf(of: store))
    }

    private static let orders = [
        [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0],
    ]

    /// A tender, a part of it said anew, and what came of it.
    private func releases(_ award: String) -> [String] {
        [
            OCDSTests.release(
                "\"title\": \"A\", \"description\": \"B\", \"status\": \"active\""),
            """
            {"ocid": "ocds-b5fd17-1", "id": "u", "date": "2024-02-01T00:00:00Z",
             "tag": ["tenderUpdate"], "initiationType": "tender",
             "tender": {"id": "t", "description": "C"}}
            """,
            """
            {"ocid": "ocds-b5fd17-1", "id": "a", "date": "2024-06-01T00:00:00Z", "tag": ["award"],
             "initiationType": "tender", "awards": [{"id": "1", "status": "\(award)"}]}
            """,
        ]
    }

    private func problem(_ store: CatalogueStore) throws -> Problem? {
        try store.contents().problems["ocds-b5fd17-1"]?.entry
    }

    @Test(
        "whatever comes first, and in however many imports, the same stands at the end",
        arguments: [("active", Problem.Status.closed), ("unsuccessful", .nothingSuitable)])
    func anyOrder(award: String, status: Problem.Status) throws {
        let releases = releases(award)
        for order in Self.orders {
            let (apart, together) = (try Scratch.store(), try Scratch.store())
            for index in order {
                let intake = OCDSImport.read(releases[index].bytes, try context(apart))
                _ = try apart.take(intake, by: "test")
            }
            let shared = try context(together)
            var intake = Intake()
            for index in order {
                intake.append(OCDSImport.read(releases[index].bytes, shared).named("\(index).json"))
            }
            _ = try together.take(intake, by: "test")
            for store in [apart, together] {
                let problem = try #require(try problem(store), "\(order)")
                #expect(problem.title == "A" && problem.statement == "C", "\(order)")
                #expect(problem.status == status, "\(order)")
                #expect(try store.recorded(problem.id) == 1_717_200_000_000)
            }
        }
    }

    @Test("what came once changes nothing when it comes again, in whatever order")
    func again() throws {
        let store = try Scratch.store()
        let releases = releases("active")
        for release in releases {
            _ = try store.take(OCDSImport.read(release.bytes, try context(store)), by: "test")
        }
        let version = try store.version()
        for order in Self.orders {
            for index in order {
                let intake = OCDSImport.read(releases[index].bytes, try context(store))
                #expect(try store.take(intake, by: "test").imported == 0)
            }
        }
        #expect(try store.version() == version)
        // A rehearsal keeps no release.
        let other = OCDSTests.release("\"title\": \"X\"", ocid: "ocds-b5fd17-7")
        _ = try store.take(
            OCDSImport.read(other.bytes, try context(store)), by: "test", isRehearsal: true)
        #expect(try store.releases(of: "ocds-b5fd17-7").isEmpty)
        #expect(try store.releases(of: "ocds-b5fd17-1").count == 3)
    }

    @Test("a release that says it comes from the future is refused, and mended it is read")
    func future() throws {
        let store = try Scratch.store()
        func take(_ date: String) throws -> ImportOutcome {
            let text = OCDSTests.release("\"title\": \"A\", \"description\": \"B\"", date: date)
            return try store.take(OCDSImport.read(text.bytes, try context(store)), by: "test")
        }
        // Today is 4 October 2024.
        let typo = try take("2062-01-10T09:00:00Z")
        #expect(typo.refused == 1 && typo.remarks.map(\.field) == ["date"])
        #expect(try store.releases(of: "ocds-b5fd17-1").isEmpty)
        #expect(try take("2024-10-05T23:00:00Z").refused == 0)
    }

    @Test(
        "a date without a zone is read as UTC, and that is said; one id may come with several dates"
    )
    func dates() throws {
        let store = try Scratch.store()
        for (date, fields) in [
            ("2024-01-10", ["date"]), ("2024-01-10T09:00:00", ["date"]),
            ("2024-01-10 09:00", ["date"]), ("2024-01-10T09:00:00Z", []),
            ("2024-01-10T09:00:00-01:00", []),
        ] {
            let text = OCDSTests.release("\"title\": \"A\", \"description\": \"B\"", date: date)
                .replacing("\"id\": \"ocds-b5fd17-1-\(date)\"", with: "\"id\": \"same\"")
            let intake = OCDSImport.read(text.bytes, try context(store))
            #expect(intake.warnings.map(\.field) == fields, "\(date)")
            _ = try store.take(intake, by: "test")
        }
        #expect(try store.releases(of: "ocds-b5fd17-1").count == 3)
        let (one, other) = (
            OCDSTests.release("\"title\": \"A\", \"description\": \"B\""),
            OCDSTests.release("\"title\": \"A\", \"description\": \"C\"")
        )
        let twice = OCDSImport.read("[\(one), \(other), \(other)]".bytes, try context(store))
        #expect(twice.warnings.map(\.field) == ["id"])
    }

    @Test("a file with a release in each line is read, and one that is none is named by its line")
    func lines() throws {
        let releases = releases("active").map { $0.replacing("\n", with: " ") }
        let store = try Scratch.store()
        let text = releases.joined(separator: "\n") + "\n\n"
        let intake = OCDSImport.read(text.bytes, try context(store))
        #expect(intake.rows == 3 && intake.refusals.isEmpty)
        _ = try store.take(intake, by: "test")
        #expect(try problem(store)?.status == .closed)
        let broken = (releases.prefix(2) + [String(releases[2].dropLast())]).joined(
            separator: "\r\n")
        let refused = OCDSImport.read(broken.bytes, try context(store)).refusals
        #expect(refused.first?.fault.contains("Line 3") == true)
        let whole = OCDSImport.read(String(releases[0].dropLast()).bytes, try context(store))
        #expect(whole.refusals.first?.fault.contains("Line 1") == true)
    }

    @Test("a file is named as what it is")
    func kinds() throws {
        let text = OCDSTests.release("\"title\": \"A\", \"description\": \"B\"")
        let wide: [UInt8] = text.utf8.flatMap { [$0, 0] }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        for (bytes, fault) in [
            (wide, "It is UTF-16"), ([0xFF, 0xFE] + wide, "It is UTF-16"), ([], "It is empty"),
            (mark, "It is empty"), ([0x20, 0x0A], "It is empty"),
            ([0x1F, 0x8B, 8, 0], "It is compressed"),
        ] as [([UInt8], String)] {
            for read in [OCDSImport.read, GCloudImport.read, PublicCodeImport.read] {
                let refusals = read(bytes, try context(try Scratch.store())).refusals
                #expect(refusals.first?.fault.hasPrefix(fault) == true, "\(refusals)")
            }
        }
        let marked = mark + mark
        #expect(OCDSImport.read(marked + text.bytes, try OCDSTests.context()).refusals.isEmpty)
        let code = PublicCodeImport.read(marked + Self.code.bytes, try OCDSTests.context())
        #expect(code.refusals.isEmpty)
    }

    private static let code = """
        publiccodeYmlVersion: "0.5.0"
        name: Threadkeeper
        url: "https://git.example/threadkeeper.git"
        platforms: [web]
        developmentStatus: stable
        softwareType: "standalone/web"
        description: {en: {shortDescription: Keeps one thread of notes, longDescription: Notes.}}
        legal: {license: AGPL-3.0-or-later, repoOwner: Northmoor Borough Council}
        maintenance: {type: internal, contacts: [{name: Ann}]}
        localisation: {localisationReady: false, availableLanguages: [en]}
        """

    private static let tender = OCDSTests.release(
        "\"title\": \"A\", \"description\": \"B\""
    ).replacing("Marlcombe &amp; Dean", with: "Northmoor Borough Council")

    @Test("one who publishes code and tenders is a council with both, whichever comes first")
    func both() throws {
        func take(_ isCode: Bool, _ store: CatalogueStore) throws -> ImportOutcome {
            let context = try context(store)
            let intake =
                isCode
                ? PublicCodeImport.read(Self.code.bytes, context)
                : OCDSImport.read(Self.tender.bytes, context)
            return try store.take(intake, by: "test")
        }
        for codeFirst in [true, false] {
            let store = try Scratch.store()
            for isCode in [codeFirst, !codeFirst, codeFirst] {
                let outcome = try take(isCode, store)
                #expect(outcome.refused == 0, "\(outcome.remarks)")
            }
            let contents = try store.contents()
            let council = try #require(contents.organisations.values.first?.entry)
            #expect(contents.organisations.count == 1 && council.kind == .council)
            #expect(council.identifiers.map(\.id) == ["77"])
            #expect(contents.problems.values.first?.entry.council == council.id)
            #expect(contents.solutions.values.first?.entry.supplier == council.id)
        }
    }

    @Test("a council is found by its name, whatever its id")
    func named() throws {
        let store = try Scratch.store()
        try store.write(by: "test") { writing in
            try writing.put(
                try Organisation(
                    json: ["id": "nm", "name": "Northmoor Borough Council", "kind": "council"]))
        }
        let intake = PublicCodeImport.read(Self.code.bytes, try context(store))
        #expect(try store.take(intake, by: "test").refused == 0)
        #expect(try store.contents().organisations.count == 1)
        #expect(try store.contents().solutions.values.first?.entry.supplier == "nm")
    }
}

extension CatalogueStore {
    /// When what stands of a problem was recorded.
    fileprivate func recorded(_ problem: String) throws -> Int64? {
        let version = try contents().problems[problem]?.version
        return try version.flatMap {
            try recordedTimes(of: .problem, upTo: try self.version())[$0]
        }
    }
}
