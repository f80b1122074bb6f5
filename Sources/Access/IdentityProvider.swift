private import Foundation
import OpenID
import Reviews

/// The provider that people sign in with, and what its words mean here.
///
/// Read from a file in JSON:
///
///     {"issuer": "https://login.microsoftonline.com/TENANT/v2.0",
///      "client": "CLIENT-ID", "secretFile": "/etc/secondlook/oidc.secret",
///      "address": "https://board.example.org",
///      "audience": "api://second-look",
///      "roles": {"duty": "SecondLook.Duty", "manager": "SecondLook.Manager"},
///      "publishers": [{"client": "MIS-CLIENT-ID", "sources": ["mis"], "types": ["contact.recorded"]}]}
///
/// Roles come from the claim `roles`, never from groups; one that the file does not name is called as
/// it is here. Publishers' programs act for their own sources alone.
public struct IdentityProvider: Sendable {
    /// The address by which browsers reach this server.
    public let address: String
    /// The provider's host, for people to know it by.
    public let name: String
    let openID: OpenIDProvider
    private let roles: [String: Role]
    private let publishers: [String: KeyGrant]

    private struct File: Decodable {
        struct Publisher: Decodable {
            let client: String
            let sources: [String]
            let types: [String]?
        }

        let issuer: String
        let client: String
        let secretFile: String?
        let address: String
        let audience: String?
        let roles: [String: String]?
        let publishers: [Publisher]?
    }

    /// - Parameters:
    ///   - path: the file.
    ///   - types: all types of events, for publishers of which the file names none.
    ///   - now: milliseconds since 1970.
    /// - Throws: `IdentityProviderError`.
    public init(
        file path: String, types: Set<String>, now: @escaping @Sendable () -> Int64
    ) throws(IdentityProviderError) {
        let file: File
        do {
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            file = try JSONDecoder().decode(File.self, from: data)
        } catch {
            throw IdentityProviderError(
                """
                \(path) cannot be read as what --oidc wants: JSON with issuer, client and address, and \
                if need be secretFile, audience, roles and publishers.
                """)
        }
        address = file.address.hasSuffix("/") ? String(file.address.dropLast()) : file.address
        name = URLComponents(string: file.issuer)?.host ?? file.issuer
        for (what, address) in [("issuer", file.issuer), ("address", address)] {
            guard Self.isSafe(address) else {
                throw IdentityProviderError(
                    "The \(what) in \(path) has to begin with https://, but for this machine's own."
                )
            }
        }
        var settings = OpenIDProvider.Settings(
            issuer: file.issuer, client: file.client, secret: nil,
            returnAddress: "\(address)/sign-in/return")
        if let secret = file.secretFile {
            guard let text = try? String(contentsOfFile: secret, encoding: .utf8) else {
                throw IdentityProviderError(
                    "The secretFile \(secret) of \(path) cannot be read. Let this user read it.")
            }
            settings.secret = text.trimmingCharacters(in: .whitespacesAndNewlines)
        }
        settings.audiences = file.audience.map { [$0] } ?? []
        var roles: [String: Role] = [:]
        for role in Role.allCases { roles[file.roles?[role.rawValue] ?? role.rawValue] = role }
        if let unknown = file.roles?.keys.first(where: { Role(rawValue: $0) == nil }) {
            throw IdentityProviderError(
                """
                \(path) names a role “\(unknown)”, which is none here: \
                \(Role.allCases.map(\.rawValue).joined(separator: ", ")).
                """)
        }
        self.roles = roles
        publishers = Dictionary(
            (file.publishers ?? []).map { publisher in
                (
                    publisher.client,
                    KeyGrant(
                        use: .publisher, sources: Set(publisher.sources),
                        types: publisher.types.map { Set($0) } ?? types)
                )
            }, uniquingKeysWith: { first, _ in first })
        openID = OpenIDProvider(settings, now: now)
    }

    /// Whether browsers reach this server by TLS.
    var isSecure: Bool { address.hasPrefix("https://") }

    /// Secrets go over TLS, or stay on this machine.
    private static func isSafe(_ address: String) -> Bool {
        guard let parts = URLComponents(string: address), let host = parts.host else {
            return false
        }
        return parts.scheme == "https"
            || parts.scheme == "http" && ["localhost", "127.0.0.1", "[::1]", "::1"].contains(host)
    }

    /// A person in the first of these roles that they have; nil for somebody without any.
    func person(_ claims: Claims) -> Reviewer? {
        reviewer(claims, among: [.manager, .duty, .auditor, .administrator])
    }

    /// A program, with what it may publish where that is its role.
    func program(_ claims: Claims) -> Visitor? {
        guard
            let reviewer = reviewer(
                claims, among: [.publisher, .manager, .duty, .auditor, .administrator])
        else { return nil }
        let grant = reviewer.role == .publisher ? claims.client.flatMap { publishers[$0] } : nil
        return Visitor(program: reviewer, publishing: grant)
    }

    /// Somebody is a tenant and an object there, or an issuer and a subject: never an e-mail address.
    private func reviewer(_ claims: Claims, among order: [Role]) -> Reviewer? {
        let had = Set(claims.roles.compactMap { roles[$0] })
        guard let role = order.first(where: had.contains) else { return nil }
        return Reviewer(
            tenant: claims.tid ?? claims.iss, object: claims.oid ?? claims.sub,
            name: claims.name ?? claims.client ?? "Somebody without a name", role: role)
    }
}

/// Why a provider cannot be used, and what to do about it.
public struct IdentityProviderError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
