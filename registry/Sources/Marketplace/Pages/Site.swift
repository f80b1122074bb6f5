import Catalogue
import HTML
public import HTTPServer
import Matching

/// The registry's pages for people, over a desk.
public struct Site: Sendable {
    let desk: Desk
    let door: Door
    let frame = Frame(assets: Assets())

    public init(_ desk: Desk, _ door: Door) { (self.desk, self.door) = (desk, door) }

    /// Pages, what they need besides, and pages where a person would get a problem as JSON.
    public func add(to router: inout Router) {
        addReading(to: &router)
        addPosting(to: &router)
        for asset in frame.assets.all {
            router.get(asset.path) { request, _ in asset.response(to: request) }
        }
        addFaultPages(to: &router)
        protect(&router)
    }

    /// Headers that keep a browser from running or framing what it should not. A form may come from
    /// another site and does nothing without the key that it would have to bring.
    private func protect(_ router: inout Router) {
        router.transform { _, response in
            response.headers.setDefault(
                "Content-Security-Policy",
                """
                default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; \
                frame-ancestors 'none'
                """)
            response.headers.setDefault("X-Content-Type-Options", "nosniff")
            response.headers.setDefault("Referrer-Policy", "same-origin")
            response.headers.setDefault("Cache-Control", "no-cache")
        }
    }

    /// A page that takes a while to draw is drawn where nobody else waits for it.
    func drawn(
        in present: Snapshot, _ page: @escaping @Sendable () -> Page
    ) async throws -> Response {
        let frame = frame
        return try await desk.reading { .html(frame.html(page(), in: present).bytes) }
    }

    func response(_ page: Page, in present: Snapshot, status: Status = .ok) -> Response {
        .html(frame.html(page, in: present).bytes, status: status)
    }
}
