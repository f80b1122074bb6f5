import Catalogue

/// A contracting process as a problem.
struct OCDSProblem {
    private let process: OCDSProcess
    private let release: JSON
    private let own: JSON?
    private let context: ImportContext

    init(_ process: OCDSProcess, _ context: ImportContext) {
        (self.process, self.context) = (process, context)
        release = process.merged
        own = OCDSExtension.of(release)
    }

    private var tender: JSON { release["tender"] ?? .null }
    private var planning: JSON { release["planning"] ?? .null }

    /// Our fields by the standard's names, for errors.
    private var names: [String: String] {
        var names = [
            "id": "ocid", "title": "tender.title", "statement": "planning.rationale",
            "council": "buyer", "deadline": "planning.milestones",
            "status": "tender.status",
        ]
        if let place = OCDSBudget(release: release).place {
            names["budget.amount"] = "\(place).amount"
            names["budget.currency"] = "\(place).currency"
        }
        for field in OCDSExtension.fields { names[field] = "\(OCDSExtension.key).\(field)" }
        names["budget.per"] = "\(OCDSExtension.key).budgetPer"
        return names
    }

    func draft(_ row: inout IntakeRow) {
        if process.isOutcomeOnly { return drafted(ending: &row) }
        guard tender.members != nil || planning.members != nil else {
            row.refuse(
                "tender", "There is neither planning nor a tender.",
                "Import the releases that say what is needed.")
            return
        }
        let day = Day(number: Int((Double(process.date) / 86_400_000).rounded(.down)))
        guard let council = OCDSCouncil(release: release, day: day, context: context).id(&row)
        else {
            return
        }
        var json = JSON.object(stating: [
            "id": id(&row).map { .string($0) }, "council": .string(council),
            "title": title(&row).map { .string($0) },
            "statement": statement(&row).map { .string($0) },
            "phase": "not-started", "budget": OCDSBudget(release: release).json(&row),
            "deadline": OCDSDeadline(release: release).day.map { .string("\($0)") },
            "musts": [], "wants": [], "categories": categories,
            "status": .string(status(&row)),
        ])
        for field in OCDSExtension.fields + ["budget"] {
            if let value = own?[field] { json = json.setting(field, to: value) }
        }
        row.draft(json, names: names, recordedAt: process.date) { Draft.What.problem($0) }
    }

    /// The releases say what came of it alone: what stands here of the process takes that state. What
    /// they repeat of the need stands in where nothing does.
    private func drafted(ending row: inout IntakeRow) {
        guard let id = id(&row), let status = Problem.Status(rawValue: status(&row)) else { return }
        var repeated: Problem?
        if tender["title"]?.text != nil || planning["rationale"]?.text != nil {
            var whole = IntakeRow(row.number, place: row.place)
            OCDSProblem(process.asStatement, context).draft(&whole)
            for draft in whole.drafts {
                if case .problem(let problem) = draft.what {
                    repeated = problem
                } else {
                    row.keep(draft.what, isMention: draft.isMention)
                }
            }
        }
        row.keep(.ending(problem: id, status, repeated: repeated), recordedAt: process.date)
    }

    private func id(_ row: inout IntakeRow) -> String? {
        if let id = OCDSSettings.problem(of: process.ocid, prefix: context.ocidPrefix) { return id }
        row.warn(
            "ocid", "It has more than small letters, digits and hyphens.",
            "It was kept in that form, and is exported so.")
        return PlainName.id(process.ocid)
    }

    private func title(_ row: inout IntakeRow) -> String? {
        guard own == nil else { return tender["title"]?.text }
        let key = tender["title"] != nil ? "tender.title" : "planning.budget.project"
        let text = tender["title"]?.text ?? planning["budget"]?["project"]?.text
        return text.map { NoticeText.mended($0, key, .title, &row) }
    }

    /// Why and what: the rationale and the description, once where they are the same.
    private func statement(_ row: inout IntakeRow) -> String? {
        let why = planning["rationale"]?.text
        let what = tender["description"]?.text
        guard own == nil else { return why ?? what }
        var parts: [String] = []
        for (key, text) in [("tender.description", what), ("planning.rationale", why)] {
            guard let text else { continue }
            let mended = NoticeText.mended(text, key, .statement, &row)
            guard !mended.isEmpty, !parts.contains(mended) else { continue }
            if let first = parts.first,
                Shortening.of(first + "\n\n" + mended, to: .statement) != nil
            {
                row.warn(key, "With the description it is too long.", "It was left out.")
            } else {
                parts.append(mended)
            }
        }
        if parts.isEmpty, let title = tender["title"]?.text {
            row.warn("tender.description", "It is missing.", "The title stands in.")
            return NoticeText.mended(title, "tender.title", .statement, &row)
        }
        return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
    }

    private func status(_ row: inout IntakeRow) -> String {
        let status = tender["status"]?.text
        if let status, !OCDSCodelists.tenderStatus.contains(status) {
            row.warn(
                "tender.status", "“\(CleanText.of(status))” is not in the codelist.",
                "It was taken as open.")
        }
        switch process.outcome {
        case .awarded:
            row.warn("awards", "The process has gone on to an award.", "It was taken as closed.")
            return "closed"
        case .unsuccessful, .cancelled:
            if own == nil {
                row.warn(
                    "awards",
                    process.outcome == .cancelled
                        ? "The process was cancelled and nothing was awarded."
                        : "The process ended without an award.",
                    "It was taken as: nothing suitable was found.")
            }
            return "nothing-suitable"
        case .none: return ["complete", "withdrawn"].contains(status) ? "closed" : "open"
        }
    }

    /// What the CPV codes hint at; our own categories come with the extension.
    private var categories: JSON? {
        guard own == nil else { return nil }
        let hints = CPVHints.categories(of: OCDSClassifications(release: release).codes)
        return hints.isEmpty ? nil : .array(hints.map { .string($0) })
    }
}
