/// A YAML value, as much of YAML as a description of software needs: mappings with texts as keys,
/// lists, and texts.
indirect enum YAML: Hashable, Sendable {
    /// Whether it stood without quotes: then `true`, `null` and `1.0` are not meant as words.
    case text(String, isPlain: Bool, line: Int)
    case list([YAML], line: Int)
    case mapping([Entry], line: Int)

    struct Entry: Hashable, Sendable {
        let key: String
        let value: YAML
    }

    var line: Int {
        switch self {
        case .text(_, _, let line), .list(_, let line), .mapping(_, let line): line
        }
    }

    /// The value of a key; nil also where it is `null` or nothing.
    subscript(key: String) -> YAML? {
        guard case .mapping(let entries, _) = self,
            let value = entries.first(where: { $0.key == key })?.value, !value.isNull
        else { return nil }
        return value
    }

    var text: String? {
        guard case .text(let text, _, _) = self, !isNull else { return nil }
        return text
    }

    var elements: [YAML]? {
        guard case .list(let elements, _) = self else { return nil }
        return elements
    }

    var entries: [Entry]? {
        guard case .mapping(let entries, _) = self else { return nil }
        return entries
    }

    private var isNull: Bool {
        guard case .text(let text, true, _) = self else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }
}

/// Why a text is not the YAML that is read here, with the place.
struct YAMLError: Error, Hashable, CustomStringConvertible {
    /// From 1.
    let line: Int
    /// From 1.
    let column: Int
    let fault: String

    var description: String { "Line \(line), column \(column): \(fault)" }
}
