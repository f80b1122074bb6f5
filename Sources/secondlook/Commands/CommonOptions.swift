import Casework
import CommandLineTool
import Foundation
import PolicyFiles

// Options that several commands share, so that they read alike everywhere.

enum CommonOptions {
    static let data = Option(
        "data", .path, default: "data", placeholder: "DIR",
        help: "The directory that holds the log.")
    static let policy = Option(
        "policy", Reading<String>.path, placeholder: "FILE",
        help: "The policy file; without it the program’s own, which secondlook policy prints.")
    static let json = Option(flag: "json", help: "Print JSON.")
    static let asOf = Option(
        "as-of", .caseDate, placeholder: "DATE",
        help: "The moment to look from: a day, at its end, or a date and time with its offset.")
}

extension Invocation {
    /// The policy that the line names, or the program's own.
    func policyFile(_ option: Option<String?>) throws -> PolicyFile {
        guard let path = self[option] else { return try PolicyFile.standard() }
        return try PolicyFile(path: path)
    }

    /// The moment that the line names, or now.
    func moment(_ option: Option<CaseDate?>) -> Moment {
        guard let date = self[option] else { return WallClock.now() }
        return date.hasTime
            ? date.moment : London.moment(date.day + 1).advanced(milliseconds: -1)
    }
}

extension Reading<CaseDate> {
    /// A bare day or an RFC 3339 time.
    static var caseDate: Reading {
        Reading("a date, such as 2026-03-31") { text in
            let parts = text.split(separator: "-", omittingEmptySubsequences: false)
                .map { Int($0) }
            if parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] {
                return Day(year: year, month: month, day: day).map { CaseDate($0) }
            }
            return (try? Date.ISO8601FormatStyle(includingFractionalSeconds: false).parse(text))
                .map {
                    CaseDate(Moment(milliseconds: Int64($0.timeIntervalSince1970 * 1_000)))
                }
        }
    }
}

/// JSON for people's programs: keys in order, so that the same answer has the same bytes.
enum JSONText {
    static func of(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// The same without line ends, for one of many.
    static func line(of value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }
}

/// A command could not do what it was asked to; the words say what and what to do.
struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
