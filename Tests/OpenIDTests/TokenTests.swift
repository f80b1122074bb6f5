import Digests
import Foundation
import Testing

@testable import OpenID

@Suite struct TokenTests {
    private static let signer = Held(Signer("a"))
    private static let elliptic = Held(Signer("e", isElliptic: true))
    private static let now: Int64 = 1_800_000_000_000

    /// Keys of a test's own are used by one test at a time or only read.
    struct Held: @unchecked Sendable {
        let value: Signer
        init(_ value: Signer) { self.value = value }
    }

    private var signer: Signer { Self.signer.value }
    private var keys: [SigningKey] {
        KeySet.read(Signer.set([signer, Self.elliptic.value])) ?? []
    }

    private func claims(_ changes: [String: Any] = [:]) -> [String: Any] {
        let seconds = Double(Self.now / 1_000)
        return [
            "iss": "https://issuer.example", "aud": "second-look", "sub": "s", "tid": "t",
            "oid": "o", "name": "Priya", "exp": seconds + 300, "nbf": seconds - 300,
            "roles": ["duty"],
        ].merging(changes) { $1 }
    }

    private func check(_ token: String, by keys: [SigningKey]? = nil) throws(TokenFault) -> Claims {
        let claims = try SignedToken(token).claims(by: keys ?? self.keys)
        try claims.check(
            issuer: "https://issuer.example", audiences: ["second-look"], at: Self.now)
        return claims
    }

    @Test(arguments: ["RS256", "PS256", "ES256"])
    func `a token that the provider signed is believed, with its key's name or without`(
        algorithm: String
    ) throws {
        let signer = algorithm == "ES256" ? Self.elliptic.value : signer
        for name: String?? in [nil, .some(nil)] {
            let claims = try check(signer.token(claims(), algorithm, key: name))
            #expect(claims.oid == "o" && claims.roles == ["duty"] && claims.name == "Priya")
        }
        let several = try check(
            signer.token(claims(["aud": ["x", "second-look"], "roles": "duty"]), algorithm))
        #expect(several.roles == ["duty"])
    }

    @Test func `claims that are not for us, not from there or not for now are refused`() throws {
        let seconds = Double(Self.now / 1_000)
        for (changes, fault): ([String: Any], TokenFault) in [
            (["iss": "https://issuer.example/"], .issuer),
            (["iss": "https://evil.example"], .issuer),
            (["aud": "other"], .audience), (["aud": ["other", "third"]], .audience),
            (["exp": seconds - 61], .expired), (["nbf": seconds + 61], .notYetValid),
            (["exp": "soon"], .malformed), (["roles": [1]], .malformed),
        ] {
            #expect(throws: fault) { try check(signer.token(claims(changes))) }
        }
        // Two machines' clocks may differ by a minute.
        _ = try check(signer.token(claims(["exp": seconds - 59, "nbf": seconds + 59])))
    }

    @Test func `none, and HS256 with the public key for its secret, are refused`() throws {
        for header in [
            ["alg": "none"], ["alg": "None"], ["alg": "HS256"], ["alg": "HS512"], ["alg": "RS384"],
            ["alg": ""],
        ] {
            #expect(throws: TokenFault.algorithm) { try check(Signer.forged(header, claims())) }
        }
        let member = signer.member
        let modulus = Base64URL.decode(member["n"] as? String ?? "") ?? []
        let json = Array(try JSONSerialization.data(withJSONObject: member))
        for secret in [modulus, json, Array((member["n"] as? String ?? "").utf8)] {
            for algorithm in ["HS256", "RS256", "PS256", "ES256"] {
                let forged = Signer.forged(["alg": algorithm, "kid": "a"], claims()) { signed in
                    MessageAuthentication.code(of: signed.utf8, secret: secret)
                }
                #expect(throws: TokenFault.self) { try check(forged) }
            }
        }
    }

    @Test func `a token that was changed, or signed by somebody else, is refused`() throws {
        let good = signer.token(claims())
        let parts = good.split(separator: ".")
        let raised = Signer.forged([:], claims(["roles": ["manager"]])).split(separator: ".")[1]
        #expect(throws: TokenFault.signature) { try check("\(parts[0]).\(raised).\(parts[2])") }
        let stranger = Signer("a")
        #expect(throws: TokenFault.signature) { try check(stranger.token(claims())) }
        #expect(throws: TokenFault.unknownKey) { try check(signer.token(claims(), key: "b")) }
        // A key of the other kind, by its name.
        #expect(throws: TokenFault.unknownKey) { try check(signer.token(claims(), key: "e")) }
        for text in [
            "", ".", "..", "a.b.c", "\(good).x", String(good.dropLast(5)),
            "\(parts[0]).\(parts[1]).",
            good + String(repeating: "A", count: SignedToken.longest),
        ] {
            #expect(throws: TokenFault.self) { try check(text) }
        }
        let critical = Signer.forged(["alg": "RS256", "crit": ["b64"], "b64": false], claims())
        #expect(throws: TokenFault.malformed) { try check(critical) }
    }

    @Test func `of a set, keys that are short, for another use or of another kind are left out`() {
        let short = Signer("short", bits: 1_024)
        #expect(SigningKey(short.member) == nil)
        var member = signer.member
        member["use"] = "enc"
        #expect(SigningKey(member) == nil)
        #expect(SigningKey(["kty": "oct", "k": "AAAA", "kid": "a"]) == nil)
        #expect(SigningKey(["kty": "RSA"]) == nil)
        #expect(KeySet.read(Array("{}".utf8)) == nil)
        #expect(KeySet.read(Array(#"{"keys":[]}"#.utf8)) == nil)
    }

    @Test func `many threads check with one key at once`() async throws {
        let token = signer.token(claims())
        let keys = keys
        let all = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<200 {
                group.addTask { (try? SignedToken(token).claims(by: keys))?.oid == "o" }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(all == 200)
    }
}
