import Catalogue
public import HTTPServer
public import WebhookSending

/// The registry for programs: JSON over HTTP. Reading is open, writing needs a key. What it answers
/// and takes is written down in `openapi.json`, which is served at `/api/openapi.json`.
public struct API: Sendable {
    let desk: Desk
    let door: Door
    let webhookNetworks: AllowedNetworks

    /// - Parameter webhooksTo: where webhooks may lead.
    public init(_ desk: Desk, _ door: Door, webhooksTo networks: AllowedNetworks = .init()) {
        (self.desk, self.door, webhookNetworks) = (desk, door, networks)
    }

    /// All routes under `/api`, and the feeds and streams beside the pages they belong to.
    public func add(to router: inout Router) {
        router.get("/api/openapi.json") { request, _ in APIDocument.response(to: request) }
        EntryRoutes<Organisation>(desk, door).add(to: &router)
        EntryRoutes<Solution>(desk, door).add(to: &router)
        EntryRoutes<Catalogue.Problem>(desk, door).add(to: &router)
        addMatching(to: &router)
        addSearch(to: &router)
        addShortlists(to: &router)
        addNeeds(to: &router)
        addNotices(to: &router)
        addAudit(to: &router)
        addWebhooks(to: &router)
    }
}
