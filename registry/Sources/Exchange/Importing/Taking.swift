public import Catalogue
public import CatalogueStore

/// What came of an import.
public struct ImportOutcome: Sendable, Hashable {
    /// Entries that are new or another version now.
    public internal(set) var imported = 0
    /// Entries that were there already, just so.
    public internal(set) var unchanged = 0
    /// Rows that were not taken.
    public internal(set) var refused = 0
    /// Everything that is to be said, in the order of the files.
    public internal(set) var remarks: [ImportRemark] = []
    /// The catalogue's version afterwards.
    public internal(set) var version = 0

    public var warnings: Int { remarks.count { $0.weight == .warning } }

    /// For programs: `{"imported":…,"unchanged":…,"refused":…,"warnings":…,"version":…,
    /// "remarks":[…]}`.
    public var json: JSON {
        [
            "imported": .number(imported), "unchanged": .number(unchanged),
            "refused": .number(refused), "warnings": .number(warnings),
            "version": .number(version), "remarks": .array(remarks.map(\.json)),
        ]
    }
}

extension CatalogueTransaction {
    /// Puts what a file brought into the catalogue. A row that the catalogue refuses costs only
    /// itself; taking the same again makes no new versions.
    ///
    /// - Throws: `StoreError`; then nothing is written.
    public mutating func take(_ intake: Intake) throws -> ImportOutcome {
        var outcome = ImportOutcome()
        outcome.remarks = intake.remarks
        for draft in intake.drafts {
            do {
                if draft.isMention, try holds(draft.kind, draft.id) { continue }
                if let remark = try staleness(of: draft) {
                    outcome.unchanged += 1
                    outcome.remarks.append(remark)
                } else if let change = try put(draft.what) {
                    outcome.imported += 1
                    if let time = draft.recordedAt {
                        try keepOrigin(of: change, recordedAt: time)
                    }
                } else {
                    outcome.unchanged += 1
                }
            } catch let errors as EntryErrors {
                for error in errors.errors {
                    outcome.remarks.append(
                        ImportRemark(
                            weight: .refusal, source: draft.source, row: draft.row,
                            place: draft.place, field: error.field, fault: error.fault,
                            remedy: error.remedy))
                }
            }
        }
        outcome.refused =
            Set(
                outcome.remarks.filter { $0.weight == .refusal }
                    .map { "\($0.source ?? "")\n\($0.row)\n\($0.place)" }
            ).count
        outcome.version = try version()
        return outcome
    }

    /// A dated entry does not replace a later one: releases come in any order and come again.
    private func staleness(of draft: Draft) throws -> ImportRemark? {
        guard let time = draft.recordedAt, case .problem(let problem) = draft.what,
            let held = try recordedTime(.problem, problem.id), held > time,
            try !holds(problem)
        else { return nil }
        return ImportRemark(
            weight: .warning, source: draft.source, row: draft.row, place: draft.place,
            field: "date", fault: "The catalogue holds a later form of it.",
            remedy: "That one was kept.")
    }

    private mutating func put(_ what: Draft.What) throws -> CatalogueChange? {
        switch what {
        case .organisation(let organisation): try put(organisation)
        case .solution(let solution): try put(solution)
        case .problem(let problem): try put(problem)
        }
    }
}

extension CatalogueStore {
    /// Takes what a file brought, in one transaction.
    ///
    /// - Parameter isRehearsal: find out what would come of it, and write nothing.
    /// - Throws: `StoreError`; then nothing is written.
    public func take(
        _ intake: Intake, by actor: String, isRehearsal: Bool = false
    ) throws -> ImportOutcome {
        do {
            return try write(by: actor) { transaction in
                let outcome = try transaction.take(intake)
                if isRehearsal { throw Rehearsed(outcome: outcome) }
                return outcome
            }
        } catch let rehearsed as Rehearsed {
            return rehearsed.outcome
        }
    }

    /// Ends a transaction that was only to be rehearsed.
    private struct Rehearsed: Error { let outcome: ImportOutcome }
}
