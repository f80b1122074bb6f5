import HTTPServer
import OpenID
import Reviews
import SignIn

// What a request says of who asks, and whether it is so.
extension Gate {
    enum Claim {
        case nobody
        case badKey
        case badToken(TokenFault)
        /// Known to the provider, and without a role here.
        case roleless
        case visitor(Visitor)
        /// A key that reads metrics alone.
        case instrument
    }

    func claim(of request: Request) throws(Problem) -> Claim {
        if let text = request.bearer { return try claim(by: text, from: request.client) }
        do throws(SharedFileError) {
            guard let token = request.cookie(cookie(for: request).name),
                let session = try sessions.session(
                    token, at: now(), isActive: request.isOfAPerson)
            else { return .nobody }
            return .visitor(Visitor(session))
        } catch {
            throw GateProblem.unreadable
        }
    }

    private func claim(by text: String, from client: String?) throws(Problem) -> Claim {
        if let provider, OpenIDProvider.looksLikeToken(text) {
            return claim(by: text, of: provider)
        }
        try limits.checkGuess(text, from: client, at: now())
        let key: AccessKeys.Key?
        do throws(SharedFileError) {
            key = try keys.key(shown: text, at: now())
        } catch {
            throw GateProblem.unreadable
        }
        guard let key else {
            limits.countGuess(text, from: client, at: now())
            return .badKey
        }
        guard let role = key.grant.use.role else { return .instrument }
        return .visitor(Visitor(key, in: role))
    }

    func claim(by token: String, of provider: IdentityProvider) -> Claim {
        do throws(TokenFault) {
            return provider.program(try provider.openID.check(token)).map { .visitor($0) }
                ?? .roleless
        } catch {
            return .badToken(error)
        }
    }
}
