import Digests
import Synchronization
import Testing

@testable import OpenID

@Suite struct KeySetTests {
    /// A provider's answers, which are counted.
    private final class Source: Sendable {
        private let state = Mutex<(set: [UInt8]?, asked: Int)>((nil, 0))
        var asked: Int { state.withLock { $0.asked } }
        func give(_ set: [UInt8]?) { state.withLock { $0.set = set } }
        func fetch() -> [UInt8]? {
            state.withLock {
                $0.asked += 1
                return $0.set
            }
        }
    }

    private func named(_ key: String) throws -> SignedToken {
        try SignedToken(Signer.forged(["alg": "RS256", "kid": key], [:]))
    }

    @Test func `a hundred unknown keys while the provider is down cost one question`() async throws
    {
        let source = Source()
        let set = KeySet { source.fetch() }
        let signer = Signer("a")
        source.give(Signer.set([signer]))
        await set.prepare(for: try named("a"), at: 0)
        #expect(source.asked == 1)
        source.give(nil)
        for number in 0..<100 {
            await set.prepare(for: try named("k\(number)"), at: 40_000 + Int64(number))
        }
        #expect(source.asked == 2)
        #expect(set.keys.map(\.id) == ["a"])
        _ = try SignedToken(signer.token(["iss": "i", "sub": "s", "exp": 1])).claims(by: set.keys)
        await set.prepare(for: try named("k"), at: 70_000)
        #expect(source.asked == 3)
    }

    @Test func `a new key is found when a token names it, and one that is taken back is forgotten`()
        async throws
    {
        let source = Source()
        let set = KeySet { source.fetch() }
        let (old, new) = (Signer("old"), Signer("new"))
        source.give(Signer.set([old]))
        await set.prepare(for: try named("old"), at: 0)
        source.give(Signer.set([new]))
        await set.prepare(for: try named("old"), at: 40_000)
        #expect(source.asked == 1)
        await set.prepare(for: try named("new"), at: 40_001)
        #expect(set.keys.map(\.id) == ["new"])
        source.give(Signer.set([old]))
        await set.prepare(for: try named("new"), at: 40_001 + Refreshed<[SigningKey]>.age)
        #expect(set.keys.map(\.id) == ["old"])
    }

    @Test func `who comes while the provider is being asked waits for the same answer`()
        async throws
    {
        let source = Source()
        source.give(Signer.set([Signer("a")]))
        let set = KeySet {
            await Task.yield()
            return source.fetch()
        }
        let token = try SignedToken(Signer.forged(["alg": "RS256", "kid": "a"], [:]))
        let known = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    await set.prepare(for: token, at: 0)
                    return set.keys.count == 1
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(known == 50 && source.asked == 1)
    }

    @Test func `each tab has a way of its own, and nobody comes back for another`() throws {
        let journeys = Journeys()
        let (one, other) = (journeys.begin(next: "/a", at: 0), journeys.begin(next: nil, at: 0))
        #expect(one.state != other.state && one.journey.nonce != other.journey.nonce)
        #expect(journeys.end(state: one.state, secret: nil, at: 1) == nil)
        #expect(journeys.end(state: one.state, secret: other.secret, at: 1) == nil)
        #expect(journeys.end(state: "x", secret: one.secret, at: 1) == nil)
        #expect(journeys.end(state: other.state, secret: other.secret, at: 1)?.next == nil)
        #expect(journeys.end(state: one.state, secret: one.secret, at: 1)?.next == "/a")
        #expect(journeys.end(state: one.state, secret: one.secret, at: 1) == nil)
        let late = journeys.begin(next: nil, at: 0)
        #expect(journeys.end(state: late.state, secret: late.secret, at: Journeys.longest) == nil)
    }

    @Test func `the challenge of PKCE is the one of its standard's example`() {
        // RFC 7636, appendix B.
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
        #expect(
            Base64URL.encode(SHA256.digest(of: verifier.utf8))
                == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }
}
