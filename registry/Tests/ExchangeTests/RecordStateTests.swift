import Catalogue
import CatalogueStore
@testable import Exchange
import Testing

@Suite("What a record says of its own state")
struct RecordStateTests {
    private func services(_ services: [String]) -> Intake {
        GCloudImport.read(
            "{\"services\": [\(services.joined(separator: ","))]}".bytes,
            ImportContext(CatalogueContents(), today: Day("2026-11-27") ?? Day(number: 0)))
    }

    private func service(_ id: Int, _ more: String) -> String {
        """
        {"id": "\(id)", "serviceName": "Notes \(id)", "serviceDescription": "Files a note.", \(more)}
        """
    }

    private func solution(_ intake: Intake) -> Solution? {
        intake.drafts.lazy.compactMap {
            if case .solution(let solution) = $0.what { solution } else { nil }
        }.first
    }

    @Test("services that are not offered do not come in, and one that ended leaves")
    func states() throws {
        let supplier = "\"supplierName\": \"Brook\", \"supplierId\": 7"
        let store = try Scratch.store()
        for status in ["\"enabled\"", "\"live\"", "\"ENABLED\"", "\"published\"", "\"\"", "null"] {
            let place = "\"frameworkSlug\": \"g-cloud-14\", \"frameworkStatus\": \"live\""
            let intake = services([service(1, "\(supplier), \(place), \"status\": \(status)")])
            _ = try store.take(intake, by: "test")
            let solution = try store.contents().solutions["g-cloud-1"]?.entry
            // Where nothing says that it can be bought, no place on a framework is claimed.
            let isTold = ["enabled", "live"].contains { status.lowercased().contains($0) }
            #expect(solution?.frameworks?.count == (isTold ? 1 : nil), "\(status)")
            #expect(intake.warnings.map(\.field) == (isTold ? [] : ["status"]), "\(status)")
        }
        #expect(services([service(3, "\(supplier), \"status\": 7")]).refusedRows == 1)
        for status in ["not-submitted", "submitted", "draft"] {
            let intake = services([service(2, "\(supplier), \"status\": \"\(status)\"")])
            #expect(intake.drafts.isEmpty && intake.warnings.map(\.field) == ["status"])
        }
        #expect(services([service(3, "\(supplier), \"status\": \"dreaming\"")]).refusedRows == 1)
        let ended = services([service(1, "\(supplier), \"status\": \"disabled\"")])
        let outcome = try store.take(ended, by: "test")
        #expect(outcome.withdrawn == 1 && outcome.imported == 0 && outcome.refused == 0)
        #expect(try store.contents().solutions.isEmpty)
    }

    @Test("a framework that has ended, or of which nobody knows when it ends, is never met")
    func frameworks() throws {
        let day = try #require(Day("2026-09-30"))
        for (slug, status, verdict) in [
            ("g-cloud-14", "live", Verdict.met), ("g-cloud-14", "expired", .notMet),
            ("g-cloud-9", "expired", .notMet), ("g-cloud-9", "live", .notStated),
            ("g-cloud-99", "open", .notMet), ("g-cloud-14", "", .notStated),
        ] {
            let more = """
                "supplierName": "Brook", "frameworkSlug": "\(slug)", "frameworkStatus": "\(status)"
                """
            let found = try #require(solution(services([service(1, more)])))
            let problem = try Problem(
                json: [
                    "id": "p", "council": "c", "title": "T", "statement": "S", "phase": "alpha",
                    "musts": [], "wants": [], "status": "open",
                ])
            let must = Requirement(.framework(slug))
            #expect(must.verdict(of: found, for: problem, on: day) == verdict, "\(slug) \(status)")
        }
    }

    @Test("a place on a framework that nobody knows is named, and one on a known one is not")
    func unknownFramework() {
        for (slug, isKnown) in [("g-cloud-14", true), ("g-cloud-99", false), ("dos-9", false)] {
            let place = "\"frameworkSlug\": \"\(slug)\", \"frameworkStatus\": \"live\""
            let intake = services([service(1, "\"supplierName\": \"Brook\", \(place)")])
            #expect(solution(intake)?.frameworks?.map(\.framework) == [slug])
            #expect(intake.warnings.map(\.field) == (isKnown ? [] : ["frameworkSlug"]))
        }
    }

