import Catalogue
import CatalogueStore
import HTTPServer

/// Organisations, solutions or problems under `/api/KIND`: to list, read, write and withdraw.
struct EntryRoutes<Value: Publishable>: Sendable {
    private let desk: Desk
    private let door: Door
    private let path = "/api/\(Value.kind.folder)"

    init(_ desk: Desk, _ door: Door) { (self.desk, self.door) = (desk, door) }

    func add(to router: inout Router) {
        router.onAPI(.get, path) { request, _ in try await list(request) }
        router.onAPI(.post, path) { request, _ in try await create(request) }
        router.onAPI(.get, path + "/{id}") { request, parameters in
            try show(request, parameters["id"] ?? "")
        }
        router.onAPI(.put, path + "/{id}") { request, parameters in
            try await change(request, parameters["id"] ?? "")
        }
        router.onAPI(.delete, path + "/{id}") { request, parameters in
            try await withdraw(request, parameters["id"] ?? "")
        }
        router.onAPI(.get, path + "/{id}/versions") { _, parameters in
            try await versions(parameters["id"] ?? "")
        }
        router.onAPI(.get, path + "/{id}/versions/{revision}") { request, parameters in
            try await version(
                request, parameters["id"] ?? "", parameters.get("revision", as: Int.self))
        }
    }

    private func list(_ request: Request) async throws -> Response {
        let query = request.query
        try query.allow("after", "limit", "organisation")
        let limit = try query.number("limit", in: 1...200, else: 50)
        let (after, owner) = (query["after"] ?? "", try query.id("organisation"))
        let snapshot = desk.snapshot
        return try await desk.reading {
            let entries = Value.entries(in: snapshot.contents).values.filter {
                $0.entry.id > after && (owner == nil || $0.entry.owner == owner)
            }.sorted { $0.entry.id < $1.entry.id }
            let page = entries.prefix(limit)
            return .json(
                .object(stating: [
                    "catalogueVersion": .number(snapshot.version),
                    "items": .array(page.map(\.entry.json)),
                    "next": page.count < entries.count
                        ? page.last.map { .string(next(after: $0.entry.id, limit, owner)) } : nil,
                ]))
        }
    }

    private func next(after id: String, _ limit: Int, _ owner: String?) -> String {
        "\(path)?after=\(id)&limit=\(limit)"
            + (owner.map { "&organisation=\($0.addressEncoded)" } ?? "")
    }

    private func show(_ request: Request, _ id: String) throws -> Response {
        guard let entry = Value.entries(in: desk.snapshot.contents)[id] else { throw missing(id) }
        return response(entry, to: request)
    }

    private func missing(_ id: String) -> any Error {
        do {
            guard case .withdrawn = try desk.store.latest(id, Value.self) else {
                return Refusal.unknown(Value.kind, id: id)
            }
            return Refusal.withdrawn(Value.kind, id: id)
        } catch {
            return error
        }
    }

    private func create(_ request: Request) async throws -> Response {
        let key = try door.key(of: request)
        var json = try request.json()
        if json.members != nil, json["id"] == nil {
            json = json.setting("id", to: .string(NewID.made(from: json)))
        }
        let made = try await desk.put(try Value(json: json), by: key, expecting: .new)
        var response = response(made, to: nil, status: .created)
        response.headers["Location"] = "\(path)/\(made.entry.id)"
        return response
    }

    private func change(_ request: Request, _ id: String) async throws -> Response {
        let key = try door.key(of: request)
        let expected = try EntityTag.required(in: request)
        var json = try request.json()
        if json.members != nil, json["id"] == nil { json = json.setting("id", to: .string(id)) }
        let entry = try Value(json: json)
        guard entry.id == id else {
            throw EntryErrors([
                EntryError(
                    field: "id", fault: "It is not the one in the address.",
                    remedy: "An id stays for good: leave it out, or write “\(id)”.")
            ])
        }
        return response(try await desk.put(entry, by: key, expecting: expected), to: nil)
    }

    private func withdraw(_ request: Request, _ id: String) async throws -> Response {
        let key = try door.key(of: request)
        let expected = try EntityTag.required(in: request)
        try await desk.withdraw(Value.self, id, by: key, expecting: expected)
        return Response(.noContent)
    }

    private func versions(_ id: String) async throws -> Response {
        try await desk.reading { [desk] in
            let history = try desk.store.history(of: id, Value.self)
            guard !history.isEmpty else { throw Refusal.unknown(Value.kind, id: id) }
            return .json([
                "id": .string(id),
                "versions": .array(
                    history.map { version in
                        [
                            "revision": .number(version.revision),
                            "catalogueVersion": .number(version.version),
                            "entry": version.entry.json,
                        ]
                    }),
            ])
        }
    }

    private func version(
        _ request: Request, _ id: String, _ revision: Int
    ) async throws -> Response {
        let history = try await desk.reading { [desk] in
            try desk.store.history(of: id, Value.self)
        }
        guard let version = history.first(where: { $0.revision == revision }) else {
            throw Refusal.unknown(Value.kind, id: id)
        }
        return response(version, to: request)
    }

    /// - Parameter request: a reader's, who may have the same revision already.
    private func response(
        _ version: Versioned<Value>, to request: Request?, status: Status = .ok
    ) -> Response {
        let tag = EntityTag(version.revision)
        var response =
            tag.isNamed(in: request?.headers["If-None-Match"])
            ? Response(.notModified) : .json(version.entry.json, status: status)
        response.headers["ETag"] = tag.text
        response.headers["Cache-Control"] = "no-cache"
        return response
    }
}
