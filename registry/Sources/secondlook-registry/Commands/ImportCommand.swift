import CatalogueStore
import CommandLineTool
import Timekeeping

/// `secondlook-registry import`: what others have written down.
enum ImportCommand {
    static let command = Command(
        "import", summary: "Import entries from files.",
        subcommands: [catalogue] + ExchangeImport.commands)

    private static let folder = Argument(
        "PATH", Reading<String>.path,
        help: "A folder with the folders organisations, solutions and problems.")
    private static let data = CommonOptions.data

    private static let catalogue = Command(
        "catalogue", summary: "Import a folder of organisations, solutions and problems.",
        discussion: """
            One JSON file an entry. Importing a folder twice changes nothing, and a changed file \
            makes another version of its entry. A file that cannot be taken is named with everything \
            that is wrong in it, and costs only itself.

            Ends with status 1 where a file was left out.
            """,
        options: [data], arguments: [folder], run: { try run($0) })

    private static func run(_ line: Invocation) throws {
        let store = try CatalogueStore(directory: line[data], traces: [ClockNote.file])
        let outcome = try CatalogueFolder(path: line[folder]).copy(into: store)
        for refusal in outcome.refusals { line.console.note("\(refusal)") }
        line.console.print(
            "\(outcome.added) entries imported, \(outcome.unchanged) were there already; the "
                + "catalogue is at version \(outcome.version).")
        guard outcome.refusals.isEmpty else {
            throw Failure(
                "\(outcome.refusals.count) files were left out. Mend what is named above and import "
                    + "again.")
        }
    }
}
