public import HTTPServer

// What watches the program asks here.
extension Site {
    /// `/healthz`: it runs. `/readyz`: it shows and takes everything. `/metrics`: how it fares.
    public func addHealth(to router: inout Router) {
        let (view, ready, metrics) = (view, ready, metrics)
        router.get("/healthz") { _, _ in .text("alive\n") }
        router.get("/readyz") { _, _ in
            let reasons = view.reasonsNotReady + ready()
            guard !reasons.isEmpty else { return .text("ready\n") }
            throw Problem(
                .serviceUnavailable, title: "Not ready", detail: reasons.joined(separator: " "),
                members: [("reasons", .array(reasons.map { .string($0) }))],
                headers: ["Retry-After": "5"])
        }
        router.get("/metrics") { _, _ in
            Response(type: "text/plain; version=0.0.4; charset=utf-8", Array(metrics().utf8))
        }
    }
}
