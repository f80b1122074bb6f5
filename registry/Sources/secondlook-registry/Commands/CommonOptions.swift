import Catalogue
import CommandLineTool

// Options that several commands share, so that they read alike everywhere.

enum CommonOptions {
    static let data = Option(
        "data", .path, default: "data", placeholder: "DIR",
        help: "The directory that holds the registry.")
    static let json = Option(flag: "json", help: "Print JSON.")
    static let day = Option(
        "day", Reading<Day>.day, placeholder: "DATE",
        help: "Judge certificates and frameworks on this day; without it today.")
    static let limit = Option(
        "limit", .number(in: 1...1_000), default: 10, placeholder: "NUMBER",
        help: "Show so many at the most.")
}

extension Reading<Day> {
    static var day: Reading {
        Reading("a date, such as 2026-03-31", example: "2026-03-31") { Day($0) }
    }
}
