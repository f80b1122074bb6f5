import Catalogue

/// One row while it is read: gathers what is wrong with it and what comes of it.
struct IntakeRow {
    let number: Int
    private(set) var place: String
    private(set) var drafts: [Draft] = []
    private(set) var remarks: [ImportRemark] = []
    private(set) var isRefused = false

    init(_ number: Int, place: String) { (self.number, self.place) = (number, place) }

    /// Says better where it is, before anything was said of it.
    mutating func rename(_ place: String) { self.place = place }

    mutating func refuse(_ field: String, _ fault: String, _ remedy: String) {
        isRefused = true
        remark(.refusal, field, fault, remedy)
    }

    mutating func warn(_ field: String, _ fault: String, _ remedy: String) {
        remark(.warning, field, fault, remedy)
    }

    private mutating func remark(
        _ weight: ImportRemark.Weight, _ field: String, _ fault: String, _ remedy: String
    ) {
        remarks.append(
            ImportRemark(
                weight: weight, row: number, place: place, field: field, fault: fault,
                remedy: remedy))
    }

    /// Reads an entry and keeps it, or says what is wrong with it in the file's own words.
    ///
    /// - Parameter names: the file's names of our fields; a field that is not there is ours.
    mutating func draft<Value: Entry>(
        _ json: JSON, names: [String: String] = [:], isMention: Bool = false,
        recordedAt: Int64? = nil, _ what: (Value) -> Draft.What
    ) {
        do {
            let value = try Value(json: json)
            drafts.append(
                Draft(
                    what: what(value), row: number, place: place, isMention: isMention,
                    recordedAt: recordedAt))
        } catch {
            for error in error.errors {
                refuse(IntakeRow.name(of: error.field, names), error.fault, error.remedy)
            }
        }
    }

    /// `features[3]` by what the file calls features, `price.min` by what it calls that.
    private static func name(of field: String, _ names: [String: String]) -> String {
        if let name = names[field] { return name }
        guard let end = field.firstIndex(where: { $0 == "[" || $0 == "." }) else { return field }
        return (names[String(field[..<end])] ?? String(field[..<end])) + field[end...]
    }
}

extension Intake {
    /// Takes a row: its entries, unless something is wrong with it.
    mutating func take(_ row: IntakeRow) {
        rows += 1
        remarks += row.remarks
        if !row.isRefused { drafts += row.drafts }
    }
}
