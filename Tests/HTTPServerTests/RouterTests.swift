import HTTPServer
import Testing

@Suite struct RouterTests {
    private struct Fault: Error {}

    private func echo(_ name: String) -> Router.Handler {
        { _, parameters in .text("\(name) \(parameters["id"] ?? "") \(parameters["rest"] ?? "")") }
    }

    private var router: Router {
        var router = Router()
        router.get("/", echo("root"))
        router.get("/children/{id}", echo("child"))
        router.get("/children/new", echo("new"))
        router.get("/children/{id}/notes", echo("notes"))
        router.post("/children/{id}/notes", echo("added"))
        router.get("/files/{rest...}", echo("file"))
        router.get("/numbers/{id}") { _, parameters in
            .text("\(try parameters.get("id", as: Int.self) + 1)")
        }
        router.get("/typo/{id}") { _, parameters in .text(try parameters.get("idd")) }
        router.get("/fault") { _, _ in throw Fault() }
        router.get("/teapot") { _, _ in throw Problem(418, detail: "short and stout") }
        return router
    }

    @Test func `what was routed can be listed, in order`() {
        let routed = router.routed.map { "\($0.method.rawValue) \($0.pattern)" }
        #expect(routed.first == "GET /")
        #expect(routed.contains("POST /children/{id}/notes"))
        #expect(routed.count == 10)
    }

    private func text(_ target: String, _ method: Method = .get) async -> String {
        let response = await router.respond(to: Request(method, target))
        guard response.status == .ok else { return "\(response.status.rawValue)" }
        return String(decoding: response.bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("/", "root  "), ("/children/7", "child 7 "), ("/children/new", "new  "),
        ("/children/new/notes", "notes new "), ("/children/a%20b", "child a b "),
        ("/children/a%2Fb", "child a/b "), ("/children/Zo%C3%AB", "child Zoë "),
        ("/children/7?x=1", "child 7 "), ("/files/a/b.css", "file  a/b.css"),
        ("http://localhost:80/children/7", "child 7 "), ("HTTPS://localhost?x", "root  "),
        ("/numbers/41", "42"), ("/children/a+b", "child a+b "),
    ])
    func `a path leads to its handler`(target: String, expected: String) async {
        #expect(await text(target) == expected)
    }

    @Test(arguments: [
        "/nothing", "/children/", "/children", "/children/7/", "/files/", "/files", "/numbers/x",
        "//", "/files/a%2F..%2Fb",
    ])
    func `a path without a route is not found`(target: String) async {
        #expect(await text(target) == "404")
    }

    @Test(arguments: [
        "/children/%", "/children/%4", "/children/%zz", "/children/%FF", "/children/%C3%28",
        "/children/%00", "/children/a%0Ab", "/files/../x", "/files/a/%2e%2E/x", "/children/.",
        "", "*", "children/7",
    ])
    func `a path that no honest client sends is a bad request`(target: String) async {
        #expect(await text(target) == "400")
    }

    @Test func `a wrong method says which are right`() async {
        let response = await router.respond(to: Request(.delete, "/children/7/notes"))
        #expect(response.status == .methodNotAllowed)
        #expect(response.headers["allow"] == "GET, HEAD, OPTIONS, POST")
    }

    @Test func `OPTIONS is answered for every path that is there`() async {
        let response = await router.respond(to: Request(.options, "/children/7"))
        #expect(response.status == .noContent)
        #expect(response.headers["Allow"] == "GET, HEAD, OPTIONS")
        #expect(await text("/nothing", .options) == "404")
    }

    @Test func `HEAD is answered as GET is`() async {
        #expect(await text("/children/7", .head) == "child 7 ")
        #expect(await router.respond(to: Request(.head, "/teapot")).status == 418)
    }

    @Test func `a problem is the answer, with its detail`() async {
        let response = await router.respond(to: Request(.get, "/teapot"))
        #expect(response.status == 418)
        #expect(response.headers["Content-Type"] == "application/problem+json")
        #expect(String(decoding: response.bytes, as: UTF8.self).contains("short and stout"))
    }

    @Test(arguments: ["/fault", "/typo/1"])
    func `any other error is told to us and not to the client`(target: String) async {
        let heard = Latch<String>()
        var router = router
        router.onError = { error, request in heard.bring("\(error) \(request.id)") }
        let request = Request(.get, target)
        let response = await router.respond(to: request)
        let body = String(decoding: response.bytes, as: UTF8.self)
        #expect(response.status == .internalServerError)
        #expect(!body.contains("Fault") && !body.contains("idd") && body.contains(request.id))
        #expect(await heard.value().contains(request.id))
    }

    @Test func `checks come first and transforms come last, for problems too`() async {
        var router = router
        router.check { request in
            guard request.headers["Authorization"] != nil else { throw Problem(.unauthorized) }
        }
        router.transform { _, response in response.headers["X-Frame-Options"] = "DENY" }
        router.transform { request, response in response.headers["X-Path"] = request.path }
        let refused = await router.respond(to: Request(.get, "/children/7"))
        #expect(refused.status == .unauthorized)
        #expect(refused.headers["X-Frame-Options"] == "DENY")
        let allowed = await router.respond(
            to: Request(.get, "/children/7", headers: ["authorization": "x"]))
        #expect(allowed.status == .ok && allowed.headers["X-Path"] == "/children/7")
        let missing = await router.respond(to: Request(.get, "/nothing"))
        #expect(missing.headers["X-Frame-Options"] == "DENY")
    }
}
