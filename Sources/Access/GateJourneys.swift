public import HTTPServer
import OpenID
import Reviews

// Signing in with a provider.
extension Gate {
    /// Why somebody came back from the provider and is not signed in.
    public enum Setback: Error, Hashable, Sendable {
        case unavailable, lost, refused, badToken(String), roleless
    }

    /// Sends somebody to the provider.
    ///
    /// - Parameter next: where they want to go afterwards; a page of this site.
    /// - Throws: `Setback`.
    public func depart(
        _ request: Request, next: String?
    ) async throws(Setback) -> Response {
        // Counted as a stranger's: whoever departs without end takes the others' way back.
        guard let provider, (try? limits.countStranger(from: request.client, at: now())) != nil
        else { throw .unavailable }
        let departure: OpenIDProvider.Departure
        do throws(OpenIDProvider.Fault) {
            departure = try await provider.openID.depart(next: next)
        } catch {
            throw .unavailable
        }
        var response = Response.seeOther(departure.address)
        // A way of its own for each tab: one does not undo another's.
        let cookie = cookie(for: request, part: departure.state)
        response.headers.add("Set-Cookie", cookie.setting(departure.secret, seconds: 600))
        return response
    }

    /// Takes somebody back whom the provider sends, and signs them in.
    ///
    /// - Throws: `Setback`, or a `Problem` where sessions cannot be kept.
    public func arrive(_ request: Request) async throws -> Response {
        let query = request.query
        guard let provider, let state = query["state"], Self.isState(state) else {
            throw Setback.lost
        }
        let cookie = cookie(for: request, part: state)
        let arrival: (claims: Claims, next: String?)
        do throws(OpenIDProvider.Fault) {
            arrival = try await provider.openID.arrive(
                state: state, secret: request.cookie(cookie.name), code: query["code"])
        } catch {
            throw Self.setback(error)
        }
        guard let person = provider.person(arrival.claims) else { throw Setback.roleless }
        var response = Response.seeOther(ReturnAddress.checked(arrival.next) ?? "/")
        response.headers.add("Set-Cookie", cookie.clearing)
        try begin(person, for: request, in: &response)
        return response
    }

    private static func setback(_ fault: OpenIDProvider.Fault) -> Setback {
        switch fault {
        case .unavailable: .unavailable
        case .lost: .lost
        case .refused: .refused
        case .token(let fault): .badToken(fault.description)
        }
    }

    /// It becomes part of a cookie's name.
    private static func isState(_ text: String) -> Bool {
        text.utf8.count <= 64
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }
}
