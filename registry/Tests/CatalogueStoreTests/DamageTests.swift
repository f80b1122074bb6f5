import Catalogue
import CatalogueStore
import Damages
import Foundation
import SQLite
import Testing

@Suite("Damage to a registry’s directory")
struct DamageTests {
    /// All that a store answers.
    private struct Answers: Equatable {
        var contents: CatalogueContents
        var history: [Versioned<Solution>]
        var audit: [AuditLine]
        var notices: [ToldNotice]
        var keys: [APIKey]
        var webhooks: [Webhook]

        init(_ store: CatalogueStore) throws {
            contents = try store.contents()
            history = try store.history(of: "family-link", Solution.self)
            audit = try store.audit(limit: .max)
            notices = try store.notices(limit: .max)
            keys = try store.keys()
            webhooks = try store.webhooks()
        }
    }

    private static func fill(_ store: CatalogueStore, _ numbers: Range<Int>) throws {
        for number in numbers {
            try store.write(by: "test") { writing in
                try writing.put(
                    Examples.solution(
                        summary: "Summary \(number) " + String(repeating: "z", count: 400)))
                try writing.put(Examples.problem("problem-\(number)"))
                _ = try writing.tell(
                    problem: "problem-\(number)", solution: "family-link", revision: number + 1,
                    body: "{}")
            }
        }
    }

    /// A directory as a killed writer leaves it, and as it was some time before; made by copying
    /// the files of a store that is still open.
    private static let template = Result { () -> (older: String, now: String, answers: Answers) in
        let scratch = Scratch()
        let (older, now) = (Scratch().directory, Scratch().directory)
        let store = try scratch.filled()
        _ = try store.createKey(for: "marlcombe", scopes: [.writeProblems])
        _ = try store.write(by: "test") {
            try $0.addWebhook(
                organisation: "marlcombe", problem: nil, address: "https://example.org/",
                secret: [UInt8](repeating: 9, count: 32))
        }
        try fill(store, 0..<40)
        try Database(scratch.file).run("PRAGMA wal_checkpoint(TRUNCATE)")
        try fill(store, 40..<50)
        try FileManager.default.copyItem(atPath: scratch.directory, toPath: older)
        try fill(store, 50..<60)
        try FileManager.default.copyItem(atPath: scratch.directory, toPath: now)
        return (older, now, try Answers(store))
    }

    @Test(
        "200 damages: each is named before anything is answered, or made no difference",
        arguments: Array(UInt64(1)...200))
    func seeded(seed: UInt64) throws {
        let left = try Self.template.get()
        let scratch = Scratch()
        try FileManager.default.copyItem(atPath: left.now, toPath: scratch.directory)
        var dice = Dice(seed: seed)
        let damage = Damage.allCases[Int(seed) % Damage.allCases.count]
        try damage.happen(
            to: scratch.directory, name: CatalogueStore.fileName, mark: CatalogueStore.markName,
            older: left.older, &dice)
        let store: CatalogueStore
        do {
            store = try scratch.open()
        } catch let error as StoreError {
            #expect(!error.description.isEmpty)
            return
        }
        #expect(
            try Answers(store) == left.answers,
            "seed \(seed), \(damage): something is missing or changed and nothing says so")
    }

    @Test("A directory as a killed writer leaves it has no fault")
    func killed() throws {
        let left = try Self.template.get()
        let scratch = Scratch()
        try FileManager.default.copyItem(atPath: left.now, toPath: scratch.directory)
        #expect(try StoreExamination(of: scratch.directory).faults.isEmpty)
        #expect(try Answers(try scratch.open()) == left.answers)
    }

    @Test("A lost tail is named with how many writes are gone")
    func tail() throws {
        let left = try Self.template.get()
        let scratch = Scratch()
        try FileManager.default.copyItem(atPath: left.now, toPath: scratch.directory)
        try FileManager.default.removeItem(atPath: scratch.file + "-wal")
        let error = #expect(throws: StoreError.self) { try scratch.open() }
        #expect(error?.description.contains("The last 20 writes") == true)
        #expect(error?.description.contains("secondlook-registry restore") == true)
        let faults = try StoreExamination(of: scratch.directory).faults
        #expect(faults == ["The last 20 writes that were acknowledged are missing."])
    }

    @Test("A restored backup is as the registry was, and no damaged one is restored")
    func backup() throws {
        let scratch = Scratch()
        let store = try scratch.filled()
        try Self.fill(store, 0..<10)
        let answers = try Answers(store)
        let backup = Scratch().directory
        let manifest = try StoreBackup.plan.make(of: scratch.directory, to: backup, at: 5)
        try Self.fill(store, 10..<20)
        #expect(manifest.contents.contains("10 problems"))
        let restored = Scratch()
        try StoreBackup.plan.restore(backup, to: restored.directory)
        #expect(try Answers(try restored.open()) == answers)
        #expect(throws: BackupError.self) {
            try StoreBackup.plan.restore(backup, to: restored.directory)
        }
        let file = URL(filePath: backup + "/" + CatalogueStore.fileName)
        var bytes = try Data(contentsOf: file)
        bytes[bytes.count / 2] ^= 1
        try bytes.write(to: file)
        #expect(throws: BackupError.self) {
            try StoreBackup.plan.restore(backup, to: Scratch().directory)
        }
    }

    @Test("The secret of a webhook that is removed is in none of the registry’s files any more")
    func erased() throws {
        let scratch = Scratch()
        let store = try scratch.filled()
        let secret = (0..<32).map { UInt8(200 - $0) }
        let number = try store.write(by: "test") {
            try $0.addWebhook(
                organisation: "marlcombe", problem: nil, address: "https://example.org/",
                secret: secret)
        }
        func isAnywhere() throws -> Bool {
            try FileManager.default.contentsOfDirectory(atPath: scratch.directory).contains {
                try Data(contentsOf: URL(filePath: scratch.directory + "/" + $0))
                    .range(of: Data(secret)) != nil
            }
        }
        #expect(try isAnywhere())
        let isRemoved = try store.write(by: "test") {
            try $0.removeWebhook(number, of: "marlcombe")
        }
        #expect(isRemoved)
        #expect(try !isAnywhere())
    }

    @Test("Its files are for owner and group alone, also those that an older program made")
    func permissions() throws {
        let scratch = Scratch()
        _ = try scratch.filled()
        func modes() throws -> [Int?] {
            try ["", "/registry.db", "/registry.mark"].map {
                try FileManager.default.attributesOfItem(atPath: scratch.directory + $0)[
                    .posixPermissions] as? Int
            }
        }
        #expect(try modes() == [0o750, 0o640, 0o640])
        chmod(scratch.file, 0o644)
        _ = try scratch.open()
        #expect(try modes() == [0o750, 0o640, 0o640])
    }
}
