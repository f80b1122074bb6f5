import Catalogue
public import HTTPServer

/// The registry for programs: JSON over HTTP. Reading is open, writing needs a key. What it answers
/// and takes is written down in `openapi.json`, which is served at `/api/openapi.json`.
public struct API: Sendable {
    let desk: Desk
    let door: Door
    let allowsLocalWebhooks: Bool

    /// - Parameter allowsLocalWebhooks: whether webhooks may lead to this machine and its own
    ///   network: for trying them out.
    public init(_ desk: Desk, _ door: Door, allowsLocalWebhooks: Bool = false) {
        (self.desk, self.door) = (desk, door)
        self.allowsLocalWebhooks = allowsLocalWebhooks
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
