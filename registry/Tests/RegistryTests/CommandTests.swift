import Foundation
import Patience
import Testing

@Suite("The registry’s commands", .waits)
struct CommandTests {
    private func filled(_ scratch: Scratch) throws -> String {
        let data = scratch.path("data")
        let outcome = try Program.run("import", "catalogue", Program.catalogue, "--data", data)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return data
    }

    @Test("the sample catalogue imports whole, and a second time changes nothing")
    func importing() throws {
        let scratch = try Scratch()
        let data = try filled(scratch)
        let again = try Program.run("import", "catalogue", Program.catalogue, "--data", data)
        #expect(again.status == 0)
        #expect(again.output.hasPrefix("0 entries imported"))
    }

    @Test("a file with errors is named with all of them and costs only itself")
    func badFile() throws {
        let scratch = try Scratch()
        let folder = scratch.path("catalogue")
        try FileManager.default.copyItem(atPath: Program.catalogue, toPath: folder)
        try Data(#"{"id": "broken", "supplier": "x", "colour": "red"}"#.utf8)
            .write(to: URL(fileURLWithPath: folder + "/solutions/broken.json"))
        let outcome = try Program.run(
            "import", "catalogue", folder, "--data", scratch.path("data"))
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("solutions/broken.json: name: It is missing. Add it."))
        #expect(outcome.errors.contains("solutions/broken.json: colour: It is not a field"))
        #expect(!outcome.output.hasPrefix("0 entries"))
        let found = try Program.run("search", "taxis", "--data", scratch.path("data"))
        #expect(found.status == 0)
    }

    @Test(
        "a match’s record, made again from itself, has the same bytes though the catalogue went on")
    func record() throws {
        let scratch = try Scratch()
        let data = try filled(scratch)
        let record = try Program.run(
            "match", "marlcombe-same-children", "--json", "--day", "2026-11-23", "--data", data)
        #expect(record.status == 0)
        let file = scratch.path("record.json")
        try Data(record.output.utf8).write(to: URL(fileURLWithPath: file))
        let folder = scratch.path("catalogue")
        try FileManager.default.copyItem(atPath: Program.catalogue, toPath: folder)
        let name = folder + "/solutions/brackwater-comeback.json"
        let text = String(
            decoding: try #require(FileManager.default.contents(atPath: name)), as: UTF8.self)
        try Data(text.replacing("Comeback", with: "Cameback").utf8)
            .write(to: URL(fileURLWithPath: name))
        let changed = try Program.run("import", "catalogue", folder, "--data", data)
        #expect(changed.output.hasPrefix("1 entries imported"), "\(changed.errors)")
        let again = try Program.run("match", "--again", file, "--data", data)
        #expect(again.status == 0, "\(again.errors)")
        #expect(again.output == record.output)
    }

    @Test("a key is shown once, listed without its secret, and revoked for good")
    func keys() throws {
        let scratch = try Scratch()
        let data = try filled(scratch)
        let made = try Program.run(
            "keys", "create", "marlcombe-council", "--scope", "write-problems", "--data", data)
        #expect(made.status == 0, "\(made.errors)")
        let parts = made.output.split(separator: "\n")[0].split(separator: ".")
        let list = try Program.run("keys", "list", "--data", data)
        #expect(list.output.contains(parts[0]))
        #expect(!list.output.contains(parts[1]))
        #expect(try Program.run("keys", "revoke", "\(parts[0])", "--data", data).status == 0)
        #expect(try Program.run("keys", "revoke", "\(parts[0])", "--data", data).status == 1)
    }

    @Test("a question to a directory without a registry says so")
    func noRegistry() throws {
        let outcome = try Program.run("search", "taxis", "--data", "/nowhere")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("There is no registry in /nowhere"))
    }
}
