import Access
import Casework
import CommandLineTool
import Foundation
import Reviews
import SignIn

/// `secondlook sign-in`: another address that signs somebody in, while a server runs.
enum SignInCommand {
    private static let data = CommonOptions.data
    private static let role = Option(
        "role", Reading<SignInRole>.oneOf, default: .manager, placeholder: "ROLE",
        help: "In which role: duty, manager, auditor or administrator.")

    static let command = Command(
        "sign-in", summary: "Print an address that signs somebody in, once, within ten minutes.",
        discussion: """
            For a machine without a provider of identities. Whoever opens the address on this machine \
            is signed in under the name of the user who printed it.
            """,
        options: [data, role],
        run: { line in
            let directory = DataDirectory(path: line[data])
            guard let address = directory.servingAddress else {
                throw Failure(
                    """
                    No board is being served from \(directory.path). Start it with secondlook serve \
                    --data \(directory.path), or mend --data.
                    """)
            }
            line.console.print(
                try LocalSignIn.address(
                    at: address, in: directory, as: line[role].role,
                    now: WallClock.now().milliseconds))
        })
}

/// The roles of people.
enum SignInRole: String, CaseIterable, Sendable {
    case duty, manager, auditor, administrator

    var role: Role {
        switch self {
        case .duty: .duty
        case .manager: .manager
        case .auditor: .auditor
        case .administrator: .administrator
        }
    }
}

/// Signing in on a machine without a provider of identities.
enum LocalSignIn {
    /// An address that signs in the user of this process, once.
    ///
    /// - Parameter now: milliseconds since 1970.
    /// - Throws: `SharedFileError`.
    static func address(
        at server: String, in directory: DataDirectory, as role: Role, now: Int64
    ) throws -> String {
        let codes = OneTimeCodes<Reviewer>(in: Gate.codes(in: directory.path))
        return "\(server)/sign-in?code=\(try codes.issue(for: user(role), at: now))"
    }

    /// Whoever runs this process, by their name on this machine.
    private static func user(_ role: Role) -> Reviewer {
        let login = NSUserName()
        let full = NSFullUserName().trimmingCharacters(in: .whitespaces)
        return Reviewer(
            tenant: Reviewer.local, object: "user \(login)", name: full.isEmpty ? login : full,
            role: role)
    }
}
