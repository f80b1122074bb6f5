import Catalogue
import CatalogueStore
import Foundation

/// A directory for one store, gone when the tests end.
struct Scratch {
    let directory = Scratch.parent + "/" + UUID().uuidString

    private static let parent: String = {
        let path = NSTemporaryDirectory() + "/exchange-tests-\(getpid())"
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        atexit { Scratch.removeAll() }
        return path
    }()

    private static func removeAll() { try? FileManager.default.removeItem(atPath: parent) }

    /// An empty store whose clock stands.
    static func store(at time: Int64 = 1_700_000_000_000) throws -> CatalogueStore {
        try CatalogueStore(directory: Scratch().directory, clock: { time })
    }
}

/// The seed catalogue of the project.
enum Seed {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("catalogue")

    private static func entries<Value: Entry>(_: Value.Type) throws -> [Versioned<Value>] {
        let folder = folder.appendingPathComponent(Value.kind.folder)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".json") }
            .map { name in
                let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
                let entry = try Value(bytes: Array(bytes), source: name)
                return Versioned(entry, revision: 1, version: 1)
            }
    }

    static func contents() throws -> CatalogueContents {
        CatalogueContents(
            version: 1, organisations: try entries(Organisation.self),
            solutions: try entries(Solution.self), problems: try entries(Problem.self))
    }
}

extension CatalogueStore {
    /// Everything in the contents.
    func put(_ contents: CatalogueContents) throws {
        try write(by: "test") { writing in
            for value in contents.organisations.values.sorted(by: { $0.entry.id < $1.entry.id }) {
                try writing.put(value.entry)
            }
            for value in contents.solutions.values { try writing.put(value.entry) }
            for value in contents.problems.values { try writing.put(value.entry) }
        }
    }
}

extension String {
    var bytes: [UInt8] { Array(utf8) }
}
