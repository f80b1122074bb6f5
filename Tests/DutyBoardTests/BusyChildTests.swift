import Casework
import Digests
import HTTPServer
import Testing

@testable import DutyBoard

/// A child to whom a system has given the records of many: a placeholder such as UNKNOWN.
@Suite struct BusyChildTests {
    private let desk: Desk
    private static let count = 2_500

    init() throws {
        desk = try Desk()
        var child = Telling("UNKNOWN")
        for number in 0..<Self.count {
            let day = Desk.today - (number * 7) % 3_600
            switch number % 5 {
            case 3:
                child.referral("R\(number)", CaseDate(day), .school, decided: CaseDate(day))
            case 4: child.closure("R\(number - 1)", CaseDate(day + 3))
            default: child.contact("K\(number)", CaseDate(day), .police)
            }
        }
        try desk.publish(child.events)
        try desk.settle()
    }

    private func page(_ query: String = "") async -> String {
        await desk.get("/children/\(desk.digest.digest(of: "UNKNOWN"))\(query)").text
    }

    @Test func `every record is on a page, each on one, and links lead from page to page`()
        async throws
    {
        var numbers: [Int] = []
        var address = ""
        var pages = 0
        while true {
            let page = await page(address)
            let rows = page.matches(of: /<tr id="record-(\d+)"/).compactMap { Int($0.1) }
            #expect(rows.count == 100)
            numbers += rows
            pages += 1
            #expect(page.contains("Page \(pages) of 25, \(Self.count) records in all"))
            guard
                let next = page.firstMatch(
                    of: /<a href="(\?records=\d+)#records">Show the \d+ before/)
            else { break }
            address = String(next.1)
        }
        #expect(pages == 25)
        #expect(numbers == Array(1...Self.count))
    }

    @Test func `a page of records that there is not is the nearest that there is`() async {
        for (query, number) in [
            ("?records=0", 1), ("?records=-4", 1), ("?records=99999999999999999999", 1),
            ("?records=9999", 25), ("?records=x", 1), ("?records=", 1),
        ] {
            #expect(await page(query).contains("Page \(number) of 25"), "\(query)")
        }
    }

    @Test func `reasons link to records on other pages too`() async throws {
        let first = await page()
        for match in first.matches(of: /href="(\?records=\d+)?#(record-\d+)"/).prefix(60) {
            let other = match.1.map(String.init) ?? ""
            #expect(await page(other).contains("<tr id=\"\(match.2)\""), "\(other)#\(match.2)")
        }
        #expect(first.contains("smaller reasons of the same kinds"))
        let points = first.matches(of: /<td class="n"><strong>(\d+)<\/strong>/)
            .compactMap { Int($0.1) }
        let sum = try #require(first.firstMatch(of: /the sum is (\d+)/).flatMap { Int($0.1) })
        #expect(points.reduce(0, +) == sum)
    }

    @Test func `what is drawn and listed has a limit, whatever the number of records`() async {
        let page = await page()
        #expect(page.utf8.count < 400_000)
        #expect(page.count(of: "<rect x") < 700)
        #expect(page.count(of: "class=\"arc\"") <= 300)
        let board = await desk.get("/").text
        #expect(board.utf8.count < 250_000)
    }

    @Test func `a child with few records has them on one page as ever`() async throws {
        try desk.publish(Northmoor.back.events)
        try desk.settle()
        let page = await desk.get("/children/\(desk.digest.digest(of: "C-1029"))").text
        #expect(!page.contains("?records="))
        #expect(page.contains("All records, the latest first"))
    }
}

extension Desk {
    static let today = London.day(of: morning)
}
