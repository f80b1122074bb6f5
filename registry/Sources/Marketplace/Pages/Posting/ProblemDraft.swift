import Catalogue

/// A problem as somebody has filled it in, whole or not.
struct ProblemDraft {
    let filled: Filled

    private static let units: [Price.Unit] = [
        .unit, .user, .person, .device, .licence, .transaction,
    ]

    /// The units that the form asks for.
    static var askedUnits: [Price.Unit] { units }

    static func unitName(_ unit: Price.Unit) -> String { "units-\(unit.rawValue)" }

    /// The problem with what is missing replaced by nothing, to find matches while it is written; nil
    /// where there is no word yet.
    var sketch: Problem? {
        let title = filled.text("title") ?? "–"
        // Whoever is still shortening it sees what its beginning matches.
        let words = filled["statement"].split(whereSeparator: \.isWhitespace).prefix(300)
        let statement = words.isEmpty ? "–" : words.joined(separator: " ")
        guard (title + statement).contains(where: { $0.isLetter || $0.isNumber }) else {
            return nil
        }
        var json = json(id: "draft", council: "draft").setting("title", to: .string(title))
            .setting("statement", to: .string(statement))
        // What is not right yet is left out, so that the rest can be matched already.
        for _ in 0..<3 {
            do {
                return try Problem(json: json)
            } catch {
                for field in Set(error.errors.map { ProblemDraft.key($0.field) }) {
                    let isNeeded = ["title", "statement"].contains(field)
                    json = json.setting(field, to: isNeeded ? JSON.string("–") : JSON?.none)
                }
            }
        }
        return nil
    }

    /// The problem, or what has to be mended.
    func problem(id: String) -> Result<Problem, Faults> {
        do {
            return .success(try Problem(json: json(id: id, council: filled["council"])))
        } catch {
            return .failure(Faults(error.errors.map { fault($0) }))
        }
    }

    struct Faults: Error {
        let faults: [FormFault]
        init(_ faults: [FormFault]) { self.faults = faults }
    }

    private func json(id: String, council: String) -> JSON {
        var units: [JSON.Member] = []
        for unit in Price.Unit.allCases {
            guard let text = filled.text(ProblemDraft.unitName(unit)) else { continue }
            units.append(JSON.Member(unit.rawValue, number(text)))
        }
        let budget: JSON? = filled.text("budget").map { amount in
            [
                "amount": .string(plain(amount)), "currency": "GBP",
                "per": .string(filled.text("budget-per") ?? "Year"),
            ]
        }
        let categories = filled.all("category")
        return .object(stating: [
            "id": .string(id), "council": .string(council), "title": .string(filled["title"]),
            "statement": .string(filled["statement"]),
            "affected": filled.text("affected").map { .string($0) },
            "tried": filled.text("tried").map { .string($0) },
            "phase": .string(filled.text("phase") ?? "not-started"), "budget": budget,
            "deadline": filled.text("deadline").map { .string($0) },
            "units": units.isEmpty ? JSON?.none : JSON.object(units),
            "musts": .array(requirements("must").map(\.json)),
            "wants": .array(requirements("want").map(\.json)),
            "categories": categories.isEmpty
                ? JSON?.none : JSON.array(categories.map { .string($0) }),
            "status": .string(filled.text("status") ?? "open"),
            "sample": filled.isTicked("sample") ? JSON.bool(true) : JSON?.none,
        ])
    }

    /// What is asked for with such a strength, and the field of each.
    private func requirements(_ strength: String) -> [(json: JSON, field: String)] {
        let lines = RequirementLines.lines.compactMap { line -> (json: JSON, field: String)? in
            guard filled.text(line.strengthName) ?? "must" == strength,
                let member = RequirementLines.member(of: line, filled)
            else { return nil }
            let note = filled.text(line.noteName).map { JSON.Member("note", .string($0)) }
            return (.object([member] + [note].compactMap(\.self)), line.name)
        }
        let kept = (try? JSON(parsing: filled[RequirementLines.keptName(strength)]))?.elements ?? []
        return lines + kept.map { ($0, "statement") }
    }

    private func number(_ text: String) -> JSON {
        Int(plain(text)).map { .number($0) } ?? .string(text)
    }

    /// `40000` for `£40,000`.
    private func plain(_ amount: String) -> String {
        amount.filter { $0 != "," && $0 != "£" && $0 != " " }
    }

    /// The first key of a path: `musts` of `musts[2].hosting`.
    private static func key(_ path: String) -> String {
        String(path.prefix { $0 != "." && $0 != "[" })
    }

    private func fault(_ error: EntryError) -> FormFault {
        let key = ProblemDraft.key(error.field)
        let words = error.words
        switch key {
        case "musts", "wants":
            let number = Int(error.field.drop { !$0.isNumber }.prefix { $0.isNumber }) ?? 0
            let asked = requirements(String(key.dropLast()))
            let field = number > 0 && number <= asked.count ? asked[number - 1].field : "statement"
            let label =
                RequirementLines.lines.first { $0.name == field }?.label ?? "What is asked for"
            return FormFault(field: field, message: "\(label): \(words)")
        case "units":
            let unit = error.field.split(separator: ".").last.map(String.init) ?? ""
            return FormFault(
                field: "units-\(unit)", message: "Number of \(unit.lowercased())s: \(words)")
        case "categories": return FormFault(field: "category", message: "Filed under: \(words)")
        case "council":
            return FormFault(field: "council", message: "Council: Choose whose problem it is.")
        default:
            let label = ProblemForm.labels[key] ?? key.capitalizedFirst
            return FormFault(field: key, message: "\(label): \(words)")
        }
    }
}
