import Catalogue
import Foundation

// Feeds any bytes to the reader of one format, which the environment variable FORMAT names. A finding
// is a crash, a second reading that differs, an entry that does not read back, or a row too many.

/// libFuzzer's way in: called again and again with bytes it has made up.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let (one, two) = (read(bytes), read(bytes))
    precondition(one.remarks == two.remarks, "read twice, it is said otherwise")
    precondition(one.drafts.map(\.id) == two.drafts.map(\.id), "read twice, it differs")
    check(one)
    return 0
}

private let format = ProcessInfo.processInfo.environment["FORMAT"] ?? "csv"

private func read(_ bytes: [UInt8]) -> Intake {
    let context = ImportContext(CatalogueContents(), today: Day(number: 20_000))
    return switch format {
    case "g-cloud": GCloudImport.read(bytes, context)
    case "json": DocumentImport.read(bytes, context)
    case "ocds": OCDSImport.read(bytes, context)
    case "yaml": PublicCodeImport.read(bytes, context)
    default: CSVImport.read(bytes, context)
    }
}

private func check(_ intake: Intake) {
    precondition(intake.remarks.count <= ImportLimits.remarks, "too much is said")
    precondition(intake.refusedRows <= max(1, intake.rows), "more rows were refused than there are")
    precondition(
        intake.refusedRows > 0 || intake.refusals.isEmpty, "a refusal was not counted")
    for draft in intake.drafts {
        switch draft.what {
        case .organisation(let organisation): readBack(organisation)
        case .solution(let solution): readBack(solution)
        case .problem(let problem): readBack(problem)
        case .ending(_, _, let problem): if let problem { readBack(problem) }
        case .withdrawal: break
        }
    }
}

private func readBack<Value: Entry>(_ entry: Value) {
    let copy = try? Value(json: JSON(parsing: entry.json.written()))
    precondition(copy == entry, "it does not read back")
}
