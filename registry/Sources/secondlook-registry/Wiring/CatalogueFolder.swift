import Catalogue
import CatalogueStore
import Foundation

/// A folder with the folders `organisations`, `solutions` and `problems`, one entry a file.
struct CatalogueFolder {
    let path: String

    /// What came of an import.
    struct Outcome: Sendable {
        var added = 0
        var unchanged = 0
        /// By file, in order; each costs its own file only.
        var refusals: [EntryErrors] = []
        /// The catalogue's version afterwards.
        var version = 0
    }

    /// Puts every entry into the store in one transaction: all that can be read, or, where the disk
    /// is full or the file locked, nothing.
    func copy(into store: CatalogueStore) throws -> Outcome {
        let kinds = EntryKind.allCases.filter {
            FileManager.default.fileExists(atPath: "\(path)/\($0.folder)")
        }
        guard !kinds.isEmpty else {
            throw Failure(
                "\(path) holds none of the folders organisations, solutions and problems. Is the "
                    + "path right?")
        }
        return try store.write(by: "command line") { writing in
            var outcome = Outcome()
            for kind in kinds {
                for name in try names(of: kind) {
                    do {
                        let isNew = try put(kind, name, &writing)
                        if isNew { outcome.added += 1 } else { outcome.unchanged += 1 }
                    } catch let errors as EntryErrors {
                        outcome.refusals.append(errors.named("\(kind.folder)/\(name)"))
                    }
                }
            }
            outcome.version = try writing.version()
            return outcome
        }
    }

    private func names(of kind: EntryKind) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: "\(path)/\(kind.folder)")
                .filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.sorted()
        } catch {
            throw Failure(
                "The folder \(path)/\(kind.folder) cannot be read. May this user read it?")
        }
    }

    private func put(
        _ kind: EntryKind, _ name: String, _ writing: inout CatalogueTransaction
    ) throws -> Bool {
        switch kind {
        case .organisation: try writing.put(try read(name) as Organisation) != nil
        case .solution: try writing.put(try read(name) as Solution) != nil
        case .problem: try writing.put(try read(name) as Problem) != nil
        }
    }

    private func read<Value: Entry>(_ name: String) throws -> Value {
        let file = "\(Value.kind.folder)/\(name)"
        guard let data = FileManager.default.contents(atPath: "\(path)/\(file)") else {
            throw Failure("\(path)/\(file) cannot be read. May this user read it?")
        }
        let entry = try Value(bytes: Array(data), source: file)
        guard name == entry.id + ".json" else {
            throw EntryErrors([
                EntryError(
                    field: "id", fault: "It is “\(entry.id)”, and the file is called \(name).",
                    remedy: "Give both the same name.")
            ])
        }
        return entry
    }
}
