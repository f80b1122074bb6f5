import Catalogue
import CatalogueStore
import Exchange
import Testing

@Suite("Export, import, export gives the same bytes")
struct RoundTripLawTests {
    private static let today = Day(number: 20_000)

    /// Imports bytes into an empty store, whose clock stands elsewhere.
    private func imported(
        _ bytes: [UInt8], _ read: ([UInt8], ImportContext) -> Intake
    ) throws -> CatalogueStore {
        let store = try Scratch.store(at: 1_800_000_000_000)
        let context = ImportContext(try store.contents(), today: Self.today)
        let outcome = try store.take(read(bytes, context), by: "test")
        #expect(outcome.refused == 0, "\(outcome.remarks)")
        // And again: nothing is new.
        let version = try store.version()
        let later = ImportContext(try store.contents(), today: Self.today)
        let again = try store.take(read(bytes, later), by: "test")
        #expect(again.imported == 0 && again.refused == 0, "\(again.remarks)")
        #expect(try store.version() == version)
        return store
    }

    private func hold(_ contents: CatalogueContents, _ note: String) throws {
        let store = try Scratch.store()
        try store.put(contents)

        let document = DocumentExport.bytes(of: contents)
        let fromDocument = try imported(document, DocumentImport.read).contents()
        #expect(DocumentExport.bytes(of: fromDocument) == document, "JSON, \(note)")

        let table = CSVExport.bytes(of: contents)
        let fromTable = try imported(table, CSVImport.read).contents()
        #expect(CSVExport.bytes(of: fromTable) == table, "CSV, \(note)")
        // A table carries everything.
        #expect(DocumentExport.bytes(of: fromTable) == document, "CSV, \(note)")

        let package = try OCDSExport.bytes(of: store)
        let fromPackage = try imported(package, OCDSImport.read)
        #expect(try OCDSExport.bytes(of: fromPackage) == package, "OCDS, \(note)")
        // A package carries every problem whole.
        #expect(
            try fromPackage.contents().problems.mapValues(\.entry)
                == contents.problems.mapValues(\.entry), "OCDS, \(note)")
    }

    @Test("for the seed catalogue, in every format")
    func seed() throws {
        let contents = try Seed.contents()
        #expect(contents.solutions.count > 10 && contents.problems.count > 10)
        try hold(contents, "seed catalogue")
    }

    @Test("for made-up catalogues with the most awkward texts", arguments: 1...12)
    func madeUp(seed: Int) throws {
        var madeUp = MadeUp(seed: UInt64(seed))
        try hold(try madeUp.contents(), "seed \(seed)")
    }
}
