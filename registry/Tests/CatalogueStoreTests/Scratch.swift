import Catalogue
import CatalogueStore
import Foundation

/// A directory for one store. All of them go when the tests end: a store must not outlive its
/// directory, and a test lets go of either whenever it is done with it.
struct Scratch {
    let directory = Scratch.parent + "/" + UUID().uuidString
    var file: String { directory + "/" + CatalogueStore.fileName }

    private static let parent: String = {
        let path = NSTemporaryDirectory() + "/registry-tests-\(getpid())"
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        atexit { Scratch.removeAll() }
        return path
    }()

    private static func removeAll() { try? FileManager.default.removeItem(atPath: parent) }

    func open(at time: Int64 = 1_000) throws -> CatalogueStore {
        try CatalogueStore(
            directory: directory, busyTimeout: .milliseconds(50), clock: { time })
    }

    /// A store that holds a supplier and a council.
    func filled() throws -> CatalogueStore {
        let store = try open()
        try store.write(by: "test") { writing in
            try writing.put(Examples.organisation("brightwater", "supplier"))
            try writing.put(Examples.organisation("marlcombe", "council"))
        }
        return store
    }
}

enum Examples {
    static func organisation(_ id: String, _ kind: String) throws -> Organisation {
        try Organisation(json: ["id": .string(id), "name": .string(id), "kind": .string(kind)])
    }

    static func solution(_ id: String = "family-link", summary: String = "Shows earlier contacts.")
        throws -> Solution
    {
        try Solution(
            json: [
                "id": .string(id), "supplier": "brightwater", "name": "Family Link",
                "summary": .string(summary), "description": "A page for the duty team.",
                "problemsTackled": ["Duty workers cannot see earlier contacts"],
                "categories": ["front-door"],
            ])
    }

    static func problem(_ id: String = "earlier-contacts", status: String = "open") throws
        -> Problem
    {
        try Problem(
            json: [
                "id": .string(id), "council": "marlcombe", "title": "See earlier contacts",
                "statement": "We cannot see what came before.", "phase": "discovery", "musts": [],
                "wants": [], "status": .string(status),
            ])
    }
}
