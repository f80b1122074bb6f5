import Access
import Casework
import CommandLineTool
import Events
import Foundation
import SignIn

/// `secondlook keys`: what programs may do.
enum KeysCommand {
    static let command = Command(
        "keys", summary: "Make, list and revoke the keys of programs.",
        subcommands: [create, list, revoke])

    private static let data = CommonOptions.data
    private static let role = Option(
        "role", Reading<KeyGrant.Use>.oneOf, placeholder: "ROLE",
        help: """
            In which role the program acts: publisher sends events, duty, manager and auditor read \
            and do what such people do, metrics reads /metrics and nothing else.
            """)
    private static let label = Option(
        "name", Reading<String>.text, placeholder: "TEXT",
        help: "Whose key it is; what is done with it stands under this name.")
    private static let sources = Option(
        repeated: "source", Reading<String>.text, placeholder: "URI",
        help: "A source whose events the publisher may send; may be given several times.")
    private static let types = Option(
        "types", Reading<Set<EventType>>.types, placeholder: "TYPE[,…]",
        help: "The types of events that the publisher may send; without it, all of them.")
    private static let expires = Option(
        "expires", .caseDate, placeholder: "DATE",
        help: "Until when the key is good: a day, with the whole of it, or a date and time.")
    private static let name = Argument("KEY", Reading<String>.text, help: "The key's name.")

    private static let create = Command(
        "create", summary: "Make a key and show it, once.",
        discussion: """
            Only a digest of the key is kept: whoever loses it needs another. A running server on \
            the same directory takes it at once.
            """,
        options: [data, role, label, sources, types, expires],
        run: { line in
            let grant = try grant(line)
            guard let owner = line[label] else {
                throw UsageError("--name is missing: say whose key it is.")
            }
            let now = WallClock.now().milliseconds
            let end = line[expires].map { KeysCommand.end(of: $0).milliseconds }
            if let end, end <= now {
                throw UsageError("--expires is over already. Give a later one.")
            }
            let directory = DataDirectory(path: line[data])
            directory.make()
            let made = try directory.keys.create(owner, grant, expires: end, at: now)
            line.console.print(made.text)
            line.console.note(
                "Key \(made.key.name) of \(owner), \(grant.use.rawValue). It is shown this once: "
                    + "keep it safe, and send it as “Authorization: Bearer KEY”.")
        })

    private static let list = Command(
        "list", summary: "List all keys, without their secrets.", options: [data],
        run: { line in
            var table = Table([
                .text("key"), .text("name"), .text("role"), .text("sources"), .text("types"),
                .text("made"), .text("expires"), .text("revoked"),
            ])
            for key in try DataDirectory(path: line[data]).keys.all() {
                table.add(row(of: key))
            }
            line.console.write(table.text)
        })

    private static let revoke = Command(
        "revoke", summary: "Take a key's power away for good.",
        discussion: "A running server on the same directory refuses it from then on.",
        options: [data], arguments: [name],
        run: { line in
            let keys = DataDirectory(path: line[data]).keys
            guard try keys.revoke(line[name], at: WallClock.now().milliseconds) else {
                throw Failure(
                    "There is no key “\(line[name])” to revoke. See secondlook keys list.")
            }
            line.console.note("Key \(line[name]) is revoked.")
        })

    private static func row(of key: AccessKeys.Key) -> [String] {
        let types = key.grant.types.sorted().joined(separator: " ")
        let isForAll = key.grant.types.count == EventType.allCases.count
        return [
            key.name, key.label, key.grant.use.rawValue,
            key.grant.sources.sorted().joined(separator: " "), isForAll ? "all" : types,
            date(key.createdAt), key.expiresAt.map { date($0) } ?? "",
            key.revokedAt.map { date($0) } ?? "",
        ]
    }

    private static func grant(_ line: Invocation) throws -> KeyGrant {
        guard let use = line[role] else {
            let words = KeyGrant.Use.allCases.map(\.rawValue).joined(separator: ", ")
            throw UsageError("--role is missing: \(words).")
        }
        guard use == .publisher else {
            guard line[sources].isEmpty, line[types] == nil else {
                throw UsageError("--source and --types are for publishers. Leave them out.")
            }
            return KeyGrant(use: use)
        }
        guard !line[sources].isEmpty else {
            throw UsageError("--source is missing: a publisher sends events of its own sources.")
        }
        let types = line[types] ?? Set(EventType.allCases)
        return KeyGrant(
            use: use, sources: Set(line[sources]), types: Set(types.map(\.rawValue)))
    }

    private static func end(of date: CaseDate) -> Moment {
        date.hasTime ? date.moment : London.moment(date.day + 1)
    }

    private static func date(_ milliseconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1_000).formatted(.iso8601)
    }
}

extension Reading<Set<EventType>> {
    /// Several with commas.
    static var types: Reading {
        let words = EventType.allCases.map(\.rawValue)
        return Reading(
            "\(words.joined(separator: ", ")), or several with commas", example: words[0],
            completion: .words(words)
        ) { text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            let types = parts.compactMap { EventType(rawValue: String($0)) }
            return types.count == parts.count ? Set(types) : nil
        }
    }
}
