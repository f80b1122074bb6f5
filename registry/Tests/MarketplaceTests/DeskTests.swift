import Catalogue
import CatalogueStore
import HTTPServer
@testable import Marketplace
import Matching
import Testing

@Suite("The desk")
struct DeskTests {
    let shop: Shop

    init() throws { shop = try Shop() }

    private func put(_ json: JSON, _ expected: Expected = .new) async throws -> Versioned<Solution>
    {
        try await shop.desk.put(
            Solution(json: json), by: shop.key(shop.supplier), expecting: expected)
    }

    private func refusal(_ body: () async throws -> Void) async -> Refusal? {
        do { try await body() } catch { return error as? Refusal }
        return nil
    }

    @Test("what is written is in the next snapshot and not in the one somebody holds")
    func snapshots() async throws {
        let before = shop.desk.snapshot
        #expect(try await put(Shop.solution()).revision == 1)
        #expect(before.contents.solutions.isEmpty)
        #expect(before.search(Search(words: "earlier contacts")).total == 0)
        let after = shop.desk.snapshot
        #expect(after.search(Search(words: "earlier contacts")).total == 1)
        #expect(after === shop.desk.snapshot)
    }

    @Test("an id belongs to whoever took it first, also after a withdrawal")
    func ids() async throws {
        _ = try await put(Shop.solution())
        #expect(
            await refusal { _ = try await put(Shop.solution()) }
                == .taken(.solution, id: "family-link"))
        let key = try shop.key(shop.supplier)
        try await shop.desk.withdraw(Solution.self, "family-link", by: key)
        for expected in [Expected.there, .revision(2)] {
            #expect(
                await refusal { _ = try await put(Shop.solution(), expected) }
                    == .withdrawn(.solution, id: "family-link"))
        }
        #expect(
            await refusal { _ = try await put(Shop.solution()) }
                == .taken(.solution, id: "family-link"))
    }

    @Test("a change made to what somebody else has changed is refused with the revision now")
    func stale() async throws {
        _ = try await put(Shop.solution())
        _ = try await put(Shop.solution(tackles: "Something else"), .revision(1))
        #expect(
            await refusal { _ = try await put(Shop.solution(), .revision(1)) }
                == .stale(.solution, id: "family-link", revision: 2))
    }

    @Test(
        "a key writes what its scopes allow, of its own organisation, also not by renaming the owner"
    )
    func keys() async throws {
        let (desk, key) = (shop.desk, try shop.key(shop.supplier))
        let other = try Solution(json: Shop.solution("other", supplier: "copperlane"))
        try await desk.put(other, by: shop.key(shop.admin), expecting: .new)
        let stolen = try Solution(json: Shop.solution("other", supplier: "brightwater"))
        let problem = try Problem(json: Shop.problem())
        let tries: [() async throws -> Void] = [
            { try await desk.put(other, by: key, expecting: .there) },
            { try await desk.put(stolen, by: key, expecting: .there) },
            { try await desk.withdraw(Solution.self, "other", by: key) },
            { try await desk.put(problem, by: key, expecting: .new) },
            {
                try await desk.put(
                    Shop.organisation("brightwater", "supplier"), by: key, expecting: .there)
            },
        ]
        for (number, attempt) in tries.enumerated() {
            guard case .notAllowed = await refusal(attempt) else {
                Issue.record("attempt \(number) went through")
                continue
            }
        }
        #expect(throws: Refusal.keyMissing) { try desk.key(shown: nil) }
        #expect(throws: Refusal.keyUnknown) { try desk.key(shown: shop.supplier + "0") }
    }

    @Test("choosing in one facet leaves the counts of its own terms and narrows those of others")
    func facets() async throws {
        for (number, more) in [
            ["hosting": "uk"], ["hosting": "eea"], ["hosting": "world"], [:],
            ["hosting": "uk", "deployment": ["on-premises"]],
        ].enumerated() as EnumeratedSequence<[[String: JSON]]> {
            _ = try await put(Shop.solution("solution-\(number)", more))
        }
        func search(_ silence: Silence = .excluded) -> SearchOutcome {
            shop.desk.snapshot.search(Search(chosen: [.hosting: ["uk"]], silence: silence))
        }
        func count(_ outcome: SearchOutcome, _ facet: Facet, _ term: String) -> Int? {
            outcome.facets.first { $0.facet == facet }?.terms.first { $0.id == term }?.count
        }
        #expect(search().total == 2)
        #expect(search().excluded == 3)
        #expect(search().silent == 1)
        #expect(search(.included).total == 3)
        // What is kept in the United Kingdom is kept within the European Economic Area.
        #expect(count(search(), .hosting, "eea") == 3)
        #expect(count(search(), .hosting, "uk") == 2)
        #expect(count(search(), .deployment, "on-premises") == 1)
    }
}
