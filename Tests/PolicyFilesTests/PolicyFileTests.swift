import Casework
import Foundation
import PolicyFiles
import Testing

@Suite("The policy file")
struct PolicyFileTests {
    private func edited(_ text: String, with replacement: String) throws -> [UInt8] {
        let standard = String(decoding: try PolicyFile.standard().bytes, as: UTF8.self)
        #expect(standard.contains(text))
        return Array(standard.replacing(text, with: replacement).utf8)
    }

    private func complaint(_ bytes: [UInt8]) throws -> String {
        let error = #expect(throws: PolicyError.self) { try PolicyFile(bytes: bytes) }
        return try #require(error).description
    }

    @Test("The program’s own policy is sound, and every rule in force has its section")
    func standard() throws {
        let policy = try PolicyFile.standard().policy
        #expect(policy.rules.map(\.name) == rulesInForce.map { $0.name })
        #expect(policy.digest.utf8.count == 64)
    }

    @Test("Another number gives another digest")
    func digest() throws {
        let other = try PolicyFile(bytes: edited(#""withinDays": 28"#, with: #""withinDays": 29"#))
        #expect(other.policy.digest != (try PolicyFile.standard().policy.digest))
    }

    @Test(
        "What is wrong is named by its field",
        arguments: [
            (
                #""withinDays": 28"#, #""withinDay": 28"#,
                "rules.rapid-return.withinDays is missing."
            ),
            (
                #""withinDays": 28"#, #""withinDays": 28, "within": 3"#,
                "rules.rapid-return.within is not a field of a policy. Is it misspelt?"
            ),
            (
                #""withinDays": 28"#, #""withinDays": "28""#,
                "rules.rapid-return.withinDays has a value of the wrong type."
            ),
            (#""version""#, #""verson""#, "version is missing."),
            (#""from": 0"#, #""from": 10"#, "bands: the first band has to begin at 0."),
            (
                #""2026-12-25""#, #""2026-12-32""#,
                "bankHolidaysEngland: “2026-12-32” is not a day. Write 2026-12-25."
            ),
            (
                #""workingDayEndsAtHour": 17"#, #""workingDayEndsAtHour": 24"#,
                "workingDayEndsAtHour: give an hour from 1 to 23."
            ),
        ])
    func faults(text: String, replacement: String, words: String) throws {
        #expect(try complaint(edited(text, with: replacement)) == words)
    }

    @Test("Every number of every rule has its limits, and none beyond them is let in")
    func limits() throws {
        let file = try PolicyFile.standard()
        let json = try #require(
            JSONSerialization.jsonObject(with: Data(file.bytes)) as? [String: Any])
        for rule in file.policy.rules {
            let sections = try #require(json["rules"] as? [String: [String: Any]])
            let section = try #require(sections[rule.name])
            let numbers = section.filter { $0.value is NSNumber }
            #expect(Set(rule.limits.map(\.field)) == Set(numbers.keys), "\(rule.name)")
            for limit in rule.limits {
                for value in [limit.range.lowerBound - 1, limit.range.upperBound + 1, 1e9, -1e9] {
                    var (json, sections, section) = (json, sections, section)
                    section[limit.field] = Int(value)
                    sections[rule.name] = section
                    json["rules"] = sections
                    let words = try complaint(
                        Array(try JSONSerialization.data(withJSONObject: json)))
                    #expect(words.hasPrefix("rules.\(rule.name).\(limit.field): give "))
                }
            }
        }
    }

    @Test("A file that is not there, or is no JSON, is an error a person can act on")
    func unreadable() throws {
        let missing = #expect(throws: PolicyError.self) { try PolicyFile(path: "/no/such/file") }
        #expect(try #require(missing).description.contains("Is the path right?"))
        #expect(try complaint(Array("{".utf8)) == "It is not JSON.")
    }
}
