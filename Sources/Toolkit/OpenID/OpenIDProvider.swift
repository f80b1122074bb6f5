private import Digests
private import Foundation

/// A provider of identities that speaks OpenID Connect (Core 1.0): people sign in there with an
/// authorisation code, PKCE (RFC 7636) and a nonce, and programs show tokens that it has signed.
public final class OpenIDProvider: Sendable {
    public struct Settings: Sendable {
        /// As it stands in its tokens, to the letter.
        public var issuer: String
        /// What the provider calls this server.
        public var client: String
        public var secret: String?
        /// For whom programs have their tokens made; where there are none, for the client.
        public var audiences: Set<String> = []
        /// Where the provider sends people back to.
        public var returnAddress: String

        public init(issuer: String, client: String, secret: String?, returnAddress: String) {
            (self.issuer, self.client, self.secret) = (issuer, client, secret)
            self.returnAddress = returnAddress
        }
    }

    /// Somebody who is sent to the provider.
    public struct Departure: Sendable {
        /// Where they are sent.
        public let address: String
        /// Names this way there; no secret.
        public let state: String
        /// What their browser keeps until they are back.
        public let secret: String
    }

    /// Why nobody was signed in.
    public enum Fault: Error, Hashable, Sendable {
        /// The provider does not answer, or not as it should.
        case unavailable
        /// They did not set out here, or too long ago, or somebody else's browser came back.
        case lost
        /// The provider says no.
        case refused
        case token(TokenFault)
    }

    /// What a provider says of itself (OpenID Connect Discovery 1.0, section 3).
    private struct Metadata: Decodable, Sendable {
        let issuer: String
        let authorization_endpoint: String
        let token_endpoint: String
        let jwks_uri: String
        let token_endpoint_auth_methods_supported: [String]?
    }

    private struct Tokens: Decodable { let id_token: String }

    private let settings: Settings
    private let now: @Sendable () -> Int64
    private let web = WebExchange()
    private let journeys = Journeys()
    private let metadata: Refreshed<Metadata>
    private let keys: KeySet

    /// - Parameter now: milliseconds since 1970.
    public init(_ settings: Settings, now: @escaping @Sendable () -> Int64) {
        self.settings = settings
        self.now = now
        let (issuer, web) = (settings.issuer, web)
        let metadata = Refreshed(pause: 1_000) { await Self.discover(issuer, web) }
        self.metadata = metadata
        keys = KeySet {
            guard let address = await metadata.value(at: now())?.jwks_uri,
                let answer = await web.ask(address), answer.status == 200
            else { return nil }
            return answer.body
        }
    }

    /// Sends somebody to the provider.
    ///
    /// - Parameter next: where they want to go once they are signed in.
    /// - Throws: `Fault`.
    public func depart(next: String?) async throws(Fault) -> Departure {
        guard let metadata = await metadata.value(at: now()) else { throw .unavailable }
        let (state, secret, journey) = journeys.begin(next: next, at: now())
        let challenge = Base64URL.encode(SHA256.digest(of: journey.verifier.utf8))
        let query = WebForm.encoded([
            ("response_type", "code"), ("client_id", settings.client),
            ("redirect_uri", settings.returnAddress), ("scope", "openid profile"),
            ("state", state), ("nonce", journey.nonce), ("code_challenge", challenge),
            ("code_challenge_method", "S256"),
        ])
        let separator = metadata.authorization_endpoint.contains("?") ? "&" : "?"
        return Departure(
            address: metadata.authorization_endpoint + separator + query, state: state,
            secret: secret)
    }

    /// Takes back somebody whom the provider has sent.
    ///
    /// - Parameters:
    ///   - code: what the provider gave them; nil where it refused.
    ///   - secret: what their browser kept.
    /// - Returns: who they are, and where they wanted to go.
    /// - Throws: `Fault`.
    public func arrive(
        state: String, secret: String?, code: String?
    ) async throws(Fault) -> (claims: Claims, next: String?) {
        guard let journey = journeys.end(state: state, secret: secret, at: now()) else {
            throw .lost
        }
        guard let code else { throw .refused }
        guard let metadata = await metadata.value(at: now()) else { throw .unavailable }
        var form = [
            ("grant_type", "authorization_code"), ("code", code),
            ("redirect_uri", settings.returnAddress), ("client_id", settings.client),
            ("code_verifier", journey.verifier),
        ]
        var login: (String, String)?
        if let secret = settings.secret {
            let methods = metadata.token_endpoint_auth_methods_supported
            if methods?.contains("client_secret_basic") != false {
                login = (settings.client, secret)
            } else {
                form.append(("client_secret", secret))
            }
        }
        guard
            let answer = await web.ask(metadata.token_endpoint, form: form, login: login)
        else { throw .unavailable }
        guard answer.status == 200,
            let tokens = try? JSONDecoder().decode(Tokens.self, from: Data(answer.body))
        else { throw .refused }
        await prepare(for: tokens.id_token)
        do throws(TokenFault) {
            let claims = try check(tokens.id_token, for: [settings.client])
            guard claims.nonce == journey.nonce else { throw .nonce }
            return (claims, journey.next)
        } catch {
            throw .token(error)
        }
    }

    /// Whether a text looks like a token of a provider's.
    public static func looksLikeToken(_ text: String) -> Bool { SignedToken.looksLikeOne(text) }

    /// Sees to it that what can be known of a token's key is known: to be awaited before `check`.
    public func prepare(for token: String) async {
        guard let token = try? SignedToken(token) else { return }
        await keys.prepare(for: token, at: now())
    }

    /// What a program's token says, where it is to be believed.
    ///
    /// - Throws: `TokenFault`; `.unknownKey` also where the provider was not asked yet.
    public func check(_ token: String) throws(TokenFault) -> Claims {
        // Without an audience of their own, programs' tokens are for this server by its client's name.
        try check(
            token, for: settings.audiences.isEmpty ? [settings.client] : settings.audiences)
    }

    private func check(
        _ token: String, for audiences: Set<String>
    ) throws(TokenFault) -> Claims {
        let claims = try SignedToken(token).claims(by: keys.keys)
        try claims.check(issuer: settings.issuer, audiences: audiences, at: now())
        return claims
    }

    /// What the provider says of itself, where it says it of the issuer that was meant (section 4.3).
    private static func discover(_ issuer: String, _ web: WebExchange) async -> Metadata? {
        let base = issuer.hasSuffix("/") ? String(issuer.dropLast()) : issuer
        let answer = await web.ask("\(base)/.well-known/openid-configuration")
        guard let answer, answer.status == 200,
            let metadata = try? JSONDecoder().decode(Metadata.self, from: Data(answer.body)),
            metadata.issuer == issuer
        else { return nil }
        return metadata
    }
}
