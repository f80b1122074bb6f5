import Catalogue
import CatalogueStore
import CommandLineTool
import Exchange
import Foundation

/// `secondlook-registry export`: the catalogue for other systems.
enum ExportCommand {
    static let command = Command(
        "export", summary: "Write the catalogue for other systems.",
        subcommands: [ocds, csv, json, dcat])

    private static let data = CommonOptions.data
    private static let out = Option(
        "out", Reading<String>.path, placeholder: "PATH",
        help: "Write to this file; without it to the output.")
    private static let prefix = Option(
        "prefix", Reading<String>.text, default: OCDSSettings.documentationPrefix,
        placeholder: "OCDS-PREFIX", help: "The registered prefix of the ids of processes.")
    private static let address = Option(
        "address", Reading<String>.text, default: OCDSSettings.trial.address, placeholder: "URL",
        help: "Where the package will be had.")
    private static let root = Option(
        "address", Reading<String>.text, default: "https://registry.example/", placeholder: "URL",
        help: "What the addresses of the registry’s pages begin with.")
    private static let publisher = Option(
        "publisher", Reading<String>.text, default: OCDSSettings.trial.publisher,
        placeholder: "NAME", help: "Who publishes it.")
    private static let kinds = Option(
        repeated: "kind", Reading<EntryKind>.oneOf, placeholder: "KIND",
        help: "Only entries of this kind, and only their columns.")

    private static let ocds = Command(
        "ocds", summary: "Write the problems as an OCDS 1.1.5 release package.",
        discussion: """
            One planning release a problem, dated when its present form was first recorded. Under the \
            documentation’s prefix the package says that it is test data; the Open Contracting \
            Partnership gives out prefixes of one’s own.
            """,
        options: [data, out, prefix, address, publisher],
        run: { line in
            guard
                let settings = OCDSSettings(
                    prefix: line[prefix], address: line[address], publisher: line[publisher])
            else {
                throw UsageError(
                    "“\(line[prefix])” is not a prefix: it is ocds- and six small letters or digits."
                )
            }
            let store = try CatalogueStore(reading: line[data])
            try write(try OCDSExport.bytes(of: store, settings), line)
            if settings.isTrial {
                line.console.note(
                    "The package is flagged as test data: \(settings.prefix) is nobody’s prefix.")
            }
        })

    private static let csv = Command(
        "csv", summary: "Write the catalogue as a table for spreadsheets.",
        discussion: """
            A row an entry, UTF-8. Lists have a line each in their cell. A cell that a spreadsheet \
            could take for a formula begins with an apostrophe, which the import takes off.
            """,
        options: [data, out, kinds],
        run: { line in
            let contents = try CatalogueStore(reading: line[data]).contents()
            let kinds = line[kinds].isEmpty ? EntryKind.allCases : line[kinds]
            try write(CSVExport.bytes(of: contents, kinds: kinds), line)
        })

    private static let json = Command(
        "json", summary: "Write the whole catalogue as one JSON document.", options: [data, out],
        run: { line in
            let contents = try CatalogueStore(reading: line[data]).contents()
            try write(DocumentExport.bytes(of: contents), line)
        })

    private static let dcat = Command(
        "dcat", summary: "Write the solutions as a DCAT catalogue in JSON-LD.",
        options: [data, out, root],
        run: { line in
            let contents = try CatalogueStore(reading: line[data]).contents()
            try write(DCATExport.bytes(of: contents, address: line[root]), line)
        })

    private static func write(_ bytes: [UInt8], _ line: Invocation) throws {
        guard let path = line[out] else {
            return line.console.write(String(decoding: bytes, as: UTF8.self))
        }
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw Failure(
                "\(path) cannot be written: \(error.localizedDescription) Is there room, and may "
                    + "this user write there?")
        }
    }
}
