import Catalogue
import CatalogueStore
import HTTPServer

// Who changed what and when, for those whom it concerns.
extension API {
    func addAudit(to router: inout Router) {
        router.onAPI(.get, "/api/audit") { request, _ in
            let key = try door.key(of: request)
            let query = request.query
            try query.allow("before", "limit")
            let before = try query.number("before", in: 1...Query.largest, else: Query.largest)
            let limit = try query.number("limit", in: 1...200, else: 50)
            let isAdmin = key.scopes.contains(.admin)
            return try await desk.reading { [desk] in
                let lines =
                    isAdmin
                    ? try desk.store.audit(limit: limit, before: before)
                    : try desk.store.audit(of: key.organisation, limit: limit, before: before)
                return .json(
                    .object(stating: [
                        "organisation": isAdmin ? nil : .string(key.organisation),
                        "lines": .array(lines.map { API.json($0) }),
                        "next": lines.count == limit
                            ? lines.last.map {
                                .string("/api/audit?before=\($0.version)&limit=\(limit)")
                            } : nil,
                    ]))
            }
        }
    }

    private static func json(_ line: AuditLine) -> JSON {
        [
            "catalogueVersion": .number(line.version), "at": .moment(line.at),
            "actor": .string(line.actor), "action": .string(line.action.rawValue),
            "kind": .string(line.kind.rawValue), "id": .string(line.id),
            "revision": .number(line.revision),
        ]
    }
}
