import Foundation
import Patience
import Testing

@Suite("What the registry says of files that are lost or held", .waits)
struct LostFilesTests {
    @Test("A file taken from a running server stops writing until it is back")
    func taken() async throws {
        let registry = try Registry()
        let serving = try await Serving(registry.data)
        let (file, away) = (registry.data + "/registry.db", registry.scratch.path("away"))
        try FileManager.default.moveItem(atPath: file, toPath: away)
        let refused = try await serving.ask(
            "POST", "/api/solutions", Registry.solution("one"), key: registry.key)
        #expect(refused.status == 503)
        #expect(refused.text.contains("was removed"), "\(refused.text)")
        let ready = try await serving.ask("GET", "/readyz")
        #expect(ready.status == 503)
        #expect(ready.text.contains("secondlook-registry restore"), "\(ready.text)")
        let doctor = try Program.run("doctor", "--data", registry.data)
        #expect(doctor.status == 1)
        #expect((doctor.output + doctor.errors).contains("There was a registry in"))
        try FileManager.default.moveItem(atPath: away, toPath: file)
        try await wait { try await serving.ask("GET", "/readyz").status == 200 }
        let taken = try await serving.ask(
            "POST", "/api/solutions", Registry.solution("two"), key: registry.key)
        #expect(taken.status == 201)
        #expect(try await serving.stop() == 0)
        #expect(try Program.run("doctor", "--data", registry.data).status == 0)
    }

    @Test("A registry that is gone is not begun anew, by no command")
    func gone() async throws {
        let registry = try Registry()
        let serving = try await Serving(registry.data)
        try await wait { try await serving.ask("GET", "/readyz").status == 200 }
        #expect(try await serving.stop() == 0)
        for name in ["registry.db", "registry.mark"] {
            try FileManager.default.removeItem(atPath: registry.data + "/" + name)
        }
        for words in [["search", "contacts"], ["keys", "list"], ["doctor"]] {
            let outcome = try Program.run(words + ["--data", registry.data])
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("There is no registry in"), "\(outcome.errors)")
        }
        let filled = try Program.run(
            "import", "catalogue", registry.scratch.path("catalogue"), "--data", registry.data)
        #expect(filled.status == 1)
        #expect(filled.errors.contains("There was a registry in"), "\(filled.errors)")
        let error = await #expect(throws: Serving.Fault.self) {
            _ = try await Serving(registry.data)
        }
        #expect("\(error as Any)".contains("There was a registry in"), "\(error as Any)")
        #expect(!FileManager.default.fileExists(atPath: registry.data + "/registry.db"))
    }

    @Test("While the file is held every write is refused, readiness and doctor say so, and end it")
    func held() async throws {
        let registry = try Registry()
        let serving = try await Serving(registry.data)
        let holder = LockHolder(registry.data + "/registry.db")
        // Nobody has tried to write.
        try await wait { try await serving.ask("GET", "/readyz").status == 503 }
        let doctor = try Program.run("doctor", "--data", registry.data)
        #expect(doctor.status == 1)
        #expect(
            doctor.output.contains("process \(ProcessInfo.processInfo.processIdentifier)"),
            "\(doctor.output)")
        let (caller, key) = (serving.caller, registry.key)
        let answers = try await withThrowingTaskGroup(of: Caller.Answer.self) { group in
            for number in 0..<20 {
                group.addTask {
                    try await caller.ask(
                        "POST", "/api/solutions", Registry.solution("s-\(number)"), key: key)
                }
            }
            var answers: [Caller.Answer] = []
            for try await answer in group { answers.append(answer) }
            return answers
        }
        #expect(answers.count == 20)
        for answer in answers {
            #expect(answer.status == 503)
            #expect(answer.headers["retry-after"] != nil)
        }
        holder.release()
        try await wait { try await serving.ask("GET", "/readyz").status == 200 }
        let taken = try await serving.ask(
            "POST", "/api/solutions", Registry.solution("s-0"), key: registry.key)
        #expect(taken.status == 201)
    }

    @Test(
        "Commands that read want no directory that can be written",
        .enabled(if: SmallDisk.isPossible))
    func readOnly() throws {
        let registry = try Registry()
        let place = try ReadOnlyDirectory(registry.data)
        defer { place.remove() }
        for words in [["search", "contacts"], ["keys", "list"], ["export", "json"], ["doctor"]] {
            let outcome = try Program.run(words + ["--data", registry.data])
            #expect(outcome.status == 0, "\(words): \(outcome.errors)")
        }
    }
}
