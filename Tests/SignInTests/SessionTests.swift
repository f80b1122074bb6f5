import Foundation
import SignIn
import Testing

@Suite("Signing in")
struct SessionTests {
    private let minute: Int64 = 60_000

    @Test("Of many who show a code at once, one is let in")
    func oneOfMany() async throws {
        let directory = NSTemporaryDirectory() + "codes-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let codes = OneTimeCodes<String>(in: directory)
        let code = try codes.issue(for: "Priya", at: 0)
        let admitted = await withTaskGroup(of: String?.self) { group in
            for _ in 0..<50 { group.addTask { codes.redeem(code, at: 1) } }
            return await group.reduce(into: 0) { if $1 == "Priya" { $0 += 1 } }
        }
        #expect(admitted == 1)
    }

    @Test("A code is good for ten minutes, and nothing of it stays where it was kept")
    func oneTimeCode() throws {
        let directory = NSTemporaryDirectory() + "codes-\(UUID().uuidString)"
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let codes = OneTimeCodes<String>(in: directory)
        let first = try codes.issue(for: "Priya", at: 0)
        let second = try codes.issue(for: "Ben", at: 0)
        let files = FileManager.default.subpaths(atPath: directory) ?? []
        #expect(files.count == 2)
        for file in files {
            let text = try String(contentsOfFile: "\(directory)/\(file)", encoding: .utf8)
            #expect(!text.contains(first.suffix(64)) && !text.contains(second.suffix(64)))
            let facts = try FileManager.default.attributesOfItem(atPath: "\(directory)/\(file)")
            #expect(facts[.posixPermissions] as? Int == 0o600)
        }
        #expect(codes.redeem(first, at: OneTimeCodes<String>.lifetime) == nil)
        #expect(codes.redeem(first, at: OneTimeCodes<String>.lifetime - 1) == "Priya")
        #expect(codes.redeem(first, at: 2) == nil)
        // The next code takes away those that are old.
        _ = try codes.issue(for: "Ben", at: OneTimeCodes<String>.lifetime)
        #expect(FileManager.default.subpaths(atPath: directory)?.count == 1)
    }

    @Test("Keys made by several programs at once are all there, and nobody else may read them")
    func manyWriters() async throws {
        let directory = NSTemporaryDirectory() + "keys-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let path = "\(directory)/keys.json"
        let texts = try await withThrowingTaskGroup(of: String.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try KeyFile<Int>(at: path).create("\(number)", number, at: 0).text
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let keys = KeyFile<Int>(at: path)
        #expect(try Set(keys.all().map(\.grant)) == Set(0..<20))
        for text in texts { #expect(try keys.key(shown: text, at: 1) != nil) }
        let written = try String(contentsOfFile: path, encoding: .utf8)
        #expect(!texts.contains { written.contains($0.suffix(64)) })
        let facts = try FileManager.default.attributesOfItem(atPath: path)
        #expect(facts[.posixPermissions] as? Int == 0o600)
    }

    @Test("A session ends by signing out, after 30 idle minutes, and after ten hours in any case")
    func ends() throws {
        let sessions = Sessions<String>(at: try path())
        let token = try sessions.begin("Priya", at: 0)
        #expect(try sessions.session(token, at: 29 * minute)?.person == "Priya")
        #expect(try sessions.session(token, at: 59 * minute) == nil)
        #expect(try sessions.session(token, at: 30 * minute) == nil)
        let long = try sessions.begin("Ben", at: 0)
        for at in stride(from: 0, to: 600, by: 20) {
            #expect(try sessions.session(long, at: Int64(at) * minute) != nil)
        }
        #expect(try sessions.session(long, at: 600 * minute) == nil)
        let out = try sessions.begin("Ben", at: 0)
        try sessions.end(out)
        #expect(try sessions.session(out, at: 1) == nil)
        #expect(try sessions.session("nonsense", at: 1) == nil)
    }

    @Test("Who is signed in is known to a server that is started again, and who signed out is not")
    func restart() throws {
        let path = try path()
        let before = Sessions<String>(at: path)
        let (stays, leaves) = (try before.begin("a", at: 0), try before.begin("b", at: 0))
        try before.end(leaves)
        let form = try #require(try before.session(stays, at: 1)).formToken
        #expect(try before.session(stays, at: 20 * minute) != nil)
        let after = Sessions<String>(at: path)
        #expect(try after.session(leaves, at: 21 * minute) == nil)
        // Neither the time since nor a form that was open is lost.
        #expect(try after.session(stays, at: 45 * minute)?.hasSent(form) == true)
        let written = try String(contentsOfFile: path, encoding: .utf8)
        #expect(!written.contains(stays.suffix(64)))
        // And the other way round: one server sees what another did.
        try after.end(stays)
        #expect(try before.session(stays, at: 46 * minute) == nil)
    }

    private func path() throws -> String {
        let directory = NSTemporaryDirectory() + "sessions-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: directory, withIntermediateDirectories: true)
        return "\(directory)/sessions.json"
    }

    @Test("A form has to carry the token of its own session")
    func formToken() throws {
        let sessions = Sessions<String>(at: try path())
        let mine = try #require(try sessions.session(sessions.begin("a", at: 0), at: 1))
        let theirs = try #require(try sessions.session(sessions.begin("b", at: 0), at: 1))
        #expect(mine.hasSent(mine.formToken))
        #expect(mine.formToken != mine.formToken)
        #expect(!mine.hasSent(theirs.formToken))
        #expect(!mine.hasSent(nil))
    }
}
