import Casework
import Events
import Testing

@Suite("Refusing an event")
struct InvalidEventTests {
    /// A spoilt value of a field and a word that the reason has.
    struct Spoilt {
        let sample: Sample
        let field: String
        let json: String?
        let word: String
    }

    private static let text: [(json: String?, word: String)] = [
        (nil, "missing"), ("null", "null"), ("7", "not text"), ("1.5", "not text"),
        ("true", "not text"), ("{}", "not text"), ("[\"x\"]", "not text"),
    ]
    private static func identifiers(longest: Int) -> [(json: String?, word: String)] {
        text + [
            (#""""#, "blank"), (#""   ""#, "blank"), (#""\u3000 ""#, "blank"),
            (#""a\u0000b""#, "control"), (#""a\nb""#, "control"), (#""a\u0085b""#, "control"),
            (#"" ab""#, "begins or ends"), (#""ab ""#, "begins or ends"),
            (#""\u00a0ab""#, "begins or ends"), (#""a\u00a0b""#, "U+00A0"),
            (#""a\u200bb""#, "U+200B"), (#""a\u202eb""#, "U+202E"), (#""a\u2066b""#, "U+2066"),
            (#""\ufeffab""#, "U+FEFF"), (#""a\u2028b""#, "U+2028"), (#""a\u00adb""#, "U+00AD"),
            (#""a\ufe0fb""#, "U+FE0F"), (#""a\ufffdb""#, "U+FFFD"), (#""a\uffffb""#, "U+FFFF"),
            (#""a\udb40\udc41b""#, "U+E0041"), (#""e\u0301""#, "NFC"), (#""\u212a1""#, "NFC"),
            ("\"\(String(repeating: "x", count: longest + 1))\"", "longer"),
            ("\"\(String(repeating: "é", count: longest + 1))\"", "longer"),
        ]
    }
    private static let dates: [(json: String?, word: String)] =
        text + [
            (#""""#, "not a date"), (#""31/03/2026""#, "not a date"),
            (#""2026-3-31""#, "not a date"),
            (#""2026-03""#, "not a date"), (#""2026-03-31 ""#, "not a date"),
            (#""2026-02-30""#, "calendar"), (#""2023-02-29""#, "calendar"),
            (#""2026-13-01""#, "calendar"), (#""2026-00-10""#, "calendar"),
            (#""2026-04-31""#, "calendar"), (#""1066-04-13""#, "1900 to 2199"),
            (#""2200-01-01""#, "1900 to 2199"), (#""1234567-01-01""#, "1900 to 2199"),
            (#""20260-01-01""#, "1900 to 2199"), (#""+2026-01-01""#, "not a date"),
            (#""2026-03-31T09:41:07""#, "offset"), (#""2026-03-31T09:41:07.5""#, "offset"),
            (#""2026-03-31T09:41Z""#, "not a date"), (#""2026-03-31T24:00:00Z""#, "clock"),
            (#""2026-03-31T09:60:00Z""#, "clock"), (#""2026-03-31T23:59:60Z""#, "leap second"),
            (#""2026-03-31T09:41:61Z""#, "clock"), (#""2026-03-31T09:41:07+25:00""#, "not a date"),
            (#""2026-03-31T09:41:07+0100""#, "not a date"),
            (#""2026-03-31T09:41:07ZZ""#, "not a date"),
            (#""2026-03-31T09:41:07.1234567890Z""#, "not a date"),
            (#""2026-03-31T09:41:07.Z""#, "not a date"), (#""2026-03-31 09:41:07Z""#, "not a date"),
            (#""2199-12-31T23:30:00-01:00""#, "1900 to 2199"),
            (#""1900-01-01T00:30:00+01:00""#, "1900 to 2199"),
        ]
    private static let codes: [(json: String?, word: String)] =
        text + [(#""""#, "list"), (#""ZZ""#, "\"ZZ\""), (#""rc8""#, "list"), (#""18A""#, "18A")]
    private static let booleans: [(json: String?, word: String)] = [
        ("null", "null"), (#""true""#, "true nor false"), ("1", "true nor false"),
        ("[]", "true nor false"),
    ]

    static let table: [Spoilt] = {
        var table: [Spoilt] = []
        func add(_ sample: Sample, _ fields: [String], _ ways: [(json: String?, word: String)]) {
            for field in fields {
                for way in ways {
                    table.append(
                        Spoilt(sample: sample, field: field, json: way.json, word: way.word))
                }
            }
        }
        func present(_ ways: [(json: String?, word: String)]) -> [(json: String?, word: String)] {
            ways.filter { $0.json != nil }
        }
        /// An attribute that is null is one that is not set.
        func attribute(_ ways: [(json: String?, word: String)]) -> [(json: String?, word: String)] {
            ways.map { $0.json == "null" ? ("null", "missing") : $0 }
        }
        func optional(_ ways: [(json: String?, word: String)]) -> [(json: String?, word: String)] {
            present(ways).filter { $0.json != "null" }
        }
        for sample in Sample.all {
            add(sample, ["id", "source"], attribute(identifiers(longest: 200)))
            add(sample, ["subject"], optional(identifiers(longest: 200)))
            add(
                sample, ["specversion"],
                attribute(text) + [(#""0.3""#, "version"), (#""1.0.2""#, "version")])
            add(sample, ["type"], attribute(text) + [(#""contact.updated""#, "type we know")])
            add(sample, ["time"], attribute(dates) + [(#""2026-03-31""#, "moment")])
            add(sample, ["datacontenttype"], optional(text) + [(#""text/xml""#, "JSON")])
            add(sample, ["dataschema"], optional(text) + [(#""""#, "URI")])
            add(sample, ["tenant"], [("1.5", "32 bits"), ("{}", "simple"), ("[1]", "simple")])
            add(sample, ["Tenant", "ten_ant", "Time"], [("1", "name")])
            add(sample, ["data_base64"], [(#""e30=""#, "beside data")])
            add(sample, ["data.childId"], identifiers(longest: 128))
            add(sample, ["data.surname"], [(#""x""#, "not a field")])
        }
        let ids = identifiers(longest: 128)
        add(.contact, ["data.contactId"], ids)
        add(.contact, ["data.householdId"], present(ids))
        add(.contact, ["data.receivedAt"], dates)
        add(.contact, ["data.decidedAt"], present(dates))
        add(.contact, ["data.source"], codes)
        add(.contact, ["data.outcome"], present(codes))
        add(.contact, ["data.referralId", "data.reason"], [(#""x""#, "not a field")])
        add(.referral, ["data.referralId"], ids)
        add(.referral, ["data.contactId", "data.householdId"], present(ids))
        add(.referral, ["data.receivedAt"], dates)
        add(.referral, ["data.decidedAt"], present(dates))
        add(.referral, ["data.source"], codes)
        add(.referral, ["data.primaryNeed"], present(codes))
        add(.referral, ["data.noFurtherAction"], booleans)
        add(.closure, ["data.referralId"], ids)
        add(.closure, ["data.closedAt"], dates)
        add(.closure, ["data.reason"], codes)
        add(.closure, ["data.pendingInformation"], booleans)
        add(.retraction, ["data.recordId"], ids)
        add(.retraction, ["data.recordType"], codes)
        let long = String(repeating: "x", count: 501)
        add(
            .retraction, ["data.reason"],
            text + [
                (#"" ""#, "blank"), ("\"\(long)\"", "longer than 500"),
                (#""a\u0000b""#, "control"),
            ])
        return table
    }()

    @Test func `Every field wrong in every way is named, with the reason and a remedy`() {
        for spoilt in Self.table {
            let wrong = refusal(spoilt.sample.with(spoilt.field, spoilt.json).json)
            let told: Comment = "\(spoilt.field) as \(spoilt.json ?? "absent")"
            #expect(wrong?.field == spoilt.field, told)
            #expect(wrong?.problem.contains(spoilt.word) == true, told)
            #expect(wrong?.remedy.isEmpty == false, told)
            #expect(wrong?.description.contains(child) == false, told)
        }
        #expect(Self.table.count > 500)
    }

    @Test func `A field that is nearly right is suggested`() {
        let samples = [
            ("data.reason", "data.Reason", "reason"),
            ("data.closedAt", "data.closed_at", "closedAt"),
            ("data.referralId", "data.referalId", "referralId"),
            ("data.pendingInformation", "data.pendinginformation", "pendingInformation"),
        ]
        for (right, wrong, name) in samples {
            let sample = Sample.closure.with(right, nil).with(wrong, #""x""#)
            #expect(refusal(sample.json)?.remedy == "did you mean \(name)?", "\(wrong)")
        }
        #expect(
            refusal(Sample.closure.with("type", #""closure.recordd""#).json)?.remedy
                == "did you mean closure.recorded?")
        #expect(
            refusal(Sample.closure.with("time", nil).with("Time", #""x""#).json)?.remedy
                == "did you mean time?")
    }

    @Test(arguments: Sample.all)
    func `No error text shows the child, wherever the identifier strayed`(sample: Sample) {
        let names = sample.data.map { "data.\($0.name)" } + sample.envelope.map(\.name)
        for name in names where name != "data.childId" {
            let wrong = refusal(sample.with(name, "\"\(child)\"").json)
            #expect(wrong?.description.contains(child) != true, "\(name)")
        }
        let short = sample.with("data.childId", "\"C-17\"")
        for name in names where name != "data.childId" {
            let wrong = refusal(short.with(name, "\"xC-17\"").json)
            #expect(wrong?.description.contains("C-17") != true, "\(name)")
        }
        let unnamed = sample.with("data.childId", nil)
        for name in names where name != "data.childId" {
            let wrong = refusal(unnamed.with(name, "\"C-17\"").json)
            #expect(wrong?.description.contains("C-17") != true, "\(name)")
        }
        let wrong = refusal(sample.with("data.\(child)", "1").json)
        #expect(wrong?.field == "data")
        #expect(wrong?.description.contains(child) == false)
    }

    @Test func `A decision before the contact, odd as it is, is accepted`() {
        #expect(refusal(Sample.contact.with("data.decidedAt", #""2020-01-01""#).json) == nil)
    }
}
