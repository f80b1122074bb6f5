import Casework
import Events
import Testing

@Suite("Reading an event")
struct EventDecoderTests {
    private func decode(_ sample: Sample) throws -> Event {
        try EventDecoder().decode(sample.json)
    }

    @Test func `A contact has all that it states`() throws {
        let event = try decode(.contact)
        #expect(event.id == "e-1")
        #expect(event.source == "casework/201")
        #expect(event.time.description == "2026-03-31T09:41:07.250Z")
        #expect(event.childID == ChildID(child))
        let day = try #require(Day(year: 2026, month: 3, day: 30))
        let decided = CaseDate(London.moment(day + 1, hour: 10))
        #expect(
            event.fact
                == .contact(
                    Contact(
                        id: RecordID("c-1"), receivedAt: CaseDate(day), source: .healthVisitor,
                        outcome: .earlyHelp, decidedAt: decided, householdID: HouseholdID("h-1"))))
    }

    @Test func `A referral has all that it states`() throws {
        let day = try #require(Day(year: 2026, month: 3, day: 30))
        #expect(
            try decode(.referral).fact
                == .referral(
                    Referral(
                        id: RecordID("r-1"), receivedAt: CaseDate(day), source: .police,
                        primaryNeed: .abuseOrNeglect, noFurtherAction: true,
                        decidedAt: CaseDate(day + 1), contactID: RecordID("c-1"),
                        householdID: HouseholdID("h-1"))))
    }

    @Test func `A closure and a retraction have all that they state`() throws {
        let day = try #require(Day(year: 2026, month: 3, day: 30))
        #expect(
            try decode(.closure).fact
                == .closure(
                    Closure(
                        referralID: RecordID("r-1"), closedAt: CaseDate(day),
                        reason: .noActionAfterAssessment, pendingInformation: false)))
        #expect(
            try decode(.retraction).fact
                == .retraction(
                    Retraction(
                        record: RecordReference(.referral, RecordID("r-1")),
                        reason: "Recorded for the wrong child.")))
    }

    @Test(arguments: Sample.all)
    func `What is optional may be left out`(sample: Sample) throws {
        for field in [
            "outcome", "decidedAt", "householdId", "primaryNeed", "noFurtherAction",
            "pendingInformation",
        ] {
            _ = try decode(sample.with("data.\(field)", nil))
        }
        let event = try decode(Sample.referral.with("data.noFurtherAction", nil))
        guard case .referral(let referral) = event.fact else {
            Issue.record("not a referral")
            return
        }
        #expect(referral.noFurtherAction == nil)
    }

    @Test(arguments: Sample.all)
    func `The order of the fields does not matter`(sample: Sample) throws {
        var turned = sample
        turned.data.reverse()
        turned.envelope.reverse()
        let data = turned.data.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",")
        let envelope = turned.envelope.map { "\"\($0.name)\":\($0.json)" }.joined(separator: ",")
        let json = "{\"data\":{\(data)},\(envelope)}"
        #expect(try EventDecoder().decode(Array(json.utf8)) == decode(sample))
    }

    @Test func `Extension attributes are passed over`() throws {
        let plain = try decode(.contact)
        let extended = Sample.contact.with("traceparent", #""00-1""#).with("sequence", "7")
            .with("sampled", "true").with("datacontenttype", #""Application/JSON; charset=utf-8""#)
            .with("dataschema", #""https://example.org/contacts.json""#)
        #expect(try decode(extended) == plain)
        #expect(try decode(extended.with("subject", #""c-1""#)).subject == "c-1")
    }

    @Test func `Escapes in names and values are read`() throws {
        let escaped = Sample.contact.text.replacing("\"contactId\"", with: #""\u0063ontactId""#)
            .replacing("\"c-1\"", with: #""c\u002d1 \ud83d\ude42""#)
        let event = try EventDecoder().decode(Array(escaped.utf8))
        #expect(event.fact.record.id == RecordID("c-1 🙂"))
    }

    @Test func `One decoder reads sound events after unsound ones`() throws {
        let decoder = EventDecoder()
        for sample in Sample.all {
            #expect(throws: InvalidEvent.self) { try decoder.decode(Array(sample.json.dropLast())) }
            #expect(try decoder.decode(sample.json) == decode(sample))
        }
    }

    @Test func `Publishers that take the same place in the cache stay apart`() throws {
        let decoder = EventDecoder()
        for round in 0..<2 {
            for number in 0..<2_000 {
                let sample = Sample.contact.with("source", "\"casework/\(number)\"")
                #expect(
                    try decoder.decode(sample.json).source == "casework/\(number)", "round \(round)"
                )
            }
        }
    }

    @Test func `Every code of every list is read`() throws {
        for code in ReferralSource.allCases {
            let event = try decode(Sample.contact.with("data.source", "\"\(code.rawValue)\""))
            guard case .contact(let contact) = event.fact else { continue }
            #expect(contact.source == code)
        }
        for code in ClosureReason.allCases {
            let event = try decode(Sample.closure.with("data.reason", "\"\(code.rawValue)\""))
            guard case .closure(let closure) = event.fact else { continue }
            #expect(closure.reason == code)
        }
        for code in PrimaryNeed.allCases {
            let event = try decode(Sample.referral.with("data.primaryNeed", "\"\(code.rawValue)\""))
            guard case .referral(let referral) = event.fact else { continue }
            #expect(referral.primaryNeed == code)
        }
        for code in ContactOutcome.allCases {
            let event = try decode(Sample.contact.with("data.outcome", "\"\(code.rawValue)\""))
            guard case .contact(let contact) = event.fact else { continue }
            #expect(contact.outcome == code)
        }
    }
}
