import Catalogue
import CatalogueStore
import HTTPServer
@testable import Marketplace
import Synchronization
import Testing
import WebhookSending

/// A client of a shop's API without a socket, which holds every answer against the document: its
/// status must be named there for the route, and its body must be as the schema says.
final class Client: Sendable {
    let router: Router
    static let document: JSON = {
        do { return try JSON(parsing: APIDocument.bytes) } catch { return .null }
    }()

    init(_ shop: Shop, door settings: Door.Settings = Client.open, local: Bool = false) {
        var router = Router()
        let door = Door(shop.desk, settings, clock: shop.clock)
        door.guardRoutes(of: &router)
        API(shop.desk, door, webhooksTo: local ? .everywhere : .init()).add(to: &router)
        router.onError = { error, request in
            Issue.record("\(request.method) \(request.path) failed: \(error)")
        }
        self.router = router
    }

    /// Without allowances, for tests that are not about them.
    static let open: Door.Settings = {
        var settings = Door.Settings()
        (settings.address, settings.key) = (nil, nil)
        return settings
    }()

    struct Answer {
        let response: Response
        var status: Int { response.status.rawValue }
        var text: String { String(decoding: response.bytes, as: UTF8.self) }
        var json: JSON { (try? JSON(parsing: response.bytes)) ?? .null }
        var tag: String? { response.headers["ETag"] }
        /// The fields that a problem names.
        var fields: [String] {
            (json["errors"]?.elements ?? []).compactMap { $0["field"]?.text }
        }
    }

    func get(_ target: String, _ headers: Headers = [:]) async -> Answer {
        await send(.get, target, headers)
    }

    func post(
        _ target: String, _ json: JSON?, key: String? = nil, _ headers: Headers = [:]
    ) async -> Answer { await send(.post, target, headers, json, key: key) }

    func put(
        _ target: String, _ json: JSON, key: String? = nil, match: String? = "*"
    ) async -> Answer {
        var headers = Headers()
        headers["If-Match"] = match
        return await send(.put, target, headers, json, key: key)
    }

    func delete(_ target: String, key: String? = nil) async -> Answer {
        await send(.delete, target, ["If-Match": "*"], key: key)
    }

    func send(
        _ method: HTTPServer.Method, _ target: String, _ headers: Headers, _ json: JSON? = nil,
        key: String? = nil, client: String = "192.0.2.1"
    ) async -> Answer {
        var headers = headers
        if let key { headers["Authorization"] = "Bearer \(key)" }
        if json != nil { headers.setDefault("Content-Type", "application/json") }
        var request = Request(
            method, target, headers: headers, body: Array((json?.written() ?? "").utf8))
        request.client = client
        let answer = Answer(response: await router.respond(to: request))
        hold(answer, to: method, request.path)
        return answer
    }

    private func hold(_ answer: Answer, to method: HTTPServer.Method, _ path: String) {
        guard let operation = Client.operation(method, path) else { return }
        let schema = Schema(document: Client.document)
        var named = operation["responses"]?["\(answer.status)"]
        if let reference = named?["$ref"]?.text { named = schema.resolve(reference) }
        guard let named else {
            Issue.record("\(method) \(path): the document does not name \(answer.status)")
            return
        }
        let type = (answer.response.headers["Content-Type"] ?? "").prefix { $0 != ";" }
        let contents = named["content"]?.members ?? []
        #expect(contents.isEmpty == type.isEmpty, "\(method) \(path): \(type)")
        guard let content = contents.first else { return }
        #expect(content.key == type, "\(method) \(path)")
        guard type.hasSuffix("json"), let expected = content.value["schema"] else { return }
        let faults = schema.faults(in: answer.json, expected)
        #expect(faults.isEmpty, "\(method) \(path): \(faults.prefix(5))")
    }

    /// The document's operation for a path that was asked for.
    static func operation(_ method: HTTPServer.Method, _ path: String) -> JSON? {
        let pieces = path.split(separator: "/", omittingEmptySubsequences: false)
        let found = (document["paths"]?.members ?? []).filter { member in
            let pattern = member.key.split(separator: "/", omittingEmptySubsequences: false)
            return pattern.count == pieces.count
                && zip(pattern, pieces).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
                && member.value[method.rawValue.lowercased()] != nil
        }
        return found.min { $0.key.count { $0 == "{" } < $1.key.count { $0 == "{" } }?
            .value[method.rawValue.lowercased()]
    }
}
