import Catalogue
import Testing

@Suite("Prices a year")
struct PriceTests {
    private func price(
        _ min: String, _ max: String? = nil, _ unit: String = "User", _ interval: String = "Month",
        currency: String = "GBP"
    ) -> JSON {
        .object(stating: [
            "min": .string(min), "max": max.map { .string($0) }, "currency": .string(currency),
            "unit": .string(unit), "interval": .string(interval),
        ])
    }

    @Test(
        "a limit within a range is neither met nor not met",
        arguments: [
            ("60000", Verdict.met), ("59999.99", .notStated), ("30000", .notStated),
            ("29999.99", .notMet),
        ])
    func range(limit: String, verdict: Verdict) throws {
        let judgement = try Examples.judgement(
            ["pricePerYearAtMost": .string(limit)], "price", price("25", "50"),
            units: ["User": 100])
        #expect(judgement.verdict == verdict)
    }

    @Test(
        "what cannot be compared is not stated, and says why",
        arguments: [
            ("Device", "Month", "does not say how many"), ("User", "", "for how long"),
            ("User", "Hour", "how long it will be used"),
        ])
    func cannotCompare(unit: String, interval: String, reason: String) throws {
        let judgement = try Examples.judgement(
            ["pricePerYearAtMost": "1"], "price", price("25", nil, unit, interval),
            units: ["User": 100])
        #expect(judgement.verdict == .notStated)
        #expect(judgement.reason.contains(reason))
    }

    @Test("another currency cannot be compared")
    func currency() throws {
        let judgement = try Examples.judgement(
            ["pricePerYearAtMost": "100000"], "price", price("25", currency: "EUR"),
            units: ["User": 1])
        #expect(judgement.verdict == .notStated)
    }

    @Test("transactions are counted by the year")
    func transactions() throws {
        let judgement = try Examples.judgement(
            ["pricePerYearAtMost": "2500"], "price", price("0.25", nil, "Transaction", ""),
            units: ["Transaction": 10_000])
        #expect(judgement.verdict == .met)
        #expect(judgement.reason == "A year costs at most £2,500.")
    }

    @Test("a price times a number beyond counting is no trap")
    func overflow() throws {
        let judgement = try Examples.judgement(
            ["pricePerYearAtMost": "1"], "price", price("999999999999"),
            units: ["User": 1_000_000_000])
        #expect(judgement.verdict == .notStated)
    }

    @Test(
        "amounts are exact and written one way",
        arguments: [
            ("1200", "1200.00"), ("0.1", "0.10"), ("1.23456", "1.23456"), ("1.2300", "1.23"),
        ])
    func amounts(text: String, written: String) throws {
        #expect(Amount(text)?.description == written)
    }

    @Test(
        "what is no amount is refused",
        arguments: ["", "1.", ".5", "-1", "1e3", "1,000", "1.234567", "１"])
    func notAmounts(text: String) {
        #expect(Amount(text) == nil)
    }
}
