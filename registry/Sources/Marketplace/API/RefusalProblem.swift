import Catalogue
import CatalogueStore
public import HTTPServer

extension Refusal {
    /// The refusal as an answer: its status, what was wrong field by field, and what to do.
    public var problem: HTTPServer.Problem {
        switch self {
        case .keyMissing, .keyUnknown:
            HTTPServer.Problem(
                .unauthorized, detail: description,
                headers: ["WWW-Authenticate": "Bearer realm=\"registry\""])
        case .notAllowed: HTTPServer.Problem(.forbidden, detail: description)
        case .unknown: HTTPServer.Problem(.notFound, detail: description)
        case .withdrawn: HTTPServer.Problem(.gone, detail: description)
        case .taken:
            HTTPServer.Problem(
                .conflict, detail: description,
                errors: [
                    .init(
                        field: "id", problem: "is taken",
                        remedy: "choose another, or leave it out")
                ])
        case .stale(_, _, let revision):
            HTTPServer.Problem(
                .preconditionFailed, detail: description,
                members: [("revision", .integer(revision))],
                headers: ["ETag": EntityTag(revision).text])
        case .invalid(let errors): errors.problem
        case .unavailable(let error):
            HTTPServer.Problem(
                .serviceUnavailable,
                detail: error.isPassing
                    ? "Nothing was changed. \(error) Try again in a while."
                    : "Nothing was changed. \(error)",
                headers: ["Retry-After": error.isPassing ? "5" : "60"])
        }
    }
}

extension EntryErrors {
    /// The answer that names every field that was not accepted.
    var problem: HTTPServer.Problem {
        HTTPServer.Problem(
            .unprocessableContent,
            detail: errors.count == 1
                ? "One field cannot be taken." : "\(errors.count) fields cannot be taken.",
            errors: errors.map {
                .init(
                    field: $0.field.isEmpty ? "(the whole)" : $0.field, problem: $0.fault,
                    remedy: $0.remedy)
            })
    }
}

extension Router {
    /// Routes a handler whose refusals become problems.
    mutating func onAPI(
        _ method: HTTPServer.Method, _ pattern: String,
        _ handler: @escaping @Sendable (Request, Parameters) async throws -> Response
    ) {
        let isWriting = ![.get, .head, .options].contains(method)
        on(
            method, pattern,
            judgeHead: { request throws(HTTPServer.Problem) in
                if isWriting { try request.requireType(isForm: !pattern.hasPrefix("/api/")) }
            }
        ) { request, parameters in
            do {
                return try await handler(request, parameters)
            } catch let refusal as Refusal {
                throw refusal.problem
            } catch let errors as EntryErrors {
                throw errors.problem
            } catch let error as StoreError {
                throw Refusal.unavailable(error).problem
            }
        }
    }
}
