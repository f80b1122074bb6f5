internal import Catalogue
public import CatalogueStore

extension CatalogueTransaction {
    /// Puts what a file brought into the catalogue. A row that the catalogue refuses costs only
    /// itself; taking the same again makes no new versions.
    ///
    /// - Throws: `StoreError`; then nothing is written.
    public mutating func take(_ intake: Intake) throws -> ImportOutcome {
        var report = IntakeReport(intake)
        for release in intake.releases {
            try keep(KeptRelease(ocid: release.ocid, id: release.id, body: release.body))
        }
        // How something ended comes behind what it was, in whichever file either stands.
        for draft in intake.drafts.filter({ !$0.isEnding }) + intake.drafts.filter(\.isEnding) {
            do {
                if draft.isMention, try holds(draft.kind, draft.id) {
                    try recognise(draft, &report)
                    continue
                }
                guard report.isFirst(draft) else { continue }
                if let remark = try staleness(of: draft) {
                    report.outcome.unchanged += 1
                    report.say(remark, of: draft)
                } else {
                    try take(draft, &report)
                }
            } catch let errors as EntryErrors {
                report.refuse(draft, errors.errors)
            }
        }
        report.outcome.version = try version()
        return report.outcome
    }

    private mutating func take(_ draft: Draft, _ report: inout IntakeReport) throws {
        let change: CatalogueChange?
        switch draft.what {
        case .organisation(let organisation): change = try put(organisation)
        case .solution(let solution): change = try put(solution)
        case .problem(let problem): change = try put(problem)
        case .withdrawal(let kind, let id):
            if try withdraw(kind, id) != nil { report.outcome.withdrawn += 1 }
            return
        case .ending(let id, let status, let repeated):
            guard let problem = try ended(id, status) ?? repeated else {
                report.say(
                    IntakeReport.Remark(
                        field: "tender",
                        fault: "There is neither planning nor a tender, and no problem of this "
                            + "process stands here.",
                        remedy: "It is kept until the releases come that say what is needed."),
                    of: draft)
                return
            }
            change = try put(problem)
        }
        guard let change else {
            report.outcome.unchanged += 1
            return
        }
        report.outcome.imported += 1
        if let time = draft.recordedAt { try keepOrigin(of: change, recordedAt: time) }
    }

    /// An organisation that is known as a supplier and is mentioned as one that buys is a council:
    /// councils offer what they have written, and suppliers state no problems.
    private mutating func recognise(_ draft: Draft, _ report: inout IntakeReport) throws {
        guard case .organisation(let mentioned) = draft.what, mentioned.kind == .council,
            case .there(let held) = try latest(draft.id, Organisation.self),
            held.entry.kind == .supplier
        else { return }
        let codes = held.entry.identifiers.isEmpty ? mentioned.json["identifiers"] : nil
        var json = held.entry.json.setting("kind", to: mentioned.json["kind"])
        if let codes { json = json.setting("identifiers", to: codes) }
        try put(Organisation(json: json))
        report.outcome.imported += 1
        report.say(
            IntakeReport.Remark(
                field: "buyer", fault: "“\(held.entry.name)” was known as a supplier, and buys.",
                remedy: "It is a council now; what it offers stays."), of: draft)
    }

    /// The problem that stands here in another state; nil where there is none.
    private func ended(_ id: String, _ status: Problem.Status) throws -> Problem? {
        guard case .there(let held) = try latest(id, Problem.self) else { return nil }
        return try Problem(json: held.entry.json.setting("status", to: .string(status.rawValue)))
    }

    /// A dated entry does not replace a later one: releases come in any order and come again.
    private func staleness(of draft: Draft) throws -> IntakeReport.Remark? {
        guard let time = draft.recordedAt, draft.kind == .problem,
            let held = try recordedTime(.problem, draft.id), held > time
        else { return nil }
        if case .problem(let problem) = draft.what, try holds(problem) { return nil }
        return IntakeReport.Remark(
            field: "date", fault: "The catalogue holds a later form of it.",
            remedy: "That one was kept.")
    }
}

extension ReleaseShelf {
    /// With what a store holds.
    public convenience init(of store: CatalogueStore) {
        self.init { ocid in
            try store.releases(of: ocid).map {
                HeldRelease(ocid: $0.ocid, id: $0.id, body: $0.body)
            }
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
