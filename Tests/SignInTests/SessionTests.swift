import SignIn
import Testing

@Suite("Signing in")
struct SessionTests {
    private let minute: Int64 = 60_000

    @Test("A one-time code is good once, for ten minutes, and no other is")
    func oneTimeCode() {
        let codes = OneTimeCode()
        let first = codes.issue(at: 0)
        #expect(!codes.redeem("x", at: 1))
        #expect(!codes.redeem(first, at: OneTimeCode.lifetime))
        #expect(codes.redeem(first, at: OneTimeCode.lifetime - 1))
        #expect(!codes.redeem(first, at: 2))
        let second = codes.issue(at: 0)
        let third = codes.issue(at: 0)
        #expect(!codes.redeem(second, at: 1))
        #expect(codes.redeem(third, at: 1))
    }

    @Test("A session ends by signing out, after 30 idle minutes, and after ten hours in any case")
    func ends() {
        let sessions = Sessions<String>()
        let token = sessions.begin("Priya", at: 0)
        #expect(sessions.session(token, at: 29 * minute)?.person == "Priya")
        #expect(sessions.session(token, at: 59 * minute) == nil)
        #expect(sessions.session(token, at: 30 * minute) == nil)
        let long = sessions.begin("Ben", at: 0)
        for at in stride(from: 0, to: 600, by: 20) {
            #expect(sessions.session(long, at: Int64(at) * minute) != nil)
        }
        #expect(sessions.session(long, at: 600 * minute) == nil)
        let out = sessions.begin("Ben", at: 0)
        sessions.end(out)
        #expect(sessions.session(out, at: 1) == nil)
        #expect(sessions.session("nonsense", at: 1) == nil)
    }

    @Test("A form has to carry the token of its own session")
    func formToken() throws {
        let sessions = Sessions<String>()
        let mine = try #require(sessions.session(sessions.begin("a", at: 0), at: 1))
        let theirs = try #require(sessions.session(sessions.begin("b", at: 0), at: 1))
        #expect(mine.hasSent(mine.formToken))
        #expect(!mine.hasSent(theirs.formToken))
        #expect(!mine.hasSent(nil))
    }
}
