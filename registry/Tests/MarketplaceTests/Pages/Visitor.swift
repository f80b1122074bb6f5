import Catalogue
import CatalogueStore
import Foundation
import HTTPServer
@testable import Marketplace

/// Somebody at a browser, in front of a shop's pages.
struct Visitor {
    let shop: Shop
    private let router: Router

    init(_ shop: Shop) {
        self.shop = shop
        var router = Router()
        Site(shop.desk, Door(shop.desk, clock: shop.clock)).add(to: &router)
        self.router = router
    }

    func get(_ target: String) async -> Response {
        await router.respond(to: Request(.get, target, headers: ["Accept": "text/html,*/*"]))
    }

    func post(_ path: String, _ fields: KeyValuePairs<String, String>) async -> Response {
        let body = fields.map { "\($0.addressEncoded)=\($1.addressEncoded)" }
            .joined(separator: "&")
        return await router.respond(
            to: Request(
                .post, path,
                headers: [
                    "Accept": "text/html", "Content-Type": "application/x-www-form-urlencoded",
                ], body: Array(body.utf8)))
    }

    func publish(_ json: JSON, _ key: String? = nil) async throws {
        try await shop.desk.put(
            Solution(json: json), by: shop.key(key ?? shop.supplier), expecting: .new)
    }

    func state(_ json: JSON) async throws {
        try await shop.desk.put(
            Catalogue.Problem(json: json), by: shop.key(shop.council), expecting: .new)
    }
}

extension Response {
    var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension String {
    /// What a reader sees of markup: without tags, and with what was escaped as it was.
    var read: String {
        replacing(/<[^>]*>/, with: "").replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
            .replacing("&amp;", with: "&")
    }
}
