/// A procurement framework and the days on which one can buy from it:
/// `registry/vocabulary/frameworks.json`.
public struct Framework: Hashable, Sendable {
    public let id: String
    /// As people say it: “G-Cloud 14”.
    public let title: String
    public let period: Period

    /// Those that are known. Others may be named; nothing is known of their days.
    public static let all: [Framework] = {
        do {
            let json = try JSON(parsing: PackageResources.frameworks_json)
            return try (json["frameworks"]?.elements ?? []).map { framework in
                guard let id = framework["id"]?.text, let title = framework["title"]?.text else {
                    throw LatticeFault("A framework has no id or no title.")
                }
                func day(_ key: String) throws -> Day? {
                    guard let text = framework[key]?.text else { return nil }
                    guard let day = Day(text) else { throw LatticeFault("\(text) is no day.") }
                    return day
                }
                return Framework(
                    id: id, title: title,
                    period: Period(from: try day("from"), until: try day("until")))
            }
        } catch {
            // The file is part of the program, and a test reads it.
            preconditionFailure("registry/vocabulary/frameworks.json: \(error)")
        }
    }()

    private static let byID = Dictionary(all.map { ($0.id, $0) }) { first, _ in first }

    public static func named(_ id: String) -> Framework? { byID[id] }

    /// The title; the id where nothing is known of it.
    public static func title(of id: String) -> String { named(id)?.title ?? id }
}

extension Membership {
    /// When one can buy: while the solution is on the framework and the framework is open.
    var buyable: Period {
        guard let framework = Framework.named(framework)?.period else { return period }
        return Period(
            from: [period.from, framework.from].compactMap(\.self).max(),
            until: [period.until, framework.until].compactMap(\.self).min())
    }
}