    @Test("one supplier in two spellings is one by its number, and two of one name are two")
    func suppliers() throws {
        let store = try Scratch.store()
        func take(_ intake: Intake) throws { _ = try store.take(intake, by: "test") }
        try take(
            services([
                service(1, "\"supplierName\": \"Little Brook CIC\", \"supplierId\": 7"),
                service(2, "\"supplierName\": \"Little Brook C.I.C.\", \"supplierId\": \"7\""),
                service(3, "\"supplierName\": \"Little Brook CIC\", \"supplierId\": 8"),
            ]))
        let contents = try store.contents()
        #expect(contents.organisations.count == 2)
        let suppliers = (1...3).map { contents.solutions["g-cloud-\($0)"]?.entry.supplier }
        #expect(suppliers[0] == suppliers[1] && suppliers[0] != suppliers[2])
        // On another day, by what the catalogue holds.
        let later = ImportContext(contents, today: try #require(Day("2026-12-01")))
        let text = service(4, "\"supplierName\": \"L. Brook\", \"supplierId\": 7")
        let intake = GCloudImport.read(text.bytes, later)
        #expect(solution(intake)?.supplier == suppliers[0])
        #expect(intake.warnings.map(\.field) == ["supplierName"])
    }

    private func status(_ releases: [String]) throws -> Problem.Status? {
        let store = try Scratch.store()
        let intake = OCDSImport.read(
            "{\"releases\": [\(releases.joined(separator: ","))]}".bytes, try OCDSTests.context())
        _ = try store.take(intake, by: "test")
        return try store.contents().problems.values.first?.entry.status
    }

    private static let tender = OCDSTests.release(
        "\"title\": \"A\", \"description\": \"B\", \"status\": \"active\"")

    private static func outcome(
        _ what: String, tender: String = "active", date: String = "2024-06-01T00:00:00Z",
        tag: String = "award"
    ) -> String {
        OCDSTests.release(
            "\"title\": \"A\", \"description\": \"B\", \"status\": \"\(tender)\"", date: date,
            tag: tag,
            more: what + ",")
    }

    @Test("awards, contracts and the tender say what came of a process, and tags alone do not")
    func outcomes() throws {
        let fallen = "\"awards\": [{\"id\": \"1\", \"status\": \"unsuccessful\"}]"
        let standing = "\"awards\": [{\"id\": \"1\", \"status\": \"active\"}]"
        for (release, expected) in [
            (Self.outcome(standing), Problem.Status.closed),
            (Self.outcome(fallen), .nothingSuitable),
            (
                Self.outcome("\"awards\": [{\"id\": \"1\", \"status\": \"cancelled\"}]"),
                .nothingSuitable
            ),
            (Self.outcome("\"awards\": [{\"id\": \"1\", \"status\": \"pending\"}]"), .open),
            (Self.outcome(fallen, tender: "complete"), .nothingSuitable),
            (Self.outcome(standing, tender: "complete", tag: "compiled"), .closed),
            (Self.outcome(fallen, tag: "compiled"), .nothingSuitable),
            (Self.outcome("\"x\": 1", tender: "cancelled", tag: "compiled"), .nothingSuitable),
            (
                Self.outcome("\"x\": 1", tender: "unsuccessful", tag: "tenderUpdate"),
                .nothingSuitable
            ),
            (
                Self.outcome(
                    "\"contracts\": [{\"id\": \"1\", \"status\": \"active\"}]", tag: "contract"),
                .closed
            ),
            (Self.outcome("\"x\": 1", tag: "award"), .closed),
            (Self.outcome("\"x\": 1", tag: "awardCancellation"), .open),
            (Self.outcome("\"x\": 1", tender: "withdrawn", tag: "tenderUpdate"), .closed),
        ] {
            #expect(try status([Self.tender, release]) == expected, "\(release)")
            #expect(try status([release, Self.tender]) == expected, "\(release)")
        }
        let again = Self.outcome("\"x\": 1", date: "2024-07-01T00:00:00Z", tag: "tenderUpdate")
        #expect(try status([Self.tender, Self.outcome(fallen), again]) == .open)
    }

    @Test(
        "a release of an award alone closes what stands here, once, and says so where nothing does")
    func awardAlone() throws {
        let store = try Scratch.store()
        func take(_ text: String) throws -> ImportOutcome {
            let context = ImportContext(try store.contents(), today: Day(number: 20_000))
            return try store.take(OCDSImport.read(text.bytes, context), by: "test")
        }
        func award(_ status: String, _ date: String) -> String {
            """
            {"ocid": "ocds-b5fd17-1", "id": "a\(date)", "date": "\(date)", "tag": ["award"],
             "initiationType": "tender", "awards": [{"id": "1", "status": "\(status)"}]}
            """
        }
        let early = try take(award("active", "2024-03-01T00:00:00Z"))
        #expect(early.refused == 0 && early.remarks.map(\.field).contains("tender"))
        _ = try take(Self.tender)
        let statement = try store.contents().problems["ocds-b5fd17-1"]?.entry.statement
        #expect(try take(award("unsuccessful", "2024-03-01T00:00:00Z")).imported == 1)
        var problem = try store.contents().problems["ocds-b5fd17-1"]?.entry
        #expect(problem?.status == .nothingSuitable && problem?.statement == statement)
        #expect(try take(award("active", "2024-04-01T00:00:00Z")).imported == 1)
        #expect(try take(award("active", "2024-04-01T00:00:00Z")).unchanged == 1)
        problem = try store.contents().problems["ocds-b5fd17-1"]?.entry
        #expect(problem?.status == .closed && problem?.statement == statement)
        // An older word does not go back behind it.
        #expect(try take(award("unsuccessful", "2024-03-01T00:00:00Z")).warnings == 2)
        #expect(try store.contents().problems["ocds-b5fd17-1"]?.entry.status == .closed)
    }
}
