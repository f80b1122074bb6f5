import Foundation
import Patience
import Testing

@Suite("Keeping the registry", .waits)
struct StorageTests {
    @Test("A backup made while the server writes is restored whole, and over nothing")
    func backup() async throws {
        let registry = try Registry()
        let serving = try await Serving(registry.data)
        for number in 0..<5 {
            _ = try await serving.ask(
                "POST", "/api/solutions", Registry.solution("one-\(number)"), key: registry.key)
        }
        let backup = registry.scratch.path("backup")
        let made = try Program.run("backup", "--data", registry.data, "--to", backup)
        #expect(made.status == 0, "\(made.errors)")
        #expect(made.output.contains("5 solutions"), "\(made.output)")
        let later = try await serving.ask(
            "POST", "/api/solutions", Registry.solution("later"), key: registry.key)
        #expect(later.status == 201)
        serving.kill()

        let restored = registry.scratch.path("restored")
        let restore = try Program.run("restore", "--from", backup, "--data", restored)
        #expect(restore.status == 0, "\(restore.errors)")
        let over = try Program.run("restore", "--from", backup, "--data", registry.data)
        #expect(over.status == 1)
        #expect(over.errors.contains("not empty"), "\(over.errors)")
        #expect(try Program.run("doctor", "--data", restored).output.contains("Nothing wrong"))
        let again = try await Serving(restored)
        #expect(try await again.ask("GET", "/api/solutions/one-4").status == 200)
        #expect(try await again.ask("GET", "/api/solutions/later").status == 404)
        // The keys are in it too.
        let taken = try await again.ask(
            "POST", "/api/solutions", Registry.solution("later"), key: registry.key)
        #expect(taken.status == 201)
    }

    @Test("A registry that lost what it acknowledged does not serve, and doctor says why")
    func lost() async throws {
        let registry = try Registry()
        let serving = try await Serving(registry.data)
        _ = try await serving.ask(
            "POST", "/api/solutions", Registry.solution("one"), key: registry.key)
        serving.kill()
        try FileManager.default.removeItem(atPath: registry.data + "/registry.db-wal")
        let refused = try Program.run("search", "contacts", "--data", registry.data)
        #expect(refused.status == 1)
        #expect(refused.errors.contains("missing"), "\(refused.errors)")
        await #expect(throws: Serving.Fault.self) { _ = try await Serving(registry.data) }
        let doctor = try Program.run("doctor", "--data", registry.data)
        #expect(doctor.status == 1)
        #expect(!doctor.output.contains("Nothing wrong"))
    }

    @Test("Readiness says that nothing can be written, and takes it back by itself")
    func unwritable() async throws {
        let registry = try Registry()
        let serving = try await Serving(registry.data)
        let holder = LockHolder(registry.data + "/registry.db")
        let refused = try await serving.ask(
            "POST", "/api/solutions", Registry.solution("one"), key: registry.key)
        #expect(refused.status == 503)
        let ready = try await serving.ask("GET", "/readyz")
        #expect(ready.status == 503)
        #expect(ready.text.contains("Nothing can be written"), "\(ready.text)")
        #expect(try await serving.ask("GET", "/metrics").text.contains("registry_writable 0"))
        holder.release()
        try await wait {
            let answer = try? await serving.ask("GET", "/readyz")
            return answer?.status == 200
        }
        #expect(try await serving.ask("GET", "/metrics").text.contains("registry_writable 1"))
    }
}
