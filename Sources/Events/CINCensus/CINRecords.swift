internal import Casework
public import Foundation

/// The records that a return gave, for the return that corrects it: what that one no longer has is
/// taken back. It holds every record of the return in memory.
public struct CINRecords {
    private let authority: String?
    private let referenceDate: Day?
    private let time: Moment?
    private var records: [ChildID: Set<RecordReference>]

    /// Reads an earlier return. Its problems are passed over: they were told when it was imported.
    ///
    /// - Throws: `CINRefusal`.
    public init(of stream: InputStream) throws {
        var found: [ChildID: Set<RecordReference>] = [:]
        let summary = try CINCensus.read(
            stream,
            emit: { event, _ in found[event.childID, default: []].insert(event.fact.record) },
            problem: { _ in })
        authority = summary.authority
        referenceDate = summary.referenceDate
        time = summary.time
        records = found
    }

    /// Children whose records have not been dealt with, in order.
    var children: [ChildID] { records.keys.sorted() }

    func records(of child: ChildID) -> Set<RecordReference> { records[child] ?? [] }

    /// The record is in the corrected return too.
    mutating func strike(_ record: RecordReference, of child: ChildID) {
        records[child]?.remove(record)
    }

    /// The child's records stand as they are.
    mutating func keep(_ child: ChildID) { records[child] = nil }

    mutating func remove(_ child: ChildID) -> Set<RecordReference>? {
        records.removeValue(forKey: child)
    }

    /// A correction is of the same authority and year, and later, or its events would not hold.
    func checkCorrection(by header: CINHeader) throws(CINRefusal) {
        guard authority == nil || header.authority == nil || authority == header.authority else {
            throw CINRefusal(
                line: 0, element: "LEA", reason: "the return to correct is of another authority")
        }
        guard referenceDate == header.referenceDate else {
            throw CINRefusal(
                line: 0, element: "ReferenceDate",
                reason: "the return to correct is of another year. A return of a later year amends "
                    + "what it states again by itself, and says nothing of what had ended before "
                    + "its year: import it without --correcting")
        }
        guard let time, header.time > time else {
            throw CINRefusal(
                line: 0, element: "DateTime",
                reason: "it is not later than that of the return to correct")
        }
    }
}
