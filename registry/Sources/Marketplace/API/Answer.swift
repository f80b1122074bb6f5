import Catalogue
import Foundation
import HTTPServer

extension Response {
    /// A JSON document in one line.
    static func json(_ json: JSON, status: Status = .ok) -> Response {
        .json(json.written().utf8, status: status)
    }
}

extension JSON {
    /// A moment in UTC, as RFC 3339 has it.
    static func moment(_ milliseconds: Int64) -> JSON { .string(moment(text: milliseconds)) }

    static func moment(text milliseconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1_000)
            .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    /// The same members without some.
    func leaving(_ keys: String...) -> JSON {
        keys.reduce(self) { $0.setting($1, to: nil) }
    }
}

/// A revision as a client holds it against a later one (RFC 9110, section 8.8.3).
struct EntityTag {
    let text: String

    init(_ revision: Int) { text = "\"\(revision)\"" }

    /// Whether `If-None-Match` names it.
    func isNamed(in header: String?) -> Bool {
        guard let header else { return false }
        return header.split(separator: ",").contains {
            let tag = $0.filter { $0 != " " }
            return tag == "*" || tag == text || tag == "W/" + text
        }
    }

    /// What `If-Match` expects: nobody's change is overwritten or taken out unseen.
    ///
    /// - Throws: a `Problem` of status 428 where there is no such header, of 400 where it is no tag.
    static func required(in request: Request) throws(HTTPServer.Problem) -> Expected {
        guard let expected = try expected(in: request) else {
            throw HTTPServer.Problem(
                .preconditionRequired,
                detail: """
                    Say which version you mean: send its ETag as If-Match, or “If-Match: *” for \
                    whatever is there.
                    """)
        }
        return expected
    }

    /// What `If-Match` expects; nil where there is no such header.
    ///
    /// - Throws: a `Problem` where it is no tag of ours.
    static func expected(in request: Request) throws(HTTPServer.Problem) -> Expected? {
        guard let header = request.headers["If-Match"] else { return nil }
        let tag = header.filter { $0 != " " }
        if tag == "*" { return .there }
        guard tag.hasPrefix("\""), tag.hasSuffix("\""), tag.count > 2,
            let revision = Int(tag.dropFirst().dropLast())
        else {
            throw HTTPServer.Problem(
                .badRequest, detail: "If-Match could not be read.",
                errors: [
                    .init(
                        field: "If-Match", problem: "is not a tag of this registry",
                        remedy: "send the ETag of what you have read, such as \"3\", or *")
                ])
        }
        return .revision(revision)
    }
}
