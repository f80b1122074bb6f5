import Catalogue
import CatalogueStore
import HTTPServer
import Matching

extension Request {
    /// The key in `Authorization: Bearer KEY`; nil where there is none of that form.
    var shownKey: String? {
        guard let header = headers["Authorization"] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return "" }
        return parts[1].filter { $0 != " " }
    }

    /// Refuses a body of another type than is read here, before it is read.
    ///
    /// - Throws: a `Problem` of status 415.
    func requireType(isForm: Bool) throws(HTTPServer.Problem) {
        guard let header = headers["Content-Type"] else { return }
        let type = header.prefix { $0 != ";" && $0 != " " }.lowercased()
        guard type == (isForm ? "application/x-www-form-urlencoded" : "application/json") else {
            throw HTTPServer.Problem(
                .unsupportedMediaType,
                detail: isForm
                    ? "This form is read as application/x-www-form-urlencoded only."
                    : "Send JSON with “Content-Type: application/json”.")
        }
    }

    /// The body as JSON.
    ///
    /// - Throws: a `Problem` of status 415 or 400.
    func json() throws(HTTPServer.Problem) -> JSON {
        let type = headers["Content-Type"]?.prefix { $0 != ";" && $0 != " " } ?? ""
        guard type.lowercased() == "application/json" else {
            throw HTTPServer.Problem(
                .unsupportedMediaType, detail: "Send JSON with “Content-Type: application/json”.")
        }
        do {
            return try JSON(parsing: body)
        } catch {
            throw HTTPServer.Problem(
                .badRequest, detail: "The body is not JSON. \(error)",
                errors: [
                    .init(
                        field: "(the whole)", problem: error.fault,
                        remedy: "mend line \(error.line), column \(error.column)")
                ])
        }
    }
}

extension Query {
    /// The largest number that is read: every reader of JSON holds it exactly (RFC 7493, 2.2).
    static let largest = 9_007_199_254_740_991

    /// A whole number of a range.
    func number(
        _ name: String, in range: ClosedRange<Int>, else standard: Int
    ) throws(HTTPServer.Problem) -> Int {
        guard let text = self[name] else { return standard }
        guard let number = Int(text), range.contains(number) else {
            let span =
                range.upperBound == Query.largest
                ? "from \(range.lowerBound) on" : "\(range.lowerBound) to \(range.upperBound)"
            throw Query.refusal(name, "is not such a number", "send a whole number, \(span)")
        }
        return number
    }

    /// One of a few words.
    func word<Value: RawRepresentable & CaseIterable>(
        _ name: String, else standard: Value
    ) throws(HTTPServer.Problem) -> Value where Value.RawValue == String {
        guard let text = self[name] else { return standard }
        guard let value = Value(rawValue: text) else {
            let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw Query.refusal(name, "is not one of the words", "send one of \(words)")
        }
        return value
    }

    /// A day; the given one where there is none.
    func day(_ name: String, else standard: Day) throws(HTTPServer.Problem) -> Day {
        guard let text = self[name] else { return standard }
        guard let day = Day(text) else {
            throw Query.refusal(name, "is not a date", "send one such as 2027-03-31")
        }
        return day
    }

    /// An entry's id; nil where there is none.
    func id(_ name: String) throws(HTTPServer.Problem) -> String? {
        guard let text = self[name] else { return nil }
        guard (1...100).contains(text.utf8.count),
            text.utf8.allSatisfy({
                (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
            })
        else {
            throw Query.refusal(
                name, "is not an id", "send lower-case letters, digits and hyphens")
        }
        return text
    }

    /// What a buyer chooses for a shortlist: `day`, `notStated` and `limit`.
    func choices(today: Day) throws(HTTPServer.Problem) -> Choices {
        Choices(
            day: try day("day", else: today), silence: try word("notStated", else: .included),
            limit: try number("limit", in: 1...1_000, else: 10))
    }

    /// Refuses names that are not known: a misspelt one would quietly choose nothing.
    func allow(_ names: String...) throws(HTTPServer.Problem) {
        for item in items where !names.contains(item.name) {
            throw HTTPServer.Problem(
                .badRequest, detail: "There is a parameter that is not known here.",
                errors: [
                    .init(
                        field: "(the query)", problem: "has a name that is not known",
                        remedy: "the names are \(names.joined(separator: ", "))")
                ])
        }
    }

    private static func refusal(_ name: String, _ fault: String, _ remedy: String)
        -> HTTPServer.Problem
    {
        HTTPServer.Problem(
            .badRequest, detail: "The parameter \(name) could not be read.",
            errors: [.init(field: name, problem: fault, remedy: remedy)])
    }
}
