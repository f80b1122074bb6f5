import Catalogue
import CatalogueStore
import Foundation
import Testing

@Suite("Keys and what is sent")
struct KeyTests {
    @Test("a key is known by its text, and its secret is nowhere in the files")
    func created() throws {
        let scratch = Scratch()
        let store = try scratch.filled()
        let (key, text) = try store.createKey(for: "brightwater", scopes: [.writeSolutions])
        #expect(try store.key(shown: text) == key)
        let secret = try #require(text.split(separator: ".").last)
        for name in try FileManager.default.contentsOfDirectory(atPath: scratch.directory) {
            let bytes = try Data(contentsOf: URL(fileURLWithPath: scratch.directory + "/" + name))
            #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(name)")
        }
    }

    @Test("another text, an altered one and a revoked key open nothing")
    func refused() throws {
        let store = try Scratch().filled()
        let (key, text) = try store.createKey(for: "brightwater", scopes: [.writeSolutions])
        let last = text.last == "0" ? "1" : "0"
        #expect(try store.key(shown: String(text.dropLast()) + last) == nil)
        #expect(try store.key(shown: key.name) == nil)
        #expect(try store.key(shown: "' OR 1=1 --") == nil)
        #expect(try store.revokeKey(key.name))
        #expect(try store.key(shown: text) == nil)
        #expect(try store.revokeKey(key.name) == false)
        #expect(try store.keys().map(\.revokedAt) == [1_000])
    }

    @Test("a key does what its scopes say, for its own organisation; admin does all")
    func scopes() throws {
        let store = try Scratch().filled()
        let (supplier, _) = try store.createKey(for: "brightwater", scopes: [.writeSolutions])
        #expect(supplier.allows(.writeSolutions, of: "brightwater"))
        #expect(!supplier.allows(.writeSolutions, of: "marlcombe"))
        #expect(!supplier.allows(.writeProblems, of: "brightwater"))
        let (admin, _) = try store.createKey(for: "marlcombe", scopes: [.admin])
        #expect(admin.allows(.writeProblems, of: "brightwater"))
    }

    @Test("a key needs an organisation that is there, and a scope")
    func needs() throws {
        let store = try Scratch().filled()
        #expect(throws: StoreError.self) { try store.createKey(for: "nobody", scopes: [.admin]) }
        #expect(throws: StoreError.self) { try store.createKey(for: "marlcombe", scopes: []) }
    }

    @Test("a message waits in the outbox of the webhooks it is for until it is settled")
    func outbox() throws {
        let scratch = Scratch()
        let store = try scratch.filled()
        let secret = [UInt8](repeating: 7, count: 32)
        let numbers = try store.write(by: "test") { writing in
            let numbers = [
                try writing.addWebhook(
                    organisation: "marlcombe", problem: nil, address: "https://one.example",
                    secret: secret),
                try writing.addWebhook(
                    organisation: "marlcombe", problem: "other", address: "https://two.example",
                    secret: secret),
            ]
            try writing.send("{}", about: "earlier-contacts", of: "marlcombe")
            return numbers
        }
        let message = try #require(try store.dueMessages().first)
        #expect(try store.dueMessages().count == 1)
        #expect(message.webhook.number == numbers[0])
        #expect(message.webhook.secret == secret)
        try store.postpone(message.number, because: "no answer", until: 11_000)
        #expect(try store.dueMessages().isEmpty)
        let later = try scratch.open(at: 11_000)
        let again = try #require(try later.dueMessages().first)
        #expect(again.attempts == 1)
        try later.settle(again.number)
        #expect(try scratch.open(at: .max / 2).dueMessages().isEmpty)
    }

    @Test("a message that never arrives is given up, and a removed webhook gets nothing more")
    func givenUp() throws {
        let store = try Scratch().filled()
        let number = try store.write(by: "test") { writing in
            let number = try writing.addWebhook(
                organisation: "marlcombe", problem: nil, address: "https://one.example",
                secret: [UInt8](repeating: 7, count: 32))
            try writing.send("1", about: "p", of: "marlcombe")
            try writing.send("2", about: "p", of: "marlcombe")
            return number
        }
        let message = try #require(try store.dueMessages().first)
        try store.giveUp(message.number, because: "no answer")
        #expect(try store.dueMessages().map(\.body) == ["2"])
        let isRemoved = try store.write(by: "test") {
            try $0.removeWebhook(number, of: "marlcombe")
        }
        #expect(isRemoved)
        #expect(try store.dueMessages().isEmpty)
        #expect(try store.webhooks().isEmpty)
    }
}
