import CatalogueStore
import CommandLineTool
import Foundation

/// `secondlook-registry keys`: who may write.
enum KeysCommand {
    static let command = Command(
        "keys", summary: "Make, list and revoke the keys that writing needs.",
        subcommands: [create, list, revoke])

    private static let data = CommonOptions.data
    private static let organisation = Argument(
        "ORGANISATION", Reading<String>.text, help: "The organisation's id.")
    private static let scopes = Option(
        repeated: "scope", Reading<Scope>.oneOf, placeholder: "SCOPE",
        help: "What the key may do; may be given several times.")
    private static let name = Argument("KEY", Reading<String>.text, help: "The key's name.")

    private static let create = Command(
        "create", summary: "Make a key for an organisation and show it, once.",
        discussion: """
            Only a digest of the key is kept: whoever loses it needs another. A key writes for its \
            own organisation; one with the scope admin writes for all.
            """,
        options: [data, scopes], arguments: [organisation],
        run: { line in
            let store = try CatalogueStore(existing: line[data])
            guard !line[scopes].isEmpty else {
                let words = Scope.allCases.map(\.rawValue).joined(separator: ", ")
                throw UsageError("--scope is missing: \(words).")
            }
            let (key, text) = try store.createKey(
                for: line[organisation], scopes: Set(line[scopes]))
            line.console.print(text)
            line.console.note(
                "Key \(key.name) of \(key.organisation). It is shown this once: keep it safe.")
        })

    private static let list = Command(
        "list", summary: "List all keys, without their secrets.", options: [data],
        run: { line in
            var table = Table([
                .text("key"), .text("organisation"), .text("scopes"), .text("made"),
                .text("revoked"),
            ])
            for key in try CatalogueStore(reading: line[data]).keys() {
                table.add([
                    key.name, key.organisation,
                    key.scopes.map(\.rawValue).sorted().joined(separator: " "),
                    date(key.createdAt), key.revokedAt.map { date($0) } ?? "",
                ])
            }
            line.console.write(table.text)
        })

    private static let revoke = Command(
        "revoke", summary: "Take a key's power away for good.", options: [data],
        arguments: [name],
        run: { line in
            guard try CatalogueStore(existing: line[data]).revokeKey(line[name]) else {
                throw Failure(
                    "There is no key “\(line[name])” to revoke. See secondlook-registry keys list.")
            }
            line.console.note("Key \(line[name]) is revoked.")
        })

    private static func date(_ milliseconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1_000).formatted(.iso8601)
    }
}
