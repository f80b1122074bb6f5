import Catalogue

/// What a service's own record says of whether it can be bought.
enum GCloudState {
    /// Can be bought.
    case offered
    /// Was offered and is no longer.
    case ended
    /// Is not offered yet.
    case draft
    /// A word that nobody has told of.
    case unknown(String)

    init(_ fields: GCloudFields) {
        guard let text = fields.value("status")?.text else {
            self = .offered
            return
        }
        let word = CleanText.of(text).lowercased().map { "_ ".contains($0) ? "-" : $0 }
        switch String(word) {
        case "enabled", "published", "live", "": self = .offered
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

    /// The frameworks to be bought through; nil where none is named.
    func json(_ row: inout IntakeRow) -> JSON? {
        let name = fields.text("frameworkSlug", &row) ?? fields.text("frameworkName", &row)
        guard let name, let id = PlainName.id(name) else { return nil }
        let status = fields.value("frameworkStatus")?.text.map { CleanText.of($0).lowercased() }
        switch status {
        case nil, "live", "": return [["framework": .string(id)]]
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
