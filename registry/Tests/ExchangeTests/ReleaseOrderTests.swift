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
