import Catalogue

/// The fields of one service, as G-Cloud's versions write them: a value by itself, or, until
/// G-Cloud 8, beside how far it is assured (`{"value": …, "assurance": …}`).
struct GCloudFields {
    let service: JSON

    func value(_ key: String) -> JSON? {
        guard let value = service[key] else { return nil }
        return value["value"] ?? value
    }

    /// A text; nil, with a remark, where it is something else.
    func text(_ key: String, _ row: inout IntakeRow) -> String? {
        switch value(key) {
        case nil, .null: return nil
        case .string(let text):
            let clean = CleanText.of(Entities.undone(in: text))
            return clean.isEmpty ? nil : clean
        case .number(let digits): return digits
        default:
            row.refuse(key, "It is not a text.", "Write one.")
            return nil
        }
    }

    /// A list of texts, the empty and the repeated left out with a remark; a single text is a list of
    /// one. Nil where there is none.
    func texts(_ key: String, _ row: inout IntakeRow) -> [String]? {
        switch value(key) {
        case nil, .null: return nil
        case .string(let text): return CleanText.list([text])
        case .array(let elements):
            let texts = elements.compactMap(\.text)
            guard texts.count == elements.count else {
                row.refuse(key, "It is not a list of texts.", "Write one.")
                return nil
            }
            let clean = CleanText.list(texts.map { Entities.undone(in: $0) })
            if clean.count < texts.count {
                row.warn(
                    key, "\(texts.count - clean.count) entries are empty or stand there twice.",
                    "They were left out.")
            }
            return clean
        default:
            row.refuse(key, "It is not a list of texts.", "Write one.")
            return nil
        }
    }

    func flag(_ key: String) -> Bool? {
        guard case .bool(let flag) = value(key) else { return nil }
        return flag
    }
}
