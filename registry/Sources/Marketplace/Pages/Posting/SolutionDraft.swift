import Catalogue

/// A solution as somebody has filled it in, whole or not.
struct SolutionDraft {
    let filled: Filled

    /// So many certificates, frameworks and pieces of evidence have a row at least.
    static let rowsAtLeast = 3

    struct Faults: Error {
        let faults: [FormFault]
        init(_ faults: [FormFault]) { self.faults = faults }
    }

    /// The solution, or what has to be mended.
    func solution(id: String) -> Result<Solution, Faults> {
        do {
            return .success(try Solution(json: json(id: id)))
        } catch {
            return .failure(Faults(error.errors.map { fault($0) }))
        }
    }

    /// How many rows of a kind the form has to have.
    func rows(_ kind: String, _ first: String) -> Int {
        let used = (1...50).last { filled.text("\(kind)-\($0)-\(first)") != nil } ?? 0
        return max(Self.rowsAtLeast, min(50, used + 1))
    }

    private func json(id: String) -> JSON {
        .object(stating: [
            "id": .string(id), "supplier": .string(filled["supplier"]),
            "name": .string(filled["name"]), "summary": .string(filled["summary"]),
            "description": .string(filled["description"]),
            "problemsTackled": texts(filled.lines("problemsTackled")),
            "features": texts(filled.lines("features")),
            "benefits": texts(filled.lines("benefits")),
            "categories": texts(filled.all("category")), "price": price,
            "assurances": objects(
                "assurance", "scheme", ["scheme", "status", "from", "until", "scope"]),
            "frameworks": objects("framework", "framework", ["framework", "from", "until"]),
            "hosting": filled.text("hosting").map { .string($0) },
            "deployment": stated("deployment", filled.all("deployment")),
            "accessibility": filled.text("accessibility").map { .string($0) },
            "integrations": stated("integrations", filled.lines("integrations")),
            "evidence": objects("evidence", "council", ["council", "since", "result"]),
            "sample": filled.isTicked("sample") ? JSON.bool(true) : JSON?.none,
        ])
    }

    private func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }

    /// Nothing filled in says nothing, unless it is said that there is none.
    private func stated(_ name: String, _ texts: [String]) -> JSON? {
        // A bare nil could also be read as JSON's null.
        guard !texts.isEmpty || filled.isTicked("none-\(name)") else { return JSON?.none }
        return self.texts(texts)
    }

    private var price: JSON? {
        guard let min = filled.text("price-min") else { return JSON?.none }
        return .object(stating: [
            "min": .string(plain(min)), "max": filled.text("price-max").map { .string(plain($0)) },
            "currency": "GBP", "unit": .string(filled.text("price-unit") ?? "Unit"),
            "interval": .string(filled["price-interval"]),
        ])
    }

    private func plain(_ amount: String) -> String {
        amount.filter { $0 != "," && $0 != "£" && $0 != " " }
    }

    /// The numbers of the rows that are used.
    private func used(_ kind: String, _ first: String) -> [Int] {
        (1...50).filter { filled.text("\(kind)-\($0)-\(first)") != nil }
    }

    private func objects(_ kind: String, _ first: String, _ keys: [String]) -> JSON? {
        let numbers = used(kind, first)
        guard !numbers.isEmpty else {
            return filled.isTicked("none-\(kind)") ? JSON.array([]) : JSON?.none
        }
        return .array(
            numbers.map { number in
                .object(
                    keys.compactMap { key in
                        filled.text("\(kind)-\(number)-\(key)")
                            .map { JSON.Member(key, .string($0)) }
                    })
            })
    }

    private func fault(_ error: EntryError) -> FormFault {
        let words = error.words
        let key = String(error.field.prefix { $0 != "." && $0 != "[" })
        let number = Int(error.field.drop { !$0.isNumber }.prefix { $0.isNumber })
        let last = error.field.split(separator: ".").last.map(String.init) ?? ""
        func row(_ kind: String, _ first: String, _ title: String) -> FormFault {
            let used = used(kind, first)
            let place = number.flatMap { used.indices.contains($0 - 1) ? used[$0 - 1] : nil } ?? 1
            let part = last.contains("[") ? first : last
            return FormFault(
                field: "\(kind)-\(place)-\(part)", message: "\(title) \(place): \(words)")
        }
        switch key {
        case "assurances": return row("assurance", "scheme", "Certificate")
        case "frameworks": return row("framework", "framework", "Framework")
        case "evidence": return row("evidence", "council", "Evidence")
        case "price":
            return FormFault(
                field: last == "max" ? "price-max" : "price-min", message: "Price: \(words)")
        case "categories": return FormFault(field: "category", message: "Filed under: \(words)")
        case "supplier":
            return FormFault(field: "supplier", message: "Supplier: Choose whose solution it is.")
        default:
            let label = SolutionForm.labels[key] ?? key.capitalizedFirst
            let line = number.map { " in line \($0)" } ?? ""
            return FormFault(field: key, message: "\(label)\(line): \(words)")
        }
    }
}
