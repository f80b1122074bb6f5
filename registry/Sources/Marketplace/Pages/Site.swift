import Catalogue
import HTML
public import HTTPServer
import Matching

/// The registry's pages for people, over a desk.
public struct Site: Sendable {
    let desk: Desk
    let frame = Frame(assets: Assets())

    public init(desk: Desk) { self.desk = desk }

    /// Pages and what they need besides.
    public func add(to router: inout Router) {
        addReading(to: &router)
        addPosting(to: &router)
        for asset in frame.assets.all {
            router.get(asset.path) { request, _ in asset.response(to: request) }
        }
    }

    /// Headers that keep a browser from running or framing what it should not.
    public static func protect(_ router: inout Router) {
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

    func response(_ page: Page, in present: Snapshot, status: Status = .ok) -> Response {
        .html(frame.html(page, in: present).bytes, status: status)
    }
}
