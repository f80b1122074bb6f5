import CatalogueStore
import Foundation
import Timekeeping

/// The store that an import goes to. A rehearsal makes none where there was none.
struct ImportTarget {
    let directory: String
    let isRehearsal: Bool

    func withStore<Value>(_ body: (CatalogueStore) throws -> Value) throws -> Value {
        let file = directory + "/" + CatalogueStore.fileName
        guard isRehearsal, !FileManager.default.fileExists(atPath: file) else {
            return try body(try CatalogueStore(directory: directory, traces: [ClockNote.file]))
        }
        let scratch = NSTemporaryDirectory() + "/secondlook-rehearsal-" + UUID().uuidString
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        return try body(try CatalogueStore(directory: scratch))
    }
}
