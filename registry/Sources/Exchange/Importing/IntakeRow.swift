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
    /// - Parameters:
    ///   - names: the file's names of our fields; a field that is not there is ours.
    ///   - advice: for our fields, what to write where the entry's own remedy is about JSON.
    mutating func draft<Value: Entry>(
        _ json: JSON, names: [String: String] = [:], advice: [String: String] = [:],
        isMention: Bool = false, recordedAt: Int64? = nil, _ what: (Value) -> Draft.What
    ) {
        do {
            keep(what(try Value(json: json)), isMention: isMention, recordedAt: recordedAt)
        } catch {
            for error in error.errors {
                let own = advice[error.field] ?? advice[IntakeRow.outermost(error.field)]
                refuse(
                    IntakeRow.name(of: error.field, names), error.fault,
                    own.flatMap { IntakeRow.isAboutJSON(error.remedy) ? $0 : nil } ?? error.remedy)
            }
        }
    }

    /// Keeps what the row says.
    mutating func keep(_ what: Draft.What, isMention: Bool = false, recordedAt: Int64? = nil) {
        drafts.append(
            Draft(
                what: what, row: number, place: place, isMention: isMention,
                recordedAt: recordedAt))
    }

    private static func isAboutJSON(_ remedy: String) -> Bool {
        ["quotes", "between [", "between {", "true or false", "leave the field out"]
            .contains { remedy.contains($0) }
    }

    private static func outermost(_ field: String) -> String {
        String(field.prefix { $0 != "[" && $0 != "." })
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
        say(row.remarks)
        if row.isRefused { refusedRows += 1 } else { drafts += row.drafts }
    }
}
