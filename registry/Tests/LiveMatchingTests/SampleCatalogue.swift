import Catalogue
import CatalogueStore
import Foundation

/// A store filled with the catalogue that the project brings with it.
enum SampleCatalogue {
    static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "catalogue")

    /// All of them go when the tests end.
    private static let scratch: String = {
        let path = NSTemporaryDirectory() + "/registry-live-\(getpid())"
        try? FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true)
        atexit { SampleCatalogue.removeAll() }
        return path
    }()

    private static func removeAll() { try? FileManager.default.removeItem(atPath: scratch) }

    static func directory() -> String { scratch + "/" + UUID().uuidString }

    static func entries<Value: Entry>(_: Value.Type) throws -> [Value] {
        let folder = folder.appending(path: Value.kind.folder)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path())
            .filter { $0.hasSuffix(".json") }.sorted().map { name in
                let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
                return try Value(bytes: bytes, source: name)
            }
    }

    static func fill(_ store: CatalogueStore, solutions: Bool = true) throws {
        try store.write(by: "test") { writing in
            for organisation in try entries(Organisation.self) { try writing.put(organisation) }
            for problem in try entries(Problem.self) { try writing.put(problem) }
            guard solutions else { return }
            for solution in try entries(Solution.self) { try writing.put(solution) }
        }
    }

    static func store(solutions: Bool = true) throws -> CatalogueStore {
        let store = try CatalogueStore(directory: directory(), clock: { 1_000 })
        try fill(store, solutions: solutions)
        return store
    }

    /// 23 November 2026: the frameworks that the sample problems ask for are open.
    static let day = Day(number: 20_780)
}
