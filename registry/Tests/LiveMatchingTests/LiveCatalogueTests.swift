import Catalogue
import CatalogueStore
import LiveMatching
import Matching
import Ranking
import Testing

@Suite("The live catalogue, with the sample entries")
struct LiveCatalogueTests {
    private func told(_ store: CatalogueStore) throws -> [Notice.Key] {
        try store.notices(limit: .max).map {
            Notice.Key(problem: $0.problem, solution: $0.solution, revision: $0.revision)
        }
    }

    private func batch(_ store: CatalogueStore, on day: Day) throws -> [String: Set<String>] {
        let matcher = try Matcher(store, asOf: nil)
        var fits: [String: Set<String>] = [:]
        for problem in matcher.openProblems {
            let ids = Set(matcher.fitting(problem, on: day).map(\.solution))
            if !ids.isEmpty { fits[problem.id] = ids }
        }
        return fits
    }

    @Test("solutions catalogued one by one are told as they come, and in the end as all at once")
    func oneByOne() throws {
        let store = try SampleCatalogue.store(solutions: false)
        let live = try LiveCatalogue(store, day: SampleCatalogue.day)
        #expect(try told(store).isEmpty)
        for solution in try SampleCatalogue.entries(Solution.self) {
            let (_, notices) = try live.write(by: "test") { try $0.put(solution) }
            for notice in notices {
                #expect(live.fits[notice.key.problem]?.contains(notice.key.solution) == true)
            }
        }
        #expect(try live.fits == batch(store, on: SampleCatalogue.day))
        let keys = try told(store)
        let standing = live.fits.flatMap { problem, solutions in
            solutions.map { Notice.Key(problem: problem, solution: $0, revision: 1) }
        }
        let pairs = Set(try store.toldPairs().map { [$0.problem, $0.solution] })
        // What a shift of the ranking has dropped was told all the same.
        #expect(pairs.isSuperset(of: standing.map { [$0.problem, $0.solution] }))
        #expect(Set(keys).isSuperset(of: standing))
        #expect(standing.count > 40)
        // A start tells nothing twice.
        _ = try LiveCatalogue(store, day: SampleCatalogue.day)
        #expect(try told(store) == keys)
    }

    @Test("what another program wrote is taken in, few changes or many")
    func others() throws {
        let directory = SampleCatalogue.directory()
        let store = try CatalogueStore(directory: directory, clock: { 1_000 })
        let live = try LiveCatalogue(store, day: SampleCatalogue.day)
        let other = try CatalogueStore(directory: directory, clock: { 1_000 })
        try SampleCatalogue.fill(other)
        let notices = try live.refresh()
        #expect(!notices.isEmpty)
        #expect(try live.fits == batch(store, on: SampleCatalogue.day))
        let solution = try #require(try SampleCatalogue.entries(Solution.self).first)
        try other.write(by: "other") { writing in
            for number in 0..<510 {
                let json = solution.json.setting("name", to: .string("Name \(number)"))
                try writing.put(Solution(json: json))
            }
        }
        try live.refresh()
        #expect(try live.matcher.contents == store.contents())
        #expect(try live.fits == batch(store, on: SampleCatalogue.day))
        #expect(try live.refresh().isEmpty)
    }

    @Test("a change that is refused changes nothing that is matched")
    func refused() throws {
        let store = try SampleCatalogue.store()
        let live = try LiveCatalogue(store, day: SampleCatalogue.day)
        let (fits, version) = (live.fits, live.matcher.contents.version)
        #expect(throws: EntryErrors.self) {
            try live.write(by: "test") { writing in
                try writing.withdraw(.solution, "brackwater-comeback")
                try writing.withdraw(.organisation, "brackwater-data")
                try writing.put(
                    Solution(
                        json: SampleCatalogue.entries(Solution.self)[0].json
                            .setting("supplier", to: "nobody")))
            }
        }
        #expect(live.fits == fits)
        #expect(live.matcher.contents.version == version)
        #expect(try store.version() == version)
    }

    @Test("a notice is in the outbox of the council’s webhook from the moment it is told")
    func outbox() throws {
        let store = try SampleCatalogue.store(solutions: false)
        let live = try LiveCatalogue(store, day: SampleCatalogue.day)
        let council = try #require(live.matcher.openProblems.first?.council)
        try store.write(by: "test") {
            _ = try $0.addWebhook(
                organisation: council, problem: nil, address: "https://council.example",
                secret: [UInt8](repeating: 1, count: 32))
        }
        var expected: [String] = []
        for solution in try SampleCatalogue.entries(Solution.self) {
            let (_, notices) = try live.write(by: "test") { try $0.put(solution) }
            expected += notices.map(\.key).filter {
                live.matcher.contents.problems[$0.problem]?.entry.council == council
            }.map(\.solution)
        }
        let sent = try store.dueMessages().map { try JSON(parsing: $0.body)["solution"]?.text }
        #expect(sent == expected)
        #expect(!expected.isEmpty)
    }

    @Test("a shortlist of any earlier version is made again with the same bytes, years later")
    func reproducible() throws {
        let store = try SampleCatalogue.store()
        let choices = Choices(day: SampleCatalogue.day)
        func record(_ matcher: Matcher) throws -> String {
            let problem = try #require(matcher.contents.problems["marlcombe-same-children"]?.entry)
            return ShortlistRecord.json(
                matcher.shortlist(for: problem, choices), in: matcher.contents
            ).written(pretty: true)
        }
        let live = try LiveCatalogue(store, day: SampleCatalogue.day)
        var kept: [Int: String] = [:]
        for solution in try SampleCatalogue.entries(Solution.self).prefix(12) {
            try live.write(by: "test") {
                try $0.put(
                    Solution(json: solution.json.setting("summary", to: "Quite another thing.")))
            }
            kept[live.matcher.contents.version] = try record(live.matcher)
        }
        for (version, bytes) in kept {
            #expect(try record(Matcher(store, asOf: version)) == bytes, "version \(version)")
        }
    }

    @Test("the near miss of the sample catalogue explains itself")
    func nearMiss() throws {
        let matcher = try Matcher(SampleCatalogue.store(), asOf: nil)
        let problem = try #require(matcher.contents.problems["marlcombe-same-children"]?.entry)
        let list = matcher.shortlist(for: problem, Choices(day: SampleCatalogue.day))
        let miss = try #require(
            list.nearMisses.first { $0.match.solution == "brackwater-comeback" })
        #expect(miss.sentence.contains("Cyber Essentials Plus expired on 12 January 2026"))
        #expect(miss.sentence.hasSuffix("It would be first."))
    }

    @Test("alike problems of different councils in the sample catalogue find each other")
    func joint() throws {
        let matcher = try Matcher(SampleCatalogue.store(), asOf: nil)
        #expect(
            matcher.jointBuying().map { [$0.first, $0.second] }
                == [["eastmere-foster-enquiries", "stourleigh-foster-interest"]])
    }
}
