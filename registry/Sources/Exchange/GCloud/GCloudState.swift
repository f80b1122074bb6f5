import Catalogue

/// What a service's own record says of whether it can be bought.
enum GCloudState {
    /// Can be bought.
    case offered
    /// Was offered and is no longer.
    case ended
    /// Is not offered yet.
    case draft
    /// Its record does not tell: the field is empty, or says that it is shown.
    case untold
    /// A word that nobody has told of.
    case unknown(String)

    init(_ fields: GCloudFields) {
        let value = fields.value("status")
        // The marketplace's search holds what is offered alone, and has no such field.
        guard let value else {
            self = .offered
            return
        }
        guard let text = value.text else {
            self = value == .null ? .untold : .unknown(value.written())
            return
        }
        let word = CleanText.of(text).lowercased().map { "_ ".contains($0) ? "-" : $0 }
        switch String(word) {
        case "enabled", "live": self = .offered
        case "published", "": self = .untold
        case "disabled", "withdrawn", "archived", "removed", "deleted", "expired", "suspended",
            "retired", "unpublished":
            self = .ended
        case "not-submitted", "submitted", "draft", "failed", "pending", "not-published":
            self = .draft
        default: self = .unknown(CleanText.of(text))
        }
    }
}

/// A service's place on a framework, as its own record has it.
struct GCloudPlace {
    let fields: GCloudFields

    /// Whether its record tells that it can be bought.
    var isOffered = true

    /// The frameworks to be bought through; nil where none is named, or the record does not tell.
    func json(_ row: inout IntakeRow) -> JSON? {
        guard isOffered else { return nil }
        let name = fields.text("frameworkSlug", &row) ?? fields.text("frameworkName", &row)
        guard let name, let id = PlainName.id(name) else { return nil }
        let status = fields.value("frameworkStatus").map {
            CleanText.of($0.text ?? "").lowercased()
        }
        switch status {
        case nil, "live":
            if Framework.named(id) == nil {
                row.warn(
                    fields.value("frameworkSlug") == nil ? "frameworkName" : "frameworkSlug",
                    "“\(CleanText.of(name))” is no framework that is known here.",
                    "The place on it was taken; nobody can tell until when one can buy through it.")
            }
            return [["framework": .string(id)]]
        case "":
            row.warn(
                "frameworkStatus", "It is empty.",
                "The place on \(CleanText.of(name)) was not taken: nothing says that it is live.")
            return nil
        case "expired":
            row.warn(
                "frameworkStatus", "\(CleanText.of(name)) has expired.",
                "The place on it was not taken: nothing can be bought through it.")
        case let status?:
            row.warn(
                "frameworkStatus", "\(CleanText.of(name)) is “\(status)”, not live.",
                "The place on it was not taken: nothing can be bought through it now.")
        }
        return []
    }
}
