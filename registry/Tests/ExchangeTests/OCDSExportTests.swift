import Catalogue
import CatalogueStore
import Testing

@testable import Exchange

@Suite("Problems as an OCDS package")
struct OCDSExportTests {
    private static func package(_ settings: OCDSSettings = .trial) throws -> JSON {
        try OCDSExport.package(Seed.contents(), [1: 1_700_000_000_123], settings)
    }

    @Test("the seed catalogue’s package keeps every rule, and is dated by its latest release")
    func seed() throws {
        let package = try Self.package()
        #expect(OCDSRules.faults(in: package).isEmpty)
        #expect(package["publishedDate"] == "2023-11-14T22:13:20.123Z")
        #expect(package["releases"]?.elements?.count == (try Seed.contents().problems.count))
    }

    @Test(
        "under the documentation’s prefix it says that it is test data; under one’s own it does not"
    )
    func trial() throws {
        #expect(try Self.package()["publisher"]?["name"]?.text?.hasSuffix("(test data)") == true)
        let own = try #require(OCDSSettings(prefix: "ocds-a1b2c3", publisher: "Marlcombe"))
        let package = try Self.package(own)
        #expect(package["publisher"]?["name"] == "Marlcombe")
        let ocids = package["releases"]?.elements?.compactMap { $0["ocid"]?.text } ?? []
        #expect(!ocids.isEmpty && ocids.allSatisfy { $0.hasPrefix("ocds-a1b2c3-") })
        for prefix in ["ocds-", "ocds-A1B2C3", "ocds-a1b2c", "a1b2c3", "ocds-a1b2c3-", ""] {
            #expect(OCDSSettings(prefix: prefix) == nil, "\(prefix)")
        }
    }

    private static func broken(_ key: String, _ value: JSON?) throws -> [String] {
        let package = try package()
        let releases = try #require(package["releases"]?.elements)
        let release = releases[0].setting(key, to: value)
        return OCDSRules.faults(
            in: package.setting("releases", to: .array([release] + releases.dropFirst())))
    }

    @Test(
        "whatever leaves the standard or its closed lists is found",
        arguments: [
            ("ocid", nil), ("ocid", "marlcombe-1"), ("id", "a#b"), ("date", "2024-01-01"),
            ("tag", []), ("tag", ["rumour"]), ("initiationType", "auction"),
            ("buyer", ["id": "nobody"]), ("tender", ["title": "x"]),
            ("tender", ["id": "1", "title": "x", "status": "dreaming"]),
            ("tender", ["id": "1", "title": "x", "procurementMethod": "lottery"]),
            ("tender", ["id": "1", "title": "x", "mainProcurementCategory": "ideas"]),
            ("tender", ["id": "1", "title": "x", "items": [["id": "1"], ["id": "1"]]]),
            ("tender", ["id": "1", "title": "x", "items": [["description": "x"]]]),
            ("planning", ["milestones": [["id": "1", "status": "soon"]]]),
            ("planning", ["milestones": [["id": "1", "dueDate": "31 March"]]]),
            ("planning", ["budget": ["amount": ["amount": "60", "currency": "GBP"]]]),
            ("planning", ["budget": ["amount": ["amount": 60, "currency": "ZZY"]]]),
        ] as [(String, JSON?)])
    func rules(key: String, value: JSON?) throws {
        let faults = try Self.broken(key, value)
        #expect((1...2).contains(faults.count), "\(faults)")
    }

    @Test(
        "times are read as publishers write them, and written in UTC",
        arguments: [
            ("2026-01-10T09:00:00Z", "2026-01-10T09:00:00Z"),
            ("2026-01-10T09:00:00.25+01:00", "2026-01-10T08:00:00.250Z"),
            ("2026-01-10T00:30:00+0100", "2026-01-09T23:30:00Z"),
            ("2026-01-10", "2026-01-10T00:00:00Z"),
            ("2026-01-10 09:00", "2026-01-10T09:00:00Z"),
            ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
            ("2026-02-30T00:00:00Z", nil), ("2026-01-10T25:00:00Z", nil),
            ("2026-01-10T09:00:00Zx", nil),
            ("2026-01-10T09:00:00+25", nil), ("soon", nil), ("2026-01-10T", nil),
        ])
    func times(text: String, expected: String?) {
        #expect(OCDSTime.milliseconds(text).map { OCDSTime.text($0) } == expected)
    }

    @Test("what another program adds to a package comes through an import unharmed")
    func foreignMembers() throws {
        let bytes = try Self.package().written().replacing(
            "\"language\":\"en\"", with: "\"language\":\"en\",\"lots\":[{\"x\":null}]"
        ).bytes
        let context = ImportContext(try Seed.contents(), today: Day(number: 20_000))
        let intake = OCDSImport.read(bytes, context)
        #expect(intake.remarks.isEmpty)
        #expect(intake.drafts.count == (try Seed.contents().problems.count))
    }
}
