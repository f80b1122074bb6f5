import Access
import Casework
import CommandLineTool
import Foundation
import Reviews
import SignIn

/// `secondlook sessions`: who is signed in.
enum SessionsCommand {
    static let command = Command(
        "sessions", summary: "List who is signed in, and sign somebody out.",
        subcommands: [list, end])

    private static let data = CommonOptions.data
    private static let name = Argument(
        "SESSION", Reading<String>.text, help: "The session's name in the list.")

    private static let list = Command(
        "list", summary: "List who is signed in.", options: [data],
        run: { line in
            var table = Table([
                .text("session"), .text("person"), .text("role"), .text("since"),
                .text("last seen"),
            ])
            let sessions = DataDirectory(path: line[data]).sessions
            for entry in try sessions.all(at: WallClock.now().milliseconds) {
                table.add([
                    entry.name, entry.person.name, entry.person.role.words, date(entry.begun),
                    date(entry.seen),
                ])
            }
            line.console.write(table.text)
        })

    private static let end = Command(
        "end", summary: "Sign somebody out: a running server knows them no longer.",
        options: [data], arguments: [name],
        run: { line in
            guard try DataDirectory(path: line[data]).sessions.end(named: line[name]) else {
                throw Failure(
                    "There is no session “\(line[name])”. See secondlook sessions list.")
            }
            line.console.note("Session \(line[name]) is over.")
        })

    private static func date(_ milliseconds: Int64) -> String {
        Date(timeIntervalSince1970: Double(milliseconds) / 1_000).formatted(.iso8601)
    }
}
