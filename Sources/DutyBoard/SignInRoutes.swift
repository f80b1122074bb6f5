import Access
import HTML
import HTTPServer

// How people come in and go.
extension Site {
    func addSignIn(to router: inout GuardedRouter) {
        let site = self
        router.get("/sign-in", for: .anyone) { request, _ in try site.signInPage(request) }
        router.post("/sign-in", for: .anyone) { request, _ in try site.signIn(request) }
        router.get("/sign-in/start", for: .anyone) { request, _ in await site.depart(request) }
        router.get("/sign-in/return", for: .anyone) { request, _ in try await site.arrive(request) }
        router.post("/sign-out", for: .session) { request, _ in try site.signOut(request) }
    }

    /// Nobody is signed in by opening an address: browsers open them ahead of people.
    private func signInPage(_ request: Request) throws -> Response {
        let next = ReturnAddress.checked(request.query["next"])
        guard let code = request.query["code"] else {
            let visitor = try gate.visitor(of: request)
            let ways = SignInPage.ways(
                signedInAs: visitor, provider: gate.provider?.name, next: next)
            return page(ways, of: visitor)
        }
        guard let person = try gate.person(code, from: request) else {
            return page(SignInPage.spent, status: .forbidden)
        }
        return page(SignInPage.offer(person, code: code, next: next))
    }

    private func signIn(_ request: Request) throws -> Response {
        let form = try request.form
        var response = Response.seeOther(ReturnAddress.checked(form["next"]) ?? "/")
        guard try gate.signIn(with: form["code"] ?? "", from: request, to: &response) else {
            return page(SignInPage.spent, status: .forbidden)
        }
        return response
    }

    /// To the provider.
    private func depart(_ request: Request) async -> Response {
        do throws(Gate.Setback) {
            return try await gate.depart(
                request, next: ReturnAddress.checked(request.query["next"]))
        } catch {
            return page(SignInPage.setback(error), status: SignInPage.status(of: error))
        }
    }

    /// And back.
    private func arrive(_ request: Request) async throws -> Response {
        do {
            return try await gate.arrive(request)
        } catch let setback as Gate.Setback {
            return page(SignInPage.setback(setback), status: SignInPage.status(of: setback))
        }
    }

    private func signOut(_ request: Request) throws -> Response {
        var response = Response.seeOther("/sign-in")
        try gate.signOut(request, in: &response)
        return response
    }

    private func page(
        _ page: SignInPage, of visitor: Visitor? = nil, status: Status = .ok
    ) -> Response {
        .html(
            frame.page(title: page.heading, mark: nil, for: visitor, page.main).bytes,
            status: status)
    }
}
