import Catalogue
import CatalogueStore
import Foundation
import HTTPServer
import LiveMatching
@testable import Marketplace
import Matching
import Synchronization

/// A registry of a test's own, with a council, two suppliers and their keys. Its clock stands still
/// unless the test moves it.
final class Shop: Sendable {
    let directory: String
    let store: CatalogueStore
    let desk: Desk
    let council: String
    let supplier: String
    let admin: String
    private let now: Shelf<Int64>
    private let day: Shelf<Day>

    init(on day: Day = Day(number: 20_500)) throws {
        directory = Shop.parent + "/" + UUID().uuidString
        let (now, today) = (Shelf<Int64>(1_771_200_000_000), Shelf(day))
        store = try CatalogueStore(
            directory: directory, busyTimeout: .milliseconds(50), clock: { now.value })
        try store.write(by: "test") { writing in
            for (id, kind) in [
                ("brightwater", "supplier"), ("copperlane", "supplier"), ("marlcombe", "council"),
                ("dunsmere", "council"), ("registry", "council"),
            ] { try writing.put(Shop.organisation(id, kind)) }
        }
        council = try store.createKey(for: "marlcombe", scopes: [.writeProblems]).text
        supplier = try store.createKey(for: "brightwater", scopes: [.writeSolutions]).text
        admin = try store.createKey(for: "registry", scopes: [.admin]).text
        desk = try Desk(store, today: { today.value })
        (self.now, self.day) = (now, today)
    }

    /// Moves the clock.
    func wait(milliseconds: Int64) { now.change { $0 += milliseconds } }
    func go(to day: Day) { self.day.change { $0 = day } }
    var clock: @Sendable () -> Int64 { { [now] in now.value } }

    func key(_ text: String) throws -> APIKey { try desk.key(shown: text) }

    static func organisation(_ id: String, _ kind: String) throws -> Organisation {
        try Organisation(json: ["id": .string(id), "name": .string(id), "kind": .string(kind)])
    }

    static func solution(
        _ id: String = "family-link", supplier: String = "brightwater",
        tackles: String = "Duty workers cannot see earlier contacts of a family",
        _ more: [String: JSON] = [:]
    ) -> JSON {
        var json: JSON = [
            "id": .string(id), "supplier": .string(supplier), "name": .string("The \(id)"),
            "summary": "Shows earlier contacts beside the new one.",
            "description": "A page for the duty team of children's services.",
            "problemsTackled": [.string(tackles)], "categories": ["front-door"],
        ]
        for (key, value) in more { json = json.setting(key, to: value) }
        return json
    }

    static func problem(
        _ id: String = "earlier-contacts", council: String = "marlcombe",
        statement: String = "Our duty team cannot see the earlier contacts of a family.",
        _ more: [String: JSON] = [:]
    ) -> JSON {
        var json: JSON = [
            "id": .string(id), "council": .string(council), "title": "See earlier contacts",
            "statement": .string(statement), "phase": "discovery", "musts": [], "wants": [],
            "status": "open",
        ]
        for (key, value) in more { json = json.setting(key, to: value) }
        return json
    }

    /// The usual solution with some fields changed.
    static func solution(_ more: [String: JSON]) -> JSON { solution("family-link", more) }

    /// The usual problem with some fields changed.
    static func problem(_ more: [String: JSON]) -> JSON { problem("earlier-contacts", more) }

    private static let parent: String = {
        let path = NSTemporaryDirectory() + "/marketplace-tests-\(getpid())"
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        atexit { Shop.removeAll() }
        return path
    }()

    private static func removeAll() { try? FileManager.default.removeItem(atPath: parent) }
}

/// A value that tests share with closures.
final class Shelf<Value: Sendable>: Sendable {
    private let state: Mutex<Value>

    init(_ value: Value) { state = Mutex(value) }

    var value: Value { state.withLock { $0 } }
    func change(_ body: @Sendable (inout Value) -> Void) { state.withLock { body(&$0) } }
}
