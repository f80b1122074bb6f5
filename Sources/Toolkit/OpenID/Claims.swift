/// What a token says, once it was believed (OpenID Connect Core 1.0, section 2; RFC 9068).
public struct Claims: Decodable, Hashable, Sendable {
    public let iss: String
    public let sub: String
    /// Whom it was made for: in tokens a text or a list.
    public let aud: [String]
    /// Seconds since 1970; so is `nbf`.
    public let exp: Double
    public let nbf: Double?
    public let nonce: String?
    /// Microsoft Entra ID's tenant, and its identifier of the person or the program there.
    public let tid: String?
    public let oid: String?
    public let name: String?
    public let roles: [String]
    /// The program that asked for the token, as providers differ in calling it.
    public let client: String?

    private enum Key: String, CodingKey {
        case iss, sub, aud, exp, nbf, nonce, tid, oid, name, roles, azp, appid, client_id
    }

    public init(from decoder: any Decoder) throws {
        let claims = try decoder.container(keyedBy: Key.self)
        func text(_ key: Key) throws -> String? {
            try claims.decodeIfPresent(String.self, forKey: key)
        }
        func texts(_ key: Key) throws -> [String] {
            if let one = try? claims.decode(String.self, forKey: key) { return [one] }
            return try claims.decodeIfPresent([String].self, forKey: key) ?? []
        }
        iss = try claims.decode(String.self, forKey: .iss)
        sub = try claims.decode(String.self, forKey: .sub)
        aud = try texts(.aud)
        exp = try claims.decode(Double.self, forKey: .exp)
        nbf = try claims.decodeIfPresent(Double.self, forKey: .nbf)
        (nonce, tid, oid) = (try text(.nonce), try text(.tid), try text(.oid))
        name = try text(.name)
        roles = try texts(.roles)
        client = try text(.azp) ?? text(.appid) ?? text(.client_id)
    }

    /// For how many seconds the clocks of two machines may differ.
    static let skew = 60.0

    /// Whether they are from this issuer, for one of these, and good now.
    ///
    /// - Parameter now: milliseconds since 1970.
    func check(
        issuer: String, audiences: Set<String>, at now: Int64
    ) throws(TokenFault) {
        guard iss == issuer else { throw .issuer }
        guard !audiences.isDisjoint(with: aud) else { throw .audience }
        let seconds = Double(now) / 1_000
        guard seconds < exp + Self.skew else { throw .expired }
        guard nbf.map({ $0 - Self.skew <= seconds }) != false else { throw .notYetValid }
    }
}
