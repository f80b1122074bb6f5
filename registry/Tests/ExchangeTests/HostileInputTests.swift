import Catalogue
import Foundation
import Testing

@testable import Exchange

@Suite("Hostile files")
struct HostileInputTests {
    private static let context = ImportContext(CatalogueContents(), today: Day(number: 20_000))
    private static let readers: [@Sendable ([UInt8], ImportContext) -> Intake] = [
        GCloudImport.read, OCDSImport.read, DocumentImport.read, CSVImport.read,
        PublicCodeImport.read,
    ]

    @Test("a file beyond the limit is refused with the limit, before it is read")
    func size() {
        let bytes = [UInt8](repeating: 0x20, count: ImportLimits.fileSize + 1)
        for read in Self.readers {
            let intake = read(bytes, Self.context)
            #expect(intake.drafts.isEmpty)
            #expect(intake.refusals.first?.remedy.contains("MiB") == true)
        }
    }

    @Test("deep nesting, doubled keys and bytes that are not UTF-8 are refused with their place")
    func syntax() {
        let texts = [
            String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 100_000),
            "{\"releases\": [], \"releases\": []}", "{\"services\": [}", "[1,2",
        ]
        for text in texts {
            for read in Self.readers.prefix(3) {
                let intake = read(text.bytes, Self.context)
                #expect(intake.drafts.isEmpty)
                #expect(intake.refusals.first?.fault.contains("column") == true)
            }
        }
        let invalid = "{\"id\": \"".bytes + [0xC3, 0x28] + "\"}".bytes
        for read in Self.readers { #expect(!read(invalid, Self.context).refusals.isEmpty) }
    }

    @Test("wrong types anywhere are refused or passed over, and never stop the program")
    func types() {
        let keys = [
            "ocid", "id", "date", "tag", "parties", "buyer", "planning", "tender", "secondLook",
            "title", "description", "budget", "amount", "value", "currency", "milestones", "items",
            "classification", "releases", "records", "services", "documents", "hits", "serviceName",
            "supplierName", "serviceFeatures", "priceMin", "organisations", "solutions", "problems",
            "council", "statement", "musts", "units", "price", "compiledRelease", "identifier",
        ]
        for seed in 1...400 as ClosedRange<UInt64> {
            var random = Seeded(seed: seed)
            let bytes = random.json(keys, depth: 6).written().bytes
            for read in Self.readers.prefix(3) {
                let intake = read(bytes, Self.context)
                #expect(intake.drafts.isEmpty || intake.rows > 0, "seed \(seed)")
            }
        }
    }

    @Test("good files with bytes changed, cut or doubled end in drafts or refusals")
    func mutations() throws {
        let contents = try Seed.contents()
        let package = try OCDSExport.package(contents, [:], .trial).written().bytes
        let files = [package, DocumentExport.bytes(of: contents), CSVExport.bytes(of: contents)]
        let readers = [Self.readers[1], Self.readers[2], Self.readers[3]]
        for seed in 1...10 as ClosedRange<UInt64> {
            var random = Seeded(seed: seed)
            for (file, read) in zip(files, readers) {
                var bytes = Array(file.prefix(20_000))
                for _ in 0..<5 {
                    bytes[random.next(below: bytes.count)] = UInt8(random.next(below: 256))
                }
                let intake = read(bytes, Self.context)
                #expect(!intake.drafts.isEmpty || !intake.refusals.isEmpty, "seed \(seed)")
            }
        }
    }

    @Test("a table of nothing but open quotes ends soon")
    func openQuotes() {
        let header = "kind,id\n"
        let bytes = (header + String(repeating: "\"a\nb\",x\"\n", count: 200_000)).bytes
        let intake = CSVImport.read(bytes, Self.context)
        #expect(intake.drafts.isEmpty && !intake.refusals.isEmpty)
    }
}

/// SplitMix64 and what is made of it.
private struct Seeded {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((mixed ^ (mixed >> 31)) % UInt64(limit))
    }

    /// Any JSON, its keys from a list.
    mutating func json(_ keys: [String], depth: Int) -> JSON {
        switch next(below: depth > 0 ? 9 : 5) {
        case 0: return .null
        case 1: return .bool(next(below: 2) == 0)
        case 2: return .number(["-1", "1e999", "0.1", "99999999999999999999"][next(below: 4)])
        case 3:
            return .string(
                ["", "ocds-b5fd17-1", "2024-01-01T00:00:00Z", "tender", "\u{0}", "x"][
                    next(below: 6)])
        case 4: return .string(String(repeating: "rn.&#", count: next(below: 50)))
        case 5, 6:
            return .array((0..<next(below: 5)).map { _ in json(keys, depth: depth - 1) })
        default:
            var members: [JSON.Member] = []
            for _ in 0..<next(below: 8) {
                let key = keys[next(below: keys.count)]
                if !members.contains(where: { $0.key == key }) {
                    members.append(JSON.Member(key, json(keys, depth: depth - 1)))
                }
            }
            return .object(members)
        }
    }
}
