import Testing

@testable import Digests

@Suite("Digests")
struct DigestTests {
    /// BLAKE2b-256 of nothing and of "abc", as `b2sum -l 256` prints them.
    @Test(arguments: [
        ("", "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8"),
        ("abc", "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319"),
    ])
    func `a digest is BLAKE2b-256`(text: String, digest: String) {
        #expect(Digest.of(text.utf8) == digest)
    }

    /// Worked out with Python's `hashlib.blake2b(text, key=bytes(range(32)), digest_size=16)`.
    @Test(arguments: [
        ("", "3daf97bce7888fd59773c66bf647459c"),
        ("child-1", "215ebbe2d24c34c65df6ee5a324a68f8"),
        ("größe", "6b8b4811f39c496ea8a828e473c2beb9"),
    ])
    func `a keyed digest is BLAKE2b-128 with the key`(text: String, digest: String) throws {
        let key = try #require(DigestKey(Array(0..<32)))
        #expect(KeyedDigest(key: key).digest(of: text) == digest)
    }

    @Test func `another key gives another digest`() {
        let (one, other) = (KeyedDigest(key: .random()), KeyedDigest(key: .random()))
        #expect(one.digest(of: "child-1") != other.digest(of: "child-1"))
        #expect(one.digest(of: "child-1") == one.digest(of: "child-1"))
    }

    @Test(arguments: [0, 31, 33])
    func `a key has 32 bytes`(count: Int) {
        #expect(DigestKey([UInt8](repeating: 1, count: count)) == nil)
    }

    @Test func `a key does not show itself`() throws {
        let key = try #require(DigestKey([UInt8](repeating: 65, count: 32)))
        #expect("\(key)" == "a digest key")
        #expect("\([key])".contains("65") == false)
    }
}
