import Access
import Events
import Foundation
import SQLiteLog
import SignIn

/// Keys of a server's own: a manager's program, and a publisher of all that tests publish.
struct Keys: Sendable {
    let manager: String
    let publisher: String

    /// The sources of the events that tests send over HTTP.
    private static let sources: Set<String> = [
        "test", "crm", "mis", "mash-hub", "case-system", "casework.example",
    ]

    /// Keys for the server of a directory, whether it runs already or not. Where none can be made, as
    /// on a full disk, keys that are not good.
    init(in directory: String) {
        let keys = AccessKeys(at: Gate.keyFile(in: directory))
        func key(_ grant: KeyGrant) -> String {
            (try? keys.create("tests", grant, at: SQLiteLog.wallClock()).text) ?? "none"
        }
        manager = key(KeyGrant(use: .manager))
        publisher = key(
            KeyGrant(
                use: .publisher, sources: Self.sources,
                types: Set(EventType.allCases.map(\.rawValue))))
    }
}
