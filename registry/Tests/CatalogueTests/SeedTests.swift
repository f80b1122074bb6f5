import Catalogue
import Foundation
import Testing

/// The sample catalogue that the project brings with it.
@Suite("The sample catalogue")
struct SeedTests {
    private static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "catalogue")

    private func read<Value: Entry>(_: Value.Type) throws -> [Value] {
        let folder = Self.root.appending(path: Value.kind.folder)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path())
            .filter { $0.hasSuffix(".json") }.sorted().map { name in
                let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
                let value = try Value(bytes: bytes, source: "\(Value.kind.folder)/\(name)")
                #expect(name == value.id + ".json")
                #expect(try Value(json: value.json) == value)
                return value
            }
    }

    @Test("every entry is valid, names organisations that are there, and says that it is a sample")
    func entries() throws {
        let organisations = try read(Organisation.self)
        let solutions = try read(Solution.self)
        let problems = try read(Problem.self)
        #expect(solutions.count >= 50)
        #expect(problems.count >= 20)
        let kinds = Dictionary(uniqueKeysWithValues: organisations.map { ($0.id, $0.kind) })
        for solution in solutions {
            #expect(kinds[solution.supplier] == .supplier, "\(solution.id)")
        }
        for problem in problems { #expect(kinds[problem.council] == .council, "\(problem.id)") }
        #expect(organisations.allSatisfy { $0.isSample })
        #expect(solutions.allSatisfy { $0.isSample })
        #expect(problems.allSatisfy { $0.isSample })
    }
}
