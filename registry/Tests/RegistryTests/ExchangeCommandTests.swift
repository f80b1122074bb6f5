import Foundation
import Patience
import Testing

@Suite("The registry’s imports and exports", .waits)
struct ExchangeCommandTests {
    @Test(
        "export, import into another registry, export: the same bytes",
        arguments: ["ocds", "csv", "json"])
    func roundTrip(format: String) throws {
        let scratch = try Scratch()
        let (first, second) = (scratch.path("first"), scratch.path("second"))
        let filled = try Program.run("import", "catalogue", Program.catalogue, "--data", first)
        #expect(filled.status == 0)
        let out = scratch.path("out")
        let written = try Program.run("export", format, "--data", first, "--out", out)
        #expect(written.status == 0 && written.output.isEmpty, "\(written.errors)")
        let read = try Program.run("import", format, out, "--data", second)
        #expect(read.status == 0, "\(read.errors)")
        let again = try Program.run("export", format, "--data", second)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: out))
        #expect(again.output == String(decoding: bytes, as: UTF8.self))
    }

    @Test(
        "what is refused is named, costs its row, and ends with status 1; a dry run writes nothing")
    func refusals() throws {
        let scratch = try Scratch()
        let file = scratch.path("table.csv")
        let text = """
            kind;id;name;organisation kind;population
            organisation;marl;Marl;council;12
            organisation;combe;Combe;council;many
            """
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        let data = scratch.path("data")
        let dry = try Program.run("import", "csv", file, "--data", data, "--dry-run")
        #expect(dry.status == 1)
        #expect(
            dry.output == "1 entry would be imported, 0 there already, 1 row refused, 0 warnings.\n"
        )
        #expect(!FileManager.default.fileExists(atPath: data))
        let outcome = try Program.run("import", "csv", file, "--data", data)
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains("table.csv: line 3: column 5, population: It is not a whole"))
        let again = try Program.run("import", "csv", file, "--data", data, "--json")
        #expect(again.status == 1)
        let json = try JSONSerialization.jsonObject(with: Data(again.output.utf8))
        let counts = try #require(json as? [String: Any])
        #expect(counts["imported"] as? Int == 0 && counts["unchanged"] as? Int == 1)
        #expect(counts["refused"] as? Int == 1)
    }

    @Test("a folder is imported file by file, and nothing to import is said")
    func folders() throws {
        let scratch = try Scratch()
        let folder = scratch.path("services")
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let data = scratch.path("data")
        #expect(try Program.run("import", "g-cloud", folder, "--data", data).status == 1)
        for number in 1...2 {
            let service = """
                {"id": "\(number)", "supplierName": "S", "serviceName": "A", "serviceSummary": "B."}
                """
            try Data(service.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(number).json"))
        }
        let outcome = try Program.run("import", "g-cloud", folder, "--data", data)
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("3 entries imported"), "\(outcome.output)")
        #expect(try Program.run("import", "ocds", "/nowhere", "--data", data).status == 1)
        #expect(try Program.run("export", "ocds", "--prefix", "x", "--data", data).status != 0)
    }
}
