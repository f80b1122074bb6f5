import Foundation
import Glibc
import Patience
import Synchronization
import Testing

@Suite("The registry’s service", .waits)
struct ServingTests {
    /// The ids that were answered 201.
    private final class Acknowledged: Sendable {
        private let ids = Mutex<[String]>([])
        func add(_ id: String) { ids.withLock { $0.append(id) } }
        var all: [String] { ids.withLock { $0 } }
    }

    @Test(
        "kill -9 under writes loses nothing acknowledged, and every fit is told once over all starts"
    )
    func killed() async throws {
        let registry = try Registry()
        let acknowledged = Acknowledged()
        for round in 0..<4 {
            let serving = try await Serving(registry.data)
            if round == 0 {
                let made = try await serving.ask(
                    "POST", "/api/problems", Registry.problem("earlier-contacts"),
                    key: registry.key)
                #expect(made.status == 201, "\(made.text)")
            }
            let enough = acknowledged.all.count + 7 + 5 * round
            let (caller, key) = (serving.caller, registry.key)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for writer in 0..<3 {
                    group.addTask {
                        for number in 0... {
                            let id = "solution-\(round)-\(writer)-\(number)"
                            let answer = try? await caller.ask(
                                "POST", "/api/solutions", Registry.solution(id), key: key)
                            guard let answer else { return }
                            guard answer.status == 201 else {
                                Issue.record("\(answer.status): \(answer.text)")
                                return
                            }
                            acknowledged.add(id)
                        }
                    }
                }
                try await wait { acknowledged.all.count >= enough }
                serving.kill()
                try await group.waitForAll()
            }
        }
        let serving = try await Serving(registry.data)
        for id in acknowledged.all {
            let answer = try await serving.ask("GET", "/api/solutions/\(id)")
            #expect(answer.status == 200, "\(id) was acknowledged and is lost")
        }
        let notices = try await Registry.notices(serving)
        #expect(Set(notices).count == notices.count)
        let stream = try Stream(to: serving.port)
        try stream.follow("/problems/earlier-contacts/stream")
        try stream.read { $0.contains("]}") }
        let fits = stream.text.matches(of: /"(solution-[0-9-]+)"/).map { String($0.1) }
        #expect(fits.count > 10)
        #expect(Set(notices).isSuperset(of: fits.map { "earlier-contacts \($0) 1" }))
        #expect(try await serving.stop() == 0)
    }

    @Test("somebody who listens hears of a solution, also over a kill between the two")
    func listening() async throws {
        let registry = try Registry()
        var serving = try await Serving(registry.data)
        _ = try await serving.ask(
            "POST", "/api/problems", Registry.problem("earlier-contacts"), key: registry.key)
        let stream = try Stream(to: serving.port)
        try stream.follow("/problems/earlier-contacts/stream")
        try stream.read { $0.contains("event: fits") }
        _ = try await serving.ask(
            "POST", "/api/solutions", Registry.solution("first"), key: registry.key)
        try stream.read { $0.contains(#""solution":"first""#) }
        let number = try #require(stream.text.matches(of: /id: (\d+)/).last).1
        serving.kill()
        serving = try await Serving(registry.data)
        _ = try await serving.ask(
            "POST", "/api/solutions", Registry.solution("second"), key: registry.key)
        let again = try Stream(to: serving.port)
        try again.follow("/problems/earlier-contacts/stream", after: String(number))
        try again.read { $0.contains(#"{"solutions":["first","second"]}"#) }
        #expect(again.text.contains(#""solution":"second""#))
        #expect(!again.text.contains(#""solution":"first""#))
    }

    @Test(
        "a store that somebody else holds is answered with 503 and what to do, and free again with 201"
    )
    func locked() async throws {
        let registry = try Registry()
        let serving = try await Serving(registry.data)
        let holder = LockHolder(registry.data + "/registry.db")
        // Many at once are refused together, not each after the one before it.
        let refusals = try await withThrowingTaskGroup(of: Caller.Answer.self) { group in
            for number in 0..<20 {
                group.addTask { [caller = serving.caller, key = registry.key] in
                    try await caller.ask(
                        "POST", "/api/solutions", Registry.solution("one-\(number)"), key: key)
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for refused in refusals {
            #expect(refused.status == 503, "\(refused.text)")
            #expect(refused.text.contains("Nothing was changed"), "\(refused.text)")
            #expect(refused.headers["retry-after"] != nil)
        }
        #expect(try await serving.ask("GET", "/api/solutions").status == 200)
        holder.release()
        let taken = try await serving.ask(
            "POST", "/api/solutions", Registry.solution("one"), key: registry.key)
        #expect(taken.status == 201, "\(taken.text)")
    }

    @Test(
        "a full disk is answered with 503, what is there stays readable, and room with 201 again",
        .enabled(if: SmallDisk.isPossible))
    func fullDisk() async throws {
        let disk = try SmallDisk(kibibytes: 2_048)
        defer { disk.remove() }
        let registry = try Registry(in: disk.path + "/data")
        let serving = try await Serving(registry.data)
        try disk.fill()
        var acknowledged: [String] = []
        var refusal: Caller.Answer?
        for number in 0..<500 where refusal == nil {
            let id = "solution-\(number)"
            let answer = try await serving.ask(
                "POST", "/api/solutions", Registry.solution(id, filling: 1_200), key: registry.key)
            if answer.status == 201 { acknowledged.append(id) } else { refusal = answer }
        }
        let full = try #require(refusal, "the disk never got full")
        #expect(full.status == 503, "\(full.text)")
        #expect(full.text.contains("disk"), "\(full.text)")
        for id in acknowledged {
            #expect(try await serving.ask("GET", "/api/solutions/\(id)").status == 200)
        }
        try disk.empty()
        let taken = try await serving.ask(
            "POST", "/api/solutions", Registry.solution("last"), key: registry.key)
        #expect(taken.status == 201, "\(taken.text)")
        #expect(try await serving.stop() == 0)
    }

    @Test(
        "the sample catalogue is loaded where the store is empty, and not again; what is wrong is said in a line"
    )
    func starting() async throws {
        let scratch = try Scratch()
        let data = scratch.path("data")
        for _ in 0..<2 {
            let serving = try await Serving(data, "--catalogue", Program.catalogue)
            #expect(try await serving.ask("GET", "/readyz").status == 200)
            let metrics = try await serving.ask("GET", "/metrics").text
            #expect(metrics.contains("registry_catalogue_version"))
            let found = try await serving.ask("GET", "/api/search?q=earlier%20contacts&limit=1")
            #expect(found.text.contains("\"solution\""), "\(found.text)")
            #expect(try await serving.stop() == 0)
        }
        try Data("not a directory".utf8).write(to: URL(fileURLWithPath: scratch.path("file")))
        let outcome = try Program.run("serve", "--port", "0", "--data", scratch.path("file"))
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(scratch.path("file")), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    }

    @Test("what is too large is refused as such, and the service goes on")
    func tooLarge() async throws {
        let registry = try Registry()
        let serving = try await Serving(registry.data)
        let body = "{\"words\": \"\(String(repeating: "contacts ", count: 300_000))\"}"
        let large = try await serving.ask("POST", "/api/search", body)
        #expect(large.status == 413)
        let stream = try Stream(to: serving.port)
        let words = String(repeating: "contacts+", count: 110_000)
        try? stream.send("GET /api/search?q=\(words) HTTP/1.1\r\nHost: localhost\r\n\r\n")
        try? stream.read { $0.contains("\r\n\r\n") }
        #expect(!stream.text.contains(" 200 "))
        #expect(!stream.text.contains(" 500 "))
        let whole = "{\"words\": \"\(String(repeating: "contacts ", count: 116_000))\"}"
        #expect(try await serving.ask("POST", "/api/search", whole).status == 200)
    }
}
