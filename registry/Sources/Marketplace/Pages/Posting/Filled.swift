import Catalogue
import HTTPServer

/// What somebody has filled in, field by field, so that it can be shown again as it was.
struct Filled: Sendable {
    private var values: [String: [String]] = [:]

    init() {}

    init(_ form: Query) {
        for item in form.items {
            values[item.name, default: []].append(Filled.unix(item.value))
        }
    }

    /// The first value, without white space at its ends; empty where there is none.
    subscript(name: String) -> String {
        get { (values[name]?.first ?? "").trimmed }
        set { values[name] = newValue.isEmpty ? nil : [newValue] }
    }

    /// Nil where nothing was filled in.
    func text(_ name: String) -> String? {
        let text = self[name]
        return text.isEmpty ? nil : text
    }

    func all(_ name: String) -> [String] { (values[name] ?? []).filter { !$0.isEmpty } }

    mutating func set(_ name: String, to all: [String]) { values[name] = all }

    func isTicked(_ name: String) -> Bool { values[name] != nil }

    /// A line a thing, without empty ones.
    func lines(_ name: String) -> [String] {
        self[name].split(separator: "\n").map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// Browsers end lines with both characters.
    private static func unix(_ text: String) -> String {
        text.contains("\r\n")
            ? text.split(separator: "\r\n", omittingEmptySubsequences: false).joined(
                separator: "\n") : text
    }
}

/// One thing that is wrong in a form.
struct FormFault: Hashable {
    /// The field's name, where the message leads.
    let field: String
    let message: String
}

extension EntryError {
    /// What is wrong and what to do, for somebody with a form instead of a file in front of them.
    var words: String {
        "\(fault) \(remedy)".replacing(" in double quotes", with: "")
    }
}
