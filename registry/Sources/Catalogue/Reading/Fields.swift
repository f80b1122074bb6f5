/// Gathers what is wrong with one entry.
final class ErrorReport {
    private(set) var errors: [EntryError] = []

    func add(_ field: String, _ fault: String, _ remedy: String) {
        errors.append(EntryError(field: field, fault: fault, remedy: remedy))
    }
}

/// The fields of one object, read one by one. What is wrong goes to the report and a stand-in comes
/// back, so that reading goes on and finds the rest; `end` then names the fields nobody asked for.
public struct Fields {
    private let members: [String: JSON]
    private let order: [String]
    private let owner: String
    private let path: String
    let report: ErrorReport

    init(_ members: [JSON.Member], of owner: String, at path: String, _ report: ErrorReport) {
        self.members = Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
        order = members.map(\.key)
        self.owner = owner
        self.path = path
        self.report = report
    }

    func place(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    func fault(_ key: String, _ fault: String, _ remedy: String) {
        report.add(place(key), fault, remedy)
    }

    /// Something is wrong with the object as a whole.
    func whole(_ fault: String, _ remedy: String) { report.add(path, fault, remedy) }

    /// Refuses fields that are not known: a misspelt one would quietly say nothing.
    func end(_ known: String...) { end(known: known) }

    func end(known: [String]) {
        for key in order where !known.contains(key) {
            fault(
                key,
                "It is not a field of \("aeiou".contains(owner.first ?? "x") ? "an" : "a") \(owner).",
                "The fields are \(known.joined(separator: ", ")).")
        }
    }

    func has(_ key: String) -> Bool { members[key] != nil }

    func optional(_ key: String) -> JSON? { members[key] }

    func required(_ key: String) -> JSON? {
        if let value = members[key] { return value }
        fault(key, "It is missing.", "Add it.")
        return nil
    }

    /// A text within a limit, trimmed of nothing: what is written is what is kept.
    func text(_ key: String, _ limit: TextLimit) -> String {
        required(key).flatMap { text($0, place(key), limit) } ?? ""
    }

    func optionalText(_ key: String, _ limit: TextLimit) -> String? {
        optional(key).flatMap { text($0, place(key), limit) }
    }

    private func text(_ value: JSON, _ place: String, _ limit: TextLimit) -> String? {
        guard case .string(let text) = value else {
            report.add(place, "It is \(value.kind).", "Write a text in double quotes.")
            return nil
        }
        guard !text.allSatisfy(\.isWhitespace) else {
            report.add(place, "It is empty.", "Write something, or leave the field out.")
            return nil
        }
        if let (fault, remedy) = limit.fault(in: text) {
            report.add(place, fault, remedy)
            return nil
        }
        return text
    }

    /// A list of texts, none twice; nil where the field is not there.
    func optionalTexts(
        _ key: String, _ limit: TextLimit, count: ClosedRange<Int>
    ) -> [String]? {
        list(key, count: count) { value, place in text(value, place, limit) }.map { texts in
            var seen: Set<String> = []
            for (index, text) in texts.enumerated() where !seen.insert(text).inserted {
                report.add("\(place(key))[\(index + 1)]", "It is there already.", "Take it out.")
            }
            return texts
        }
    }

    /// A list of objects; nil where the field is not there.
    func objects<Value>(
        _ key: String, count: ClosedRange<Int>, of owner: String, _ read: (Fields) -> Value?
    ) -> [Value]? {
        list(key, count: count) { value, place in object(value, place, of: owner, read) }
    }

    func object<Value>(_ key: String, of owner: String, _ read: (Fields) -> Value?) -> Value? {
        optional(key).flatMap { object($0, place(key), of: owner, read) }
    }

    private func object<Value>(
        _ value: JSON, _ place: String, of owner: String, _ read: (Fields) -> Value?
    ) -> Value? {
        guard case .object(let members) = value else {
            report.add(place, "It is \(value.kind).", "Write an object between { and }.")
            return nil
        }
        return read(Fields(members, of: owner, at: place, report))
    }

    func list<Value>(
        _ key: String, count: ClosedRange<Int>, _ read: (JSON, String) -> Value?
    ) -> [Value]? {
        guard let value = optional(key) else { return nil }
        guard case .array(let elements) = value else {
            fault(key, "It is \(value.kind).", "Write a list between [ and ].")
            return nil
        }
        guard count.contains(elements.count) else {
            let wanted =
                count.lowerBound == 0
                ? "at most \(count.upperBound)" : "\(count.lowerBound) to \(count.upperBound)"
            fault(key, "It has \(elements.count) entries.", "Give \(wanted).")
            return nil
        }
        return elements.enumerated().compactMap { index, element in
            read(element, "\(place(key))[\(index + 1)]")
        }
    }
}

extension Fields {
    /// A list of texts that must be there.
    func texts(_ key: String, _ limit: TextLimit, count: ClosedRange<Int>) -> [String] {
        required(key) == nil ? [] : optionalTexts(key, limit, count: count) ?? []
    }
}
